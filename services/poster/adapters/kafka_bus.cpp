#include "services/poster/adapters/kafka_bus.hpp"

#include "libs/kafka/producer.hpp"

namespace poster {

base::Result<void> KafkaBus::write(const std::string& topic, proto::Wire wire) {
    const auto confirmed = kafka::publish_and_wait(
        sink_,
        {topic, std::move(wire.key), std::move(wire.headers), std::move(wire.value), std::nullopt});
    if (!confirmed) return confirmed.error();
    return {};
}

base::Result<void> KafkaBus::outcome(const proto::Outcome& outcome) {
    return write(topics_.outcomes, proto::encode(outcome));
}

base::Result<void> KafkaBus::action(const proto::Action& action) {
    return write(topics_.actions, proto::encode(action));
}

base::Result<void> KafkaBus::dead_letter(const proto::Wire& original, const proto::DeadNote& note) {
    return write(topics_.dead_letters, proto::dead_letter(original, note));
}

base::Result<void> ShadowBus::outcome(const proto::Outcome& outcome) {
    proto::Outcome shadow = outcome;
    shadow.ts.clear();
    if (shadow.end == proto::End::done) {
        shadow.end = proto::End::refused;
        shadow.error = "shadow";
    }
    return bus_->outcome(shadow);
}

}  // namespace poster
