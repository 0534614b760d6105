#include "services/poster/core/delivery.hpp"

namespace poster {

proto::End Delivery::ending() const {
    if (repeated) return proto::End::duplicate;
    switch (end.state) {
        case State::refused:
            return proto::End::refused;
        case State::expired:
            return proto::End::expired;
        case State::parked:
            return proto::End::parked;
        default:
            return proto::End::done;
    }
}

proto::Outcome Delivery::outcome(base::Time now) const {
    proto::Outcome outcome;
    outcome.action = action.id;
    outcome.event = action.event;
    outcome.conversation = action.conversation;
    outcome.user = action.user;
    outcome.kind = action.kind;
    outcome.method = to_text(action.method);
    outcome.end = ending();
    outcome.error = end.error;
    outcome.ts = end.ts;
    outcome.attempts = attempts;
    outcome.received_at = action.received_at;
    outcome.taken_at = taken_at;
    outcome.sent_at = sent_at;
    outcome.ended_at = now;
    outcome.trace = action.trace;
    return outcome;
}

}  // namespace poster
