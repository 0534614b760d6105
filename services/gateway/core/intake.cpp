#include "services/gateway/core/intake.hpp"

#include <algorithm>
#include <array>

#include "libs/crypto/hash.hpp"
#include "libs/crypto/uuid.hpp"
#include "libs/slack/answers.hpp"
#include "libs/texts/texts.hpp"
#include "proto/action.hpp"
#include "proto/reply.hpp"

namespace gateway {
namespace {

// The namespace of event ids that are made of envelope ids; a constant for ever.
constexpr std::string_view envelope_space = "d2f6d1c0-2c0c-4b8e-8a3e-0f4f7f6f5b11";

proto::EventId event_id(const Delivery& delivery, const slack::Routing& routing) {
    if (!routing.event_id.empty()) return proto::EventId(routing.event_id);
    if (!routing.trigger_id.empty()) {
        return proto::EventId(proto::intent_of_trigger(proto::TeamId(routing.team), routing.trigger_id));
    }
    return proto::EventId(crypto::uuid5(envelope_space, delivery.envelope_id));
}

std::string subject_of(const Delivery& delivery, const slack::Routing& routing) {
    switch (delivery.kind) {
        case proto::EventKind::events_api:
            return routing.event_type.empty() ? routing.type : routing.event_type;
        case proto::EventKind::slash_command: return routing.command;
        case proto::EventKind::interactive: return routing.type;
    }
    return {};
}

bool has_a_longer_one(const Delivery& delivery, const slack::Routing& routing) {
    const std::array<std::string_view, 11> all{
        routing.type,    routing.team,     routing.enterprise, routing.app,
        routing.channel, routing.user,     routing.command,    routing.event_id,
        routing.event_type, routing.trigger_id, delivery.retry_reason};
    return std::any_of(all.begin(), all.end(),
                       [](std::string_view id) { return id.size() > longest_id; });
}

// The texts' entry `key` in both languages, with the code of this delivery.
std::string in_both_languages(const char* key, std::string_view id) {
    const texts::Values values{{"code", proto::error_code(id)}};
    return texts::say(texts::Language::ko, key, values) + "\n" +
           texts::say(texts::Language::en, key, values);
}

std::optional<std::string> refusal(AnswerKind kind, const std::string& first_input_block,
                                   const std::string& text) {
    switch (kind) {
        case AnswerKind::command: return slack::ephemeral_answer(text);
        case AnswerKind::submission:
            if (first_input_block.empty()) return std::nullopt;
            return slack::field_error(first_input_block, text);
        case AnswerKind::options: return slack::no_options();
        case AnswerKind::event:
        case AnswerKind::press: return std::nullopt;
    }
    return std::nullopt;
}

proto::Trace trace_of(const std::string& envelope_id) {
    const std::string digest = crypto::sha256_hex(envelope_id);
    return {"00-" + digest.substr(0, 32) + "-" + digest.substr(32, 16) + "-01"};
}

}  // namespace

std::optional<proto::EventKind> kind_of(std::string_view envelope_type) {
    if (envelope_type == "events_api") return proto::EventKind::events_api;
    if (envelope_type == "slash_commands") return proto::EventKind::slash_command;
    if (envelope_type == "interactive") return proto::EventKind::interactive;
    return std::nullopt;
}

AnswerKind answer_kind(proto::EventKind kind, const slack::Routing& routing) {
    if (kind == proto::EventKind::events_api) return AnswerKind::event;
    if (kind == proto::EventKind::slash_command) return AnswerKind::command;
    if (routing.type == "view_submission") return AnswerKind::submission;
    if (routing.type == "block_suggestion") return AnswerKind::options;
    return AnswerKind::press;
}

std::string_view to_text(AnswerKind kind) {
    static constexpr std::array<std::string_view, 5> names{"event", "command", "submission", "options",
                                                           "press"};
    return names[static_cast<std::size_t>(kind)];
}

bool awaits_reply(AnswerKind kind) {
    return kind == AnswerKind::submission || kind == AnswerKind::options;
}

base::Result<proto::Event> make_event(const Delivery& delivery, const slack::Routing& routing,
                                      std::string payload, base::Time received_at) {
    const std::string& team = routing.team.empty() ? routing.enterprise : routing.team;
    if (team.empty()) return base::Error::never("unusable", "the payload names no team");
    // ce_source is /slack/<team>/<app>: nobody could read such a record any more.
    if (team.find('/') != std::string::npos) {
        return base::Error::never("unusable", "the team's id is none");
    }
    if (has_a_longer_one(delivery, routing)) {
        return base::Error::never("unusable", "an id of the payload is too long for one");
    }
    const std::string& place = !routing.channel.empty() ? routing.channel
                               : !routing.user.empty()  ? routing.user
                                                        : team;
    proto::Event event;
    event.id = event_id(delivery, routing);
    event.kind = delivery.kind;
    event.subject = subject_of(delivery, routing);
    event.team = proto::TeamId(team);
    event.app = routing.app;
    event.conversation = {event.team, proto::ChannelId(place)};
    event.user = proto::UserId(routing.user);
    event.received_at = received_at;
    event.envelope_id = delivery.envelope_id;
    event.retry_attempt = delivery.retry_attempt;
    event.retry_reason = delivery.retry_reason;
    event.accepts_reply = delivery.accepts_reply;
    if (delivery.accepts_reply && !delivery.reply_to.empty() &&
        awaits_reply(answer_kind(delivery.kind, routing))) {
        event.reply_to = delivery.reply_to;
        event.reply_by = received_at + proto::reply_life;
    }
    event.trace = trace_of(delivery.envelope_id);
    event.payload = std::move(payload);
    return event;
}

std::optional<std::string> busy_payload(AnswerKind kind, const std::string& first_input_block,
                                        std::string_view id) {
    return refusal(kind, first_input_block, in_both_languages("busy", id));
}

std::optional<std::string> again_payload(AnswerKind kind, const std::string& first_input_block,
                                         std::string_view id) {
    if (!awaits_reply(kind)) return std::nullopt;
    return refusal(kind, first_input_block, in_both_languages("again", id));
}

}  // namespace gateway
