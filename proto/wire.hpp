// A record as bytes: CloudEvents in Kafka binary mode (headers ce_*, value = data only).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace proto {

struct Wire {
    std::string key;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string value;

    // The last value of `name`, or empty.
    std::string_view header(std::string_view name) const;
    void set(std::string name, std::string value);  // replaces, or appends
};

// ce_type of every record we write. Readers skip types they do not know, with a counter.
namespace type {
inline constexpr std::string_view probe = "sticker.probe.v1";
inline constexpr std::string_view events_api = "sticker.slack.events_api.v1";
inline constexpr std::string_view slash_command = "sticker.slack.slash_command.v1";
inline constexpr std::string_view interactive = "sticker.slack.interactive.v1";
inline constexpr std::string_view action = "sticker.action.v1";
inline constexpr std::string_view reply = "sticker.reply.v1";
inline constexpr std::string_view decision = "sticker.decision.v1";
inline constexpr std::string_view outcome = "sticker.outcome.v1";
inline constexpr std::string_view dead_envelope = "sticker.dead_envelope.v1";
}  // namespace type

// 128 random bits from the given hex digits make a W3C traceparent "00-<32>-<16>-01".
// https://www.w3.org/TR/trace-context/#traceparent-header
struct Trace {
    std::string parent;  // the header's text; empty: none
    // The 32 hex digits of the trace id, or empty when the text is malformed.
    std::string trace_id() const;
    // The same trace with a new span id (16 hex digits).
    Trace child(const std::string& span_id) const;
};

}  // namespace proto
