// A record of the actions topic on its way to a courier.
#pragma once

#include <string>
#include <variant>

#include "proto/dead_letter.hpp"
#include "proto/wire.hpp"
#include "services/poster/core/delivery.hpp"

namespace poster {

// Not ours to carry; counted by reason: "probe", "unknown_type" (a newer build's), "replay" (a
// record with x-replay-id, which reaches Slack only where an operator says so).
struct Skipped {
    std::string reason;
};

// `place`: where the record lay. What no build can read comes as a delivery that only goes to the
// dead letters.
std::variant<Delivery, Skipped> take_in(proto::Wire wire, proto::DeadNote place, bool allow_replay,
                                        base::Time now);

// So many wait in its conversation that this one is refused, at once.
void refuse_at_once(Delivery& delivery);

// Handling it threw: to the dead letters, so that its partition goes on.
void bury(Delivery& delivery, const std::string& why);

}  // namespace poster
