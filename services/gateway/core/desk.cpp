#include "services/gateway/core/desk.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "libs/slack/answers.hpp"
#include "proto/dead_letter.hpp"
#include "proto/topics.hpp"

namespace gateway {

Desk::Desk(Publisher& publisher, Line& line, Figures& figures, DeskLimits limits,
           std::string instance)
    : publisher_(publisher),
      line_(line),
      figures_(figures),
      limits_(limits),
      instance_(std::move(instance)),
      seen_(limits.remembered) {}

void Desk::frame(Connection connection, std::string&& text, base::Time now, SteadyTime steady) {
    std::string id;
    auto envelope = slack::read_envelope(text, &id);
    if (id.size() > longest_envelope_id) return figures_.envelope("unknown", "dropped");
    if (!envelope) return bury(connection, std::move(text), id, envelope.error(), now, steady);
    if (text.size() > proto::max_record_bytes) {
        return bury(connection, std::move(text), id, base::Error::never("too_large"), now, steady);
    }
    take(connection, *envelope, text, now, steady);
}

void Desk::take(Connection connection, const slack::Envelope& envelope, std::string_view text,
                base::Time now, SteadyTime steady) {
    const auto kind = kind_of(envelope.type);
    const auto bury_it = [&](base::Error why) {
        bury(connection, std::string(text), envelope.envelope_id, why, now, steady);
    };
    if (!kind) return bury_it(base::Error::never("unknown_envelope_type"));
    if (envelope.envelope_id.empty()) return bury_it(base::Error::never("no_envelope_id"));
    if (envelope.payload.empty()) return bury_it(base::Error::never("no_payload"));
    const Delivery delivery{*kind, envelope.envelope_id, envelope.accepts_response_payload,
                            envelope.retry_attempt, envelope.retry_reason, instance_};
    const auto event = make_event(delivery, envelope.routing, std::string(envelope.payload), now);
    if (!event) return bury_it(event.error());

    Open open;
    open.connection = connection;
    open.envelope_id = envelope.envelope_id;
    open.event_id = event->id.value;
    open.answer = answer_kind(*kind, envelope.routing);
    open.accepts_reply = envelope.accepts_response_payload;
    open.first_input_block = envelope.routing.first_input_block;
    open.received = steady;
    open.awaits_reply = event->reply_by.has_value();
    if (!open.awaits_reply && seen_.has(open.event_id)) return ack_repeat(open);
    if (open_.size() >= limits_.under_way) return refuse(open);
    publisher_.publish(admit(std::move(open), steady), Destination::events, proto::encode(*event));
}

void Desk::bury(Connection connection, std::string text, const std::string& id,
                const base::Error& why, base::Time now, SteadyTime steady) {
    if (id.empty()) return figures_.envelope("unknown", "dropped");
    Open open;
    open.connection = connection;
    open.envelope_id = id;
    open.received = steady;
    open.dead = true;
    if (open_.size() >= limits_.under_way) return refuse(open);
    proto::DeadNote note;
    note.reason = why.code == "too_large" ? proto::DeadReason::too_large : proto::DeadReason::unusable;
    note.error = why.message();
    note.stage = "gateway";
    note.timestamp = now;
    note.first_seen = now;
    publisher_.publish(admit(std::move(open), steady), Destination::dead_letters,
                       proto::dead_envelope(std::move(text), id, note));
}

Token Desk::admit(Open open, SteadyTime now) {
    const Token token = ++last_token_;
    if (open.awaits_reply) awaited_.emplace(open.envelope_id, token);
    open_.emplace(token, std::move(open));
    deadlines_.emplace(now + limits_.answer_by, token);
    return token;
}

Desk::Open Desk::remove(Entry entry) {
    const auto [first, last] = awaited_.equal_range(entry->second.envelope_id);
    const auto waiting =
        std::find_if(first, last, [&](const auto& pair) { return pair.second == entry->first; });
    if (waiting != last) awaited_.erase(waiting);
    Open open = std::move(entry->second);
    open_.erase(entry);
    return open;
}

void Desk::confirmed(Token token, bool durable, SteadyTime now) {
    const auto found = open_.find(token);
    if (found == open_.end() || found->second.stored) return;
    Open& held = found->second;
    if (durable && !held.answered && held.awaits_reply && !held.reply) {
        held.stored = true;
        return;
    }
    Open open = remove(found);
    if (open.answered) return;
    if (!durable) return fail(open, "broker");
    ack(open, now);
}

void Desk::reply(const proto::Reply& reply, SteadyTime now) {
    if (slack::ack_frame(reply.envelope_id, reply.payload).size() > slack::max_ack_bytes) {
        return figures_.reply("too_long");
    }
    std::vector<Token> waiting;  // two, where Slack brought one envelope twice
    const auto [first, last] = awaited_.equal_range(reply.envelope_id);
    for (auto it = first; it != last; ++it) {
        const Open& open = open_.at(it->second);
        if (!open.answered && open.event_id == reply.event.value) waiting.push_back(it->second);
    }
    bool taken = false;
    for (const Token token : waiting) {
        const auto found = open_.find(token);
        if (found->second.reply) continue;  // the first one counts
        taken = true;
        found->second.reply = reply.payload;
        if (found->second.stored) ack(remove(found), now);
    }
    figures_.reply(taken ? "taken" : waiting.empty() ? "unawaited" : "repeat");
}

void Desk::ack(const Open& open, SteadyTime now) {
    if (!open.dead && !open.awaits_reply) seen_.add(open.event_id);
    if (!line_.send(open.connection, slack::ack_frame(open.envelope_id, open.reply.value_or("")))) {
        figures_.unacked("connection_gone");
        return figures_.envelope(kind_text(open), "unacked");
    }
    const auto waited = std::chrono::duration_cast<base::Duration>(now - open.received);
    open.awaits_reply ? figures_.replied_after(waited) : figures_.acked_after(waited);
    figures_.envelope(kind_text(open), open.dead ? "dead" : "acked");
}

void Desk::ack_repeat(const Open& open) {
    if (line_.send(open.connection, slack::ack_frame(open.envelope_id, ""))) {
        return figures_.envelope(kind_text(open), "repeat");
    }
    figures_.unacked("connection_gone");
    figures_.envelope(kind_text(open), "unacked");
}

void Desk::refuse(Open& open) {
    figures_.limit_reached("envelopes");
    fail(open, "full");
}

void Desk::fail(Open& open, std::string_view reason) {
    open.answered = true;
    if (!open.dead && say(open, busy_payload(open.answer, open.first_input_block, open.event_id))) {
        return figures_.envelope(kind_text(open), "busy");
    }
    figures_.unacked(reason);
    figures_.envelope(kind_text(open), "unacked");
}

void Desk::ask_again(const Open& open) {
    if (say(open, again_payload(open.answer, open.first_input_block, open.event_id))) {
        return figures_.envelope(kind_text(open), "unanswered");
    }
    figures_.unacked("no_reply");
    figures_.envelope(kind_text(open), "unacked");
}

// Not where silence is right, nor where Slack would close the socket over its length.
bool Desk::say(const Open& open, const std::optional<std::string>& payload) {
    if (!open.accepts_reply || !payload) return false;
    const std::string frame = slack::ack_frame(open.envelope_id, *payload);
    return frame.size() <= slack::max_ack_bytes && line_.send(open.connection, frame);
}

std::string_view Desk::kind_text(const Open& open) {
    return open.dead ? "dead" : to_text(open.answer);
}

void Desk::tick(SteadyTime now) {
    while (!deadlines_.empty() && deadlines_.begin()->first <= now) {
        const Token token = deadlines_.begin()->second;
        deadlines_.erase(deadlines_.begin());
        const auto found = open_.find(token);
        if (found == open_.end()) continue;
        if (found->second.stored) {
            ask_again(remove(found));
        } else if (!found->second.answered) {
            fail(found->second, "deadline");
        }
    }
}

void Desk::connection_gone(Connection connection) {
    for (auto entry = open_.begin(); entry != open_.end();) {
        const auto next = std::next(entry);
        Open& open = entry->second;
        if (open.connection == connection && !open.answered) {
            open.answered = true;
            figures_.unacked("connection_gone");
            figures_.envelope(kind_text(open), "unacked");
            if (open.stored) remove(entry);
        }
        entry = next;
    }
}

std::size_t Desk::under_way(Connection connection) const {
    return static_cast<std::size_t>(std::count_if(open_.begin(), open_.end(), [&](const auto& entry) {
        return entry.second.connection == connection && !entry.second.answered;
    }));
}

}  // namespace gateway
