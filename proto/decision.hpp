// sticker.outcomes.v1, first kind: what the worker decided about one event, and out of what.
#pragma once

#include <string>
#include <vector>

#include "libs/base/clock.hpp"
#include "libs/base/result.hpp"
#include "proto/ids.hpp"
#include "proto/wire.hpp"

namespace proto {

// One record per event, also when nothing is to be done. Never the words of a member: replay reads
// those in the event itself.
struct Decision {
    EventId event;
    std::string intent;
    std::string rule;  // "search", "send", "nothing", "repeat", …
    Conversation conversation;
    UserId user;
    base::Time now{};           // the event's ce_time: what decide() took for the time
    std::string inputs;         // JSON object of all that was read, ≤ 16 kB; else empty and
    std::string inputs_digest;  // its SHA-256, lower-case hex
    std::vector<ActionId> actions;
    bool replied = false;
    std::string build;  // version and git id of the worker
    Trace trace;
};
inline constexpr std::size_t max_inputs_bytes = 16'384;

Wire encode(const Decision& decision);
base::Result<Decision> decode_decision(const Wire& wire);

}  // namespace proto
