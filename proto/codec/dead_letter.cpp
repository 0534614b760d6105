#include "proto/dead_letter.hpp"

#include <array>

#include "libs/base/time_text.hpp"
#include "libs/crypto/hash.hpp"
#include "libs/crypto/uuid.hpp"
#include "proto/codec/headers.hpp"
#include "proto/topics.hpp"

namespace proto {
namespace {

constexpr std::array<std::string_view, 7> reasons{"undecodable",    "unusable",      "too_large",
                                                  "handler_failed", "slack_refused", "ambiguous",
                                                  "expired"};

void cut_to_size(Wire& wire) {
    if (wire.value.size() <= max_record_bytes) return;
    wire.set("x-dlq-length", std::to_string(wire.value.size()));
    wire.set("x-dlq-sha256", crypto::sha256_hex(wire.value));
    wire.value.resize(dead_letter_kept_bytes);
}

}  // namespace

std::string_view to_text(DeadReason reason) { return reasons[static_cast<std::size_t>(reason)]; }

Wire dead_letter(Wire original, const DeadNote& note) {
    original.set("x-dlq-original-topic", note.topic);
    original.set("kafka_dlt-original-topic", note.topic);
    original.set("x-dlq-original-partition", std::to_string(note.partition));
    original.set("x-dlq-original-offset", std::to_string(note.offset));
    original.set("x-dlq-original-timestamp", base::to_rfc3339(note.timestamp));
    original.set("x-dlq-original-group", note.group);
    original.set("x-dlq-reason", std::string(to_text(note.reason)));
    original.set("x-dlq-error", note.error);
    original.set("x-dlq-stage", note.stage);
    original.set("x-dlq-attempts", std::to_string(note.attempts));
    original.set("x-dlq-first-seen", base::to_rfc3339(note.first_seen));
    cut_to_size(original);
    return original;
}

Wire dead_envelope(std::string frame, const std::string& envelope_id, const DeadNote& note) {
    Wire wire;
    wire.key = "unknown";
    codec::put_cloud_event(wire, type::dead_envelope,
                           envelope_id.empty() ? crypto::uuid4() : envelope_id, "/sticker/gateway",
                           note.first_seen, {}, {});
    if (!envelope_id.empty()) wire.headers.emplace_back("x-envelope-id", envelope_id);
    wire.value = std::move(frame);
    return dead_letter(std::move(wire), note);
}

}  // namespace proto
