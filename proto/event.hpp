// sticker.events.v1: what Slack sent, untouched, and what the gateway knew when it arrived.
#pragma once

#include <optional>
#include <string>

#include "libs/base/clock.hpp"
#include "libs/base/result.hpp"
#include "proto/ids.hpp"
#include "proto/wire.hpp"

namespace proto {

enum class EventKind { events_api, slash_command, interactive };

// The value is `payload`, all else is in headers. A gateway in either mode writes the same record.
struct Event {
    EventId id;  // ce_id: Slack's event_id; else a UUIDv5 of the trigger_id (a trigger id is a
                 // bearer secret, so never the id itself); else of the envelope
    EventKind kind = EventKind::events_api;
    std::string
        subject;  // ce_subject: "app_mention", "/sticker", "block_actions", … ; may be empty
    TeamId team;
    std::string app;            // ce_source = /slack/<team>/<app>
    Conversation conversation;  // the record key
    UserId user;                // may be empty
    base::Time received_at{};   // ce_time: every deadline counts from here
    std::string envelope_id;    // Socket Mode, or made up by the gateway in HTTP mode
    int retry_attempt = 0;      // 1..3 on Slack's redelivery
    std::string retry_reason;
    bool accepts_reply = false;
    std::string reply_to;                // gateway instance, where somebody waits for a reply
    std::optional<base::Time> reply_by;  // the worker drops a reply that would be later
    Trace trace;
    std::string payload;  // Slack's JSON bytes
};

Wire encode(const Event& event);
// Errors (never): missing_header, bad_header (context: which), unknown_type.
base::Result<Event> decode_event(const Wire& wire);

// The record that proves a gateway's producer before readiness; skipped by every reader.
Wire encode_probe(const std::string& instance, base::Time now);
bool is_probe(const Wire& wire);

}  // namespace proto
