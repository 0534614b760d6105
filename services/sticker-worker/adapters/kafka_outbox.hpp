// Outbox on Kafka.
#pragma once

#include <string>
#include <vector>

#include "libs/base/clock.hpp"
#include "libs/stream/ports.hpp"
#include "services/sticker-worker/adapters/figures.hpp"
#include "services/sticker-worker/core/ports.hpp"

namespace worker {

struct TopicNames {
    std::string events, actions, outcomes, dead_letters, replies;
};

// The record of a decision with its inputs.
proto::Wire record_of(const DecisionRecord& record);

// Used by one thread; the sink, the clock and the figures are shared.
class KafkaOutbox final : public Outbox {
public:
    KafkaOutbox(stream::Sink& sink, TopicNames topics, const base::Clock& clock, Figures& figures)
        : sink_(sink), topics_(std::move(topics)), clock_(clock), figures_(figures) {}
    base::Result<void> publish(std::vector<Outgoing>& pending) override;

private:
    stream::OutRecord out(const Outgoing& outgoing) const;
    void drop_late_replies(std::vector<Outgoing>& pending) const;

    stream::Sink& sink_;
    TopicNames topics_;
    const base::Clock& clock_;
    Figures& figures_;
};

}  // namespace worker
