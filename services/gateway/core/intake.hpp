// What Slack sent → the event record; the same for both transports.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "libs/base/clock.hpp"
#include "libs/slack/envelope.hpp"
#include "proto/event.hpp"

namespace gateway {

// How an unanswered delivery of a kind looks to the member, and so what "busy" may say.
enum class AnswerKind {
    event,       // Slack delivers again: stay silent
    command,     // an ephemeral "busy"
    submission,  // response_action: errors on the first input block
    options,     // an empty option list
    press        // no answer that Slack shows: stay silent, Slack shows its own sign
};

inline constexpr std::size_t longest_id = 255;  // bytes; Slack's longest have about 60

// What came beside the payload: the envelope's own fields, or HTTP mode's retry headers.
struct Delivery {
    proto::EventKind kind = proto::EventKind::events_api;
    std::string envelope_id;  // HTTP mode: made up from the bytes and the request's timestamp
    bool accepts_reply = false;
    int retry_attempt = 0;
    std::string retry_reason;
    std::string reply_to = {};  // this gateway, as replies name it; empty: no reply can reach it
};

// The kind that an envelope's `type` names; nothing for hello, disconnect and what we do not know.
std::optional<proto::EventKind> kind_of(std::string_view envelope_type);

AnswerKind answer_kind(proto::EventKind kind, const slack::Routing& routing);
std::string_view to_text(AnswerKind kind);

// Whether the ack of such a delivery carries what the worker says: an option list, or what a modal
// shall do. All else is acked bare.
bool awaits_reply(AnswerKind kind);

// The record. The id is Slack's event_id, else made of the trigger_id, else of the envelope id. The
// trace id follows from the envelope id, so a record can be made again byte for byte. It has a
// `reply_by` where somebody waits for the reply: the kind wants one, Slack would read it, and it has
// a way back (`reply_to`).
// Error `unusable` (never): no team can be told, so no key; or an id or name that is none by its
// length, which would have no place in a record's headers.
base::Result<proto::Event> make_event(const Delivery& delivery, const slack::Routing& routing,
                                      std::string payload, base::Time received_at);

// The ack payload that says "busy, try again" in both languages (the gateway knows no locale), or
// nothing where silence is right. `id`: the event's, for the code that people can read out.
std::optional<std::string> busy_payload(AnswerKind kind, const std::string& first_input_block,
                                        std::string_view id);
// The same for what is stored and has had no reply in time: an empty option list, "press again".
std::optional<std::string> again_payload(AnswerKind kind, const std::string& first_input_block,
                                         std::string_view id);

}  // namespace gateway
