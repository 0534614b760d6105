// Slack in memory: it delivers envelopes and hears their acks, takes the poster's calls, and keeps
// what every member has seen.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "proto/action.hpp"
#include "services/gateway/core/ports.hpp"
#include "services/poster/core/ports.hpp"
#include "tests/simulation/ground/ground.hpp"
#include "tests/simulation/world/plan.hpp"

namespace simulation {

// One message that all of a channel see.
struct Post {
    base::Time at{};       // when it stood there
    base::Time sent_at{};  // when it was asked for
    std::int64_t ts = 0;   // rises with every message of the channel
    std::string sender;    // the life of the poster that sent it
    bool traced = true;    // its id stands in the metadata
};

// All that came of one deed, as Slack knows it.
struct Effects {
    base::Time done_at{};                // the member acted
    std::optional<base::Time> acked_at;  // within Slack's 3 s
    bool busy = false;                   // … with a word to the member
    int deliveries = 0;
    std::vector<Post> posts;
    int shown = 0;     // answers that only the member sees
    std::vector<std::int64_t> notices;  // what says that it did not come to be, by ts
    int refusals = 0;  // the worker's own word for that
    bool again = false;  // one of them had [Send again]
    bool answered = false;  // … and it was pressed: that one shows "sending…" from now on
    // Of a form, as the member sees it: Slack shows a sign of its own where no ack came in time.
    int sent_off = 0;
    bool closed = false, corrected = false;  // it is taken; its number is not
    int pressed_again = 0;                   // "busy", "try again", or Slack's own sign
};

class Slack {
public:
    Slack(Ground& ground, const std::vector<Deed>& deeds);

    // The member acts: Slack delivers it, by its own schedule.
    void act(std::size_t deed);
    // An open socket and where its frames go. It lasts until it is closed or its program is gone.
    using Receive = std::function<void(std::string frame)>;
    void connect(gateway::Connection connection, Receive receive);
    void disconnect(gateway::Connection connection);
    // Told when Slack itself cuts a socket.
    std::function<void(gateway::Connection)> cut;
    // Told when a form closes on its member's screen.
    std::function<void(std::size_t deed)> closed;
    // False: that socket is gone.
    bool hear(gateway::Connection connection, const std::string& frame);

    // `latency`: how long the caller waits for the answer.
    poster::Verdict call(const poster::Call& call, const std::string& sender,
                         base::Duration& latency);

    // Whose deed an action belongs to.
    void know(const proto::Action& action);
    std::string name_of(const proto::ActionId& action) const;  // "#3", the number of the deed
    std::string name_of_event(const std::string& event_id) const;

    const std::vector<Effects>& effects() const { return effects_; }
    // Rules of Slack's that were broken, in words: one post a second, and nothing before a
    // Retry-After is over.
    const std::vector<std::string>& too_fast() const { return too_fast_; }
    const std::vector<std::string>& too_early() const { return too_early_; }
    std::vector<base::Time> post_calls;  // by the workspace, for the pace

private:
    struct Envelope {
        std::size_t deed = 0;
        base::Time sent_at{};
        bool acked = false;
        int attempt = 0;
    };
    struct Meaning {
        std::size_t deed = 0;
        enum class What { post, answer, refusal, notice } what = What::answer;
    };

    static bool press(Effects& about);  // its [Send again], if it stands anywhere
    void deliver(std::size_t deed, int attempt);
    void send(const std::string& envelope_id, base::Duration after);
    void look_for_ack(const std::string& envelope_id);
    void answer_form(std::size_t deed, const std::string& frame);
    void press_again(std::size_t deed);
    void say(const std::string& what, std::size_t deed) const;
    poster::Verdict answer(const poster::Call& call, const std::string& sender,
                           base::Duration& latency);
    poster::Verdict trouble(const Fault& fault, const poster::Call& call, const std::string& sender,
                            base::Duration& latency);
    std::int64_t take(const poster::Call& call, const std::string& sender, base::Duration late);
    void land(const poster::Call& call, const Post& post);
    void watch_pace(const poster::Call& call);
    poster::Verdict look(const poster::Call& call) const;  // into the history
    bool is_notice(const poster::Call& call) const;
    bool wiped(const poster::Call& call);  // the call takes a notice away, if it is there
    bool is_post(const poster::Call& call) const;
    bool will_be_closed(const poster::Call& call) const;  // the bot is not there

    Ground& ground_;
    const std::vector<Deed>& deeds_;
    std::vector<Effects> effects_;
    std::string number_error_;  // the worker's word for a number that it does not take
    std::map<std::string, Envelope> envelopes_;
    std::map<gateway::Connection, Receive> connections_;
    std::map<std::string, Meaning> meanings_;                       // by action id
    std::map<std::string, base::Time> closed_until_, newest_post_;  // by channel
    base::Time away_until_{}, token_dead_until_{};
    std::vector<std::string> too_fast_, too_early_;
    int envelope_ids_ = 0;
    std::int64_t newest_ts_ = 0;
};

}  // namespace simulation
