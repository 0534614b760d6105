#include "services/gateway/core/desk.hpp"

#include <algorithm>
#include <utility>

#include "libs/slack/answers.hpp"
#include "proto/dead_letter.hpp"
#include "proto/topics.hpp"

namespace gateway {

Desk::Desk(Publisher& publisher, Line& line, Figures& figures, DeskLimits limits)
    : publisher_(publisher), line_(line), figures_(figures), limits_(limits) {}

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
                            envelope.retry_attempt, envelope.retry_reason};
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
    if (open_.size() >= limits_.under_way) return fail(open, "full");
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
    if (open_.size() >= limits_.under_way) return fail(open, "full");
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
    open_.emplace(token, std::move(open));
    deadlines_.emplace(now + limits_.answer_by, token);
    return token;
}

void Desk::confirmed(Token token, bool durable, SteadyTime now) {
    const auto found = open_.find(token);
    if (found == open_.end()) return;
    Open open = std::move(found->second);
    open_.erase(found);
    if (open.answered) return;
    if (!durable) return fail(open, "broker");
    const auto waited = std::chrono::duration_cast<base::Duration>(now - open.received);
    if (!line_.send(open.connection, slack::ack_frame(open.envelope_id))) {
        figures_.unacked("connection_gone");
        return figures_.envelope(kind_text(open), "unacked");
    }
    figures_.acked_after(waited);
    figures_.envelope(kind_text(open), open.dead ? "dead" : "acked");
}

void Desk::fail(Open& open, std::string_view reason) {
    open.answered = true;
    const auto busy = busy_frame(open);
    if (busy && line_.send(open.connection, *busy)) {
        return figures_.envelope(kind_text(open), "busy");
    }
    figures_.unacked(reason);
    figures_.envelope(kind_text(open), "unacked");
}

// Nothing where silence is right, or where Slack would close the socket over its length.
std::optional<std::string> Desk::busy_frame(const Open& open) {
    if (!open.accepts_reply || open.dead) return std::nullopt;
    const auto payload = busy_payload(open.answer, open.first_input_block, open.event_id);
    if (!payload) return std::nullopt;
    std::string frame = slack::ack_frame(open.envelope_id, *payload);
    if (frame.size() > slack::max_ack_bytes) return std::nullopt;
    return frame;
}

std::string_view Desk::kind_text(const Open& open) {
    return open.dead ? "dead" : to_text(open.answer);
}

void Desk::tick(SteadyTime now) {
    while (!deadlines_.empty() && deadlines_.begin()->first <= now) {
        const Token token = deadlines_.begin()->second;
        deadlines_.erase(deadlines_.begin());
        const auto found = open_.find(token);
        if (found != open_.end() && !found->second.answered) fail(found->second, "deadline");
    }
}

void Desk::connection_gone(Connection connection) {
    for (auto& [token, open] : open_) {
        if (open.connection != connection || open.answered) continue;
        open.answered = true;
        figures_.unacked("connection_gone");
        figures_.envelope(kind_text(open), "unacked");
    }
}

std::size_t Desk::under_way(Connection connection) const {
    return static_cast<std::size_t>(std::count_if(open_.begin(), open_.end(), [&](const auto& entry) {
        return entry.second.connection == connection && !entry.second.answered;
    }));
}

}  // namespace gateway
