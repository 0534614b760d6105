// What the poster's core needs from the world, in its own words. All calls block and are made by
// one thread at a time per object unless said otherwise; an error of a Ledger or of Slots means
// that the store is away, whatever its code.
#pragma once

#include <optional>
#include <string>

#include "libs/base/clock.hpp"
#include "libs/base/result.hpp"
#include "proto/action.hpp"
#include "proto/dead_letter.hpp"
#include "proto/ids.hpp"
#include "proto/outcome.hpp"

namespace poster {

// Where an action stands. `open`: not sent for sure. `sending`: an intent is written, bytes may be
// on their way. `unknown`: nobody knows whether Slack did it. The others are ends.
enum class State { open, sending, unknown, sent, refused, expired, parked };

struct EntryKey {
    proto::TeamId team;
    proto::ActionId action;
};

// Whether the message of an attempt can be told from others in its conversation's history: by its
// action's id in the metadata. A response_url post bears none.
enum class Trail { metadata, none };

struct Entry {
    State state = State::open;
    int attempts = 0;          // intents written so far
    std::string ts;            // of the message, once sent and where Slack told
    std::string channel;       // where Slack put it
    std::string error;         // Slack's word for a refusal
    bool told = false;         // the outcome is published: nothing is left to be done
    bool same_payload = true;  // the bytes asked about are those first seen under this id
    Trail trail = Trail::metadata;  // of the newest attempt
    base::Time sent_at{};      // when the newest intent was written, by the store's clock
};

// How an end is written down.
struct Final {
    State state = State::sent;
    std::string ts, channel, error;
};

// The store's answer to a wish to begin or to close.
struct Claim {
    enum class Kind {
        ours,    // the wish is written: go on
        busy,    // somebody else's attempt is under way for `wait` more
        unsure,  // an attempt ended without a word, 7 s ago at least; it is ours to find out
        settled  // it has ended before, see `entry`
    };
    Kind kind = Kind::ours;
    Entry entry;
    base::Duration wait{0};
};

// An attempt's lease: connect and answer take 5 s at most, so after this its owner is gone.
inline constexpr base::Duration lease{7'000};

// What became of every action (pipeline F2, F3). Thread-safe. `owner` is the fencing token: a write
// under a token that no longer holds the entry changes nothing and is the error `not_ours` (never).
// Repeating a call whose answer was lost is harmless.
class Ledger {
public:
    virtual ~Ledger() = default;
    // open → sending, before a byte leaves. Kept 24 h. Its owner begins again to renew the lease,
    // also of what is unknown (then it stays so: `unsure`).
    virtual base::Result<Claim> begin(const EntryKey& key, const std::string& owner,
                                      const std::string& payload_hash, Trail trail) = 0;
    // open → an end, without an attempt. Kept 8 d.
    virtual base::Result<Claim> close(const EntryKey& key, const std::string& owner,
                                      const std::string& payload_hash, const Final& end) = 0;
    // sending, unknown, or an end of this owner's → an end.
    virtual base::Result<void> settle(const EntryKey& key, const std::string& owner,
                                      const Final& end) = 0;
    // sending or unknown → open: it was not done, for sure or because doing it twice is harmless.
    virtual base::Result<void> reopen(const EntryKey& key, const std::string& owner) = 0;
    // Of an end; of anything else it changes nothing.
    virtual base::Result<void> told(const EntryKey& key) = 0;
    virtual base::Result<std::optional<Entry>> find(const EntryKey& key) = 0;
    // The response_url by which the press behind this action can be answered, kept for `life` and
    // no longer (a bearer secret), for an action that has this one as its target.
    virtual base::Result<void> keep_url(const EntryKey& key, const std::string& url,
                                        base::Duration life) = 0;
    virtual base::Result<std::optional<std::string>> url_of(const EntryKey& key) = 0;
    // The store may have lost its newest writes at this time (by this process's clock; the epoch:
    // never): a record that is older may have been sent though the store takes it for new. Whoever
    // has an answer of begin or close reads here of every loss before that answer. No I/O.
    virtual base::Time forgot_at() const = 0;
};

// What a call weighs under Slack's limits.
struct Load {
    proto::TeamId team;
    proto::ChannelId channel;
    std::string method;    // "chat.postMessage", …, "response_url"
    bool posts = false;    // a message: counts for its channel and for the workspace
    bool by_token = true;  // not through a response_url
    std::string url = {};  // which response_url: a name made of it, never the URL itself
};

// An operator has said that nothing visible goes there for now.
struct Pause {
    std::string reason;  // as it was typed; may be empty
};

struct Slot {
    bool granted = false;
    base::Duration delay{0};  // granted: send after this; denied: ask again after this
};

// Slack's rate limits. Thread-safe. With the store away `reserve` fails; `reserve_alone` is then
// this process's own share, for what need not wait.
class Slots {
public:
    virtual ~Slots() = default;
    virtual base::Result<Slot> reserve(const Load& load) = 0;
    virtual Slot reserve_alone(const Load& load) = 0;
    // Slack answered 429: nothing of the same scope goes for `wait`.
    virtual void throttled(const Load& load, base::Duration wait) = 0;
    // The team's token is dead: nothing of it goes for `wait`.
    virtual void hold(const proto::TeamId& team, base::Duration wait) = 0;
    // As far as is known without asking anybody: at most 2 s old.
    virtual std::optional<Pause> paused(const proto::TeamId&, const proto::ChannelId&) const {
        return std::nullopt;
    }
};

struct Call {
    enum class Form {
        as_is,       // the action's own method and arguments
        nameless,    // the same without a member's name and picture: `signature` stands below
        in_channel,  // its message, through `response_url`, for all to see
        tell,        // `text` to the member alone, in place of the previews
        clear,       // the previews go
        ask,         // nothing is done: what may this team's token do?
        look         // nothing is done: is the action's message in the history since `since`?
    };
    Form form = Form::as_is;
    proto::ActionId action;
    proto::TeamId team;
    proto::ChannelId
        channel;         // with ts: overrides what the arguments say; for `tell` without a URL
    proto::UserId user;  // `tell` without a URL
    proto::Method method = proto::Method::chat_post_message;
    std::string arguments;  // JSON object
    std::string ts;
    std::string text;
    std::string signature;     // nameless, in_channel: the line that says who sent it
    std::string response_url;  // bearer secret
    // look: in `channel`, in the thread `thread_ts` where there is one; the page behind `cursor`.
    base::Time since{};
    std::string thread_ts = {}, cursor = {};
};

struct Verdict {
    enum class Kind {
        done,
        throttled,  // not done; again after `wait`
        not_done,   // a passing fault
        unsure,     // done or not
        refused,    // no, for good
        closed,     // refused: not in this conversation
        unnamed,    // refused: a scope is missing, the one for names perhaps
        token_dead  // refused: not with this token
    };
    Kind kind = Kind::done;
    std::string ts, channel;  // where Slack told
    std::string error;        // Slack's or our word
    base::Duration wait{0};
    // look: the cursor of the next page, empty: that was the last one; and the newest message where
    // this page has several (`ts` is the oldest then).
    std::string more = {}, spare = {};
};

// Slack itself: every call ends within 5 s. One caller at a time.
class Slack {
public:
    virtual ~Slack() = default;
    // A look is `done` with `ts` where the message is there, and without where this page has it
    // not; refused, closed or unnamed: the history cannot be read.
    virtual Verdict call(const Call& call) = 0;
    // Whether this team's messages may bear a member's name (scope chat:write.customize; without it
    // Slack says ok and leaves the name out). Nothing: not known yet, Call::Form::ask tells.
    virtual std::optional<bool> may_name(const proto::TeamId& team) const = 0;
};

// Kafka. Each call returns once the record is confirmed by all in-sync replicas, or with an error
// (then it may have been written all the same: a repeat is harmless). Thread-safe.
class Bus {
public:
    virtual ~Bus() = default;
    virtual base::Result<void> outcome(const proto::Outcome& outcome) = 0;
    virtual base::Result<void> action(const proto::Action& action) = 0;
    virtual base::Result<void> dead_letter(const proto::Wire& original,
                                           const proto::DeadNote& note) = 0;
};

}  // namespace poster
