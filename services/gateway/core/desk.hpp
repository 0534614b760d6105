// The ack discipline: an envelope is acked only after its record is confirmed.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "libs/slack/envelope.hpp"
#include "proto/reply.hpp"
#include "services/gateway/core/intake.hpp"
#include "services/gateway/core/ports.hpp"
#include "services/gateway/core/seen_events.hpp"

namespace gateway {

// Slack's envelope ids are UUIDs. A longer one is none: its ack would have no place in a frame.
inline constexpr std::size_t longest_envelope_id = 255;  // bytes

struct DeskLimits {
    // Envelopes under way at once; one more is answered "busy" (or left un-acked) at once.
    std::size_t under_way = 20'000;
    // From receipt: then "busy" goes out, whatever the broker still says. Slack waits 3 s.
    base::Duration answer_by{2'600};
    // Confirmed events that are remembered: one of them that comes again is acked, not published.
    std::size_t remembered = SeenEvents::usual_most;
};

// Takes frames, publishes them, acks what is confirmed. Owns no thread: everything runs on the one
// that also owns the sockets. An ack goes to the connection its envelope came from; when that is gone
// the envelope counts as published and un-acked, Slack delivers it again and the worker sees a repeat.
// An option list or a modal's answer is the worker's: such an envelope is acked once its record is
// confirmed AND its reply is there, in either order, the first one counts, and one whose ack would
// not fit Slack's frame is none. Without one in time the member is asked to press again.
// What comes again of an event that was confirmed here is acked at once; what awaits a reply is
// published again, as only the worker knows what it said.
// Promise 1: on failure or delay, events stay un-acked, commands, submissions and option requests get
// "busy" by kind, buttons stay un-acked.
class Desk {
public:
    // `instance`: how replies name this gateway; empty: no reply reaches it, nobody waits for one.
    Desk(Publisher& publisher, Line& line, Figures& figures, DeskLimits limits = {},
         std::string instance = {});

    // One envelope frame (anything but hello and disconnect). A frame that cannot be used goes to
    // the dead letters, confirmed, and is then acked; one without an envelope_id (or with one that
    // is none) is counted and dropped.
    void frame(Connection connection, std::string&& text, base::Time now, SteadyTime steady);
    // The publisher's answer. `durable`: all in-sync replicas have the record.
    void confirmed(Token token, bool durable, SteadyTime now);
    // What a worker says to one of our envelopes; one for nobody who waits is counted and dropped.
    void reply(const proto::Reply& reply, SteadyTime now);
    // Answers what has waited too long; call it at least every 100 ms.
    void tick(SteadyTime now);
    void connection_gone(Connection connection);

    std::size_t under_way() const { return open_.size(); }
    std::size_t under_way(Connection connection) const;

private:
    struct Open {
        Connection connection = 0;
        std::string envelope_id;
        std::string event_id;
        AnswerKind answer = AnswerKind::event;
        bool accepts_reply = false;     // else "busy" has no way to the member
        std::string first_input_block;  // where "busy" goes in a modal
        SteadyTime received{};
        bool dead = false;      // it goes to the dead letters
        bool answered = false;  // busy was said, or the connection is gone: only the confirm is awaited
        bool awaits_reply = false;
        bool stored = false;               // confirmed, and not answered: only the reply is awaited
        std::optional<std::string> reply;  // it came before the confirm
    };
    using Entry = std::unordered_map<Token, Open>::iterator;

    void take(Connection connection, const slack::Envelope& envelope, std::string_view text,
              base::Time now, SteadyTime steady);
    void bury(Connection connection, std::string text, const std::string& id, const base::Error& why,
              base::Time now, SteadyTime steady);
    void ack(const Open& open, SteadyTime now);
    void ack_repeat(const Open& open);
    void fail(Open& open, std::string_view reason);
    void ask_again(const Open& open);
    void refuse(Open& open);
    Open remove(Entry entry);
    bool say(const Open& open, const std::optional<std::string>& payload);
    static std::string_view kind_text(const Open& open);
    Token admit(Open open, SteadyTime now);

    Publisher& publisher_;
    Line& line_;
    Figures& figures_;
    DeskLimits limits_;
    std::string instance_;
    SeenEvents seen_;
    Token last_token_ = 0;
    std::unordered_map<Token, Open> open_;
    std::multimap<SteadyTime, Token> deadlines_;
    std::unordered_multimap<std::string, Token> awaited_;  // by envelope id: who waits for a reply
};

}  // namespace gateway
