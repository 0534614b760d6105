// sticker.dlq.v1: original key, headers and bytes, and why they could not be dealt with.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "libs/base/clock.hpp"
#include "proto/wire.hpp"

namespace proto {

enum class DeadReason {
    undecodable,  // no build can read it
    unusable,     // readable, but not what it says it is
    too_large,
    handler_failed,
    slack_refused,
    ambiguous,  // sent or not: nobody can say
    expired
};
std::string_view to_text(DeadReason reason);

// Where a record lay and what became of it. Headers written: x-dlq-original-topic, -partition,
// -offset, -timestamp, -group, x-dlq-reason, -error, -stage, -attempts, -first-seen, and
// kafka_dlt-original-topic so that existing consoles can redrive.
struct DeadNote {
    std::string topic;
    std::int32_t partition = -1;
    std::int64_t offset = -1;
    base::Time timestamp{};
    std::string group;
    DeadReason reason = DeadReason::undecodable;
    std::string error;  // an Error's message; never a secret
    std::string stage;  // "gateway", "worker.decode", "poster.call", …
    int attempts = 1;
    base::Time first_seen{};
};

// `original` unchanged but for the added headers; a value over max_record_bytes is cut to
// dead_letter_kept_bytes, with x-dlq-length and x-dlq-sha256 of the whole.
Wire dead_letter(Wire original, const DeadNote& note);

// An envelope that never was a record: key "unknown", ce_type sticker.dead_envelope.v1.
Wire dead_envelope(std::string frame, const std::string& envelope_id, const DeadNote& note);

}  // namespace proto
