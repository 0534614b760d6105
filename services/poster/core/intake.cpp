#include "services/poster/core/intake.hpp"

#include <utility>

#include "libs/crypto/hash.hpp"
#include "proto/event.hpp"

namespace poster {
namespace {

constexpr const char* replay_header = "x-replay-id";

void send_to_the_dead(Delivery& delivery, proto::DeadReason reason, std::string error,
                      std::string stage) {
    delivery.stage = Stage::bury;
    delivery.place.reason = reason;
    delivery.place.error = std::move(error);
    delivery.place.stage = std::move(stage);
}

}  // namespace

std::variant<Delivery, Skipped> take_in(proto::Wire wire, proto::DeadNote place, bool allow_replay,
                                        base::Time now) {
    if (proto::is_probe(wire)) return Skipped{"probe"};
    if (!allow_replay && !wire.header(replay_header).empty()) return Skipped{"replay"};
    Delivery delivery;
    delivery.place = std::move(place);
    delivery.place.first_seen = now;
    delivery.taken_at = now;
    auto action = proto::decode_action(wire);
    if (!action && action.error().code == "unknown_type") return Skipped{"unknown_type"};
    delivery.payload_hash = crypto::sha256_hex(wire.value);
    delivery.original = std::move(wire);
    if (!action) {
        send_to_the_dead(delivery, proto::DeadReason::undecodable, action.error().message(),
                         "poster.decode");
        return delivery;
    }
    delivery.action = std::move(*action);
    const auto& notify = delivery.action.notify;
    if (notify && !notify->response_url.empty()) delivery.previews = std::make_shared<Previews>();
    return delivery;
}

void refuse_at_once(Delivery& delivery) {
    delivery.at_once = true;
    delivery.end = {State::refused, {}, {}, "too_many_waiting"};
}

void bury(Delivery& delivery, const std::string& why) {
    send_to_the_dead(delivery, proto::DeadReason::handler_failed, why, "poster.handle");
}

}  // namespace poster
