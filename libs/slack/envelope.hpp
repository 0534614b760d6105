// Slack's Socket Mode frames, read in one pass: no DOM, no copy of the payload.
#pragma once

#include <string>
#include <string_view>

#include "libs/base/result.hpp"

namespace slack {

// What of a payload decides where its record goes and how it is answered. Empty where the payload
// does not say. Reading is tolerant: a field of another type than expected counts as absent.
struct Routing {
    std::string type;  // "event_callback", "block_actions", "view_submission", …
    std::string team;  // team_id, team.id, view.team_id or user.team_id, the first that is there
    std::string enterprise;
    std::string app;  // api_app_id
    std::string
        channel;  // channel_id, channel.id, container.channel_id, event.channel, event.item.channel
    std::string user;               // user_id, user.id, event.user
    std::string command;            // "/sticker"
    std::string event_id;           // "Ev…": the same on every redelivery
    std::string event_type;         // event.type
    std::string trigger_id;         // bearer secret: never logged
    std::string first_input_block;  // block_id of the view's first input block
};

// One text frame. `payload` points into the frame that was read.
struct Envelope {
    std::string type;  // "hello", "disconnect", "events_api", "slash_commands", "interactive", …
    std::string envelope_id;
    bool accepts_response_payload = false;
    int retry_attempt = 0;
    std::string retry_reason;
    std::string_view payload;  // the bytes of the payload object, untouched; empty where it is none
    Routing routing;
    std::string reason;          // of a disconnect
    int num_connections = 0;     // of a hello: what Slack counts for this app
    int connection_seconds = 0;  // of a hello: debug_info.approximate_connection_time
};

// Errors (never): not_json, not_an_object, too_deep (over 512 levels). On an error `salvaged_id` is
// the envelope_id as far as one was read, so that a broken envelope can still be acked once it is
// kept.
base::Result<Envelope> read_envelope(std::string_view frame, std::string* salvaged_id = nullptr);

// The same of a bare payload, as HTTP mode brings it. Errors as above.
base::Result<Routing> read_routing(std::string_view payload);

}  // namespace slack
