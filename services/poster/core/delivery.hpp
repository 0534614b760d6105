// One action on its way: what is known about it and which step comes next.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "libs/base/clock.hpp"
#include "proto/action.hpp"
#include "proto/dead_letter.hpp"
#include "proto/outcome.hpp"
#include "proto/wire.hpp"
#include "services/poster/core/line.hpp"
#include "services/poster/core/ports.hpp"
#include "services/poster/core/previews.hpp"

namespace poster {

// Each stage makes at most one call to one port, so that a simulation can crash between any two.
enum class Stage {
    start,        // still in time? anything to look up first?
    look,         // has it ended before? (a repeat must not cost its channel a slot)
    ask,          // may it bear its sender's name?
    resolve,      // which message does target_action mean, or by which URL may it go again
    reserve,      // a slot under Slack's limits
    begin,        // the intent record
    doubt,        // perhaps it is out: a slot for a look at the history
    hold,         // nobody else finds out at the same time: the lease is renewed
    verify,       // the look; may run on another thread than the rest
    wipe,         // a notice stands there twice: one goes
    answered,     // was one of the two pressed?
    call,         // the bytes leave
    throttle,     // tell the others of a 429, or of a dead token
    reopen,       // not done: write that down, then again
    close,        // an end without an attempt
    record,       // the end of an attempt
    sign,         // it is out, and Slack left the name away: write it below
    dead_letter,  // from here on only telling is left
    keep,         // by which URL it may be sent again
    notice,
    clear,
    other,  // it was pressed in one of two notices
    outcome,
    told,
    republish,  // a notice that cannot go out makes room for others
    bury        // a record that is no action, or one we cannot handle: to the dead letters
};

// Nobody knows whether Slack has posted it: what is known while that is found out.
struct Doubt {
    enum class Why {
        lost_answer,
        forgotten,
        forgotten_and_over,
        told_twice,  // a notice is out, and perhaps more than once
        pressed      // none: a notice that was told twice was pressed in one copy
    };
    Why why = Why::lost_answer;
    std::chrono::steady_clock::time_point counts_from{};  // a look before that proves no absence
    base::Time until{};                                   // then it is left as it is
    std::string cursor;
    int pages = 0, absences = 0, fruitless = 0;
    std::string seen, spare;  // told_twice: the oldest copy this look has met, and one that goes

    void look_anew() {
        cursor.clear();
        pages = 0;
        seen.clear();
        spare.clear();
    }
    bool is_of_a_notice() const { return why == Why::told_twice || why == Why::pressed; }
    // How long a look still proves no absence.
    base::Duration early_by(std::chrono::steady_clock::time_point now) const {
        return std::chrono::ceil<base::Duration>(counts_from - now);
    }
};

struct Delivery {
    proto::Action action;
    proto::Wire original;   // as read, for the dead letters
    proto::DeadNote place;  // topic, partition, offset, timestamp, group are filled in
    std::string payload_hash;
    base::Time taken_at{};

    Stage stage = Stage::start;
    bool looked = false;           // nothing had ended when we looked
    std::string owner;             // fencing token; made at the first intent
    bool recorded = false;         // the ledger holds our intent
    bool asked = false;            // whether it may bear a name
    bool nameless = false;         // it may not
    bool unsigned_yet = false;     // it is out without a name, and nothing below says whose it is
    bool by_response_url = false;  // the conversation is closed to the bot; its own URL is open
    int attempts = 0;
    bool perhaps_done = false;  // an attempt ended without a word
    std::optional<Doubt> doubt;
    int lost_answers = 0;
    base::Time trusted_at{};  // what the store forgot before that is made good by a look
    int fruitless = 0;          // attempts that Slack did not do or did not answer, for the backoff
    int notice_tries = 0;
    int clear_tries = 0;
    bool asked_to_close = false;  // the store, at least once
    std::string target_ts, target_channel;
    std::optional<std::string> kept_url;  // of the action that is sent again; empty: none is left
    base::Time sent_at{};
    std::chrono::steady_clock::time_point intent_at{};
    Verdict verdict;  // of the newest call

    bool at_once = false;        // refused before it ever waited: its sender is still looking
    bool repeated = false;       // it had ended before and everybody was told
    bool told_in_place = false;  // the notice stands where the previews stood
    std::shared_ptr<Previews> previews;  // of the sender, where there are any
    std::shared_ptr<Line> line;          // of a visible post
    std::size_t place_in_line = 0;
    Final end;
    std::string clear_error;  // only logged

    EntryKey key() const { return {action.conversation.team, action.id}; }
    proto::End ending() const;  // once `end` is decided
    proto::Outcome outcome(base::Time now) const;
};

// What the caller of a step does next with this delivery.
struct Next {
    enum class Kind { step, wait, done };
    Kind kind = Kind::step;
    base::Duration wait{0};

    static Next step() { return {}; }
    static Next after(base::Duration time) { return {Kind::wait, time}; }
    static Next done() { return {Kind::done, {}}; }
};

}  // namespace poster
