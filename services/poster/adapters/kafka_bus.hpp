// Bus on Kafka.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "libs/stream/ports.hpp"
#include "services/poster/core/ports.hpp"

namespace poster {

struct TopicNames {
    std::string actions, outcomes, dead_letters;
};

// Thread-safe.
class KafkaBus final : public Bus {
public:
    KafkaBus(stream::Sink& sink, TopicNames topics) : sink_(sink), topics_(std::move(topics)) {}

    base::Result<void> outcome(const proto::Outcome& outcome) override;
    base::Result<void> action(const proto::Action& action) override;
    base::Result<void> dead_letter(const proto::Wire& original,
                                   const proto::DeadNote& note) override;

private:
    base::Result<void> write(const std::string& topic, proto::Wire wire);

    stream::Sink& sink_;
    TopicNames topics_;
};

// POSTER_MODE=shadow: how each action would have ended is recorded; nobody is told, and what was
// not sent is never called done: its outcome is refused with the error "shadow".
class ShadowBus final : public Bus {
public:
    explicit ShadowBus(std::unique_ptr<Bus> bus) : bus_(std::move(bus)) {}

    base::Result<void> outcome(const proto::Outcome& outcome) override;
    base::Result<void> action(const proto::Action&) override { return {}; }
    base::Result<void> dead_letter(const proto::Wire&, const proto::DeadNote&) override {
        return {};
    }

private:
    std::unique_ptr<Bus> bus_;
};

}  // namespace poster
