#include "proto/outcome.hpp"

#include <array>

#include "libs/base/time_text.hpp"
#include "proto/codec/headers.hpp"

namespace proto {
namespace {

constexpr std::array<std::string_view, 5> ends{"done", "refused", "expired", "parked", "duplicate"};

End end_from(codec::Reader& read) {
    const std::string text = read.text("end");
    for (std::size_t i = 0; i < ends.size(); ++i) {
        if (ends[i] == text) return static_cast<End>(i);
    }
    read.complain(base::Error::never("bad_field", "end"));
    return End::refused;
}

}  // namespace

std::string_view to_text(End end) { return ends[static_cast<std::size_t>(end)]; }

Wire encode(const Outcome& outcome) {
    Wire wire;
    wire.key = outcome.conversation.key();
    codec::put_cloud_event(wire, type::outcome, outcome.action.value, "/sticker/poster",
                           outcome.ended_at, std::string(to_text(outcome.end)), outcome.trace);
    const nlohmann::ordered_json body{{"action", outcome.action.value},
                                      {"event", outcome.event.value},
                                      {"team", outcome.conversation.team.value},
                                      {"channel", outcome.conversation.channel.value},
                                      {"user", outcome.user.value},
                                      {"kind", outcome.kind},
                                      {"method", outcome.method},
                                      {"end", to_text(outcome.end)},
                                      {"error", outcome.error},
                                      {"ts", outcome.ts},
                                      {"attempts", outcome.attempts},
                                      {"received_at", base::to_rfc3339(outcome.received_at)},
                                      {"taken_at", base::to_rfc3339(outcome.taken_at)},
                                      {"sent_at", base::to_rfc3339(outcome.sent_at)},
                                      {"ended_at", base::to_rfc3339(outcome.ended_at)}};
    wire.value = codec::dump(body);
    return wire;
}

base::Result<Outcome> decode_outcome(const Wire& wire) {
    codec::Reader read(wire, type::outcome);
    Outcome outcome;
    outcome.action = ActionId(read.text("action"));
    outcome.event = EventId(read.optional_text("event"));
    outcome.conversation = read.conversation();
    outcome.user = UserId(read.optional_text("user"));
    outcome.kind = read.optional_text("kind");
    outcome.method = read.text("method");
    outcome.end = end_from(read);
    outcome.error = read.optional_text("error");
    outcome.ts = read.optional_text("ts");
    outcome.attempts = read.number("attempts", 0);
    outcome.received_at = read.time("received_at");
    outcome.taken_at = read.time("taken_at");
    outcome.sent_at = read.time("sent_at");
    outcome.ended_at = read.time("ended_at");
    outcome.trace.parent = read.optional_header("traceparent");
    if (read.error()) return *read.error();
    return outcome;
}

}  // namespace proto
