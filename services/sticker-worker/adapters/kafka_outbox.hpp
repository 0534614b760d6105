// Outbox on Kafka.
#pragma once

#include <string>
#include <vector>

#include "libs/stream/ports.hpp"
#include "services/sticker-worker/core/ports.hpp"

namespace worker {

struct TopicNames {
    std::string events, actions, outcomes, dead_letters;
};

// The record of a decision with its inputs.
proto::Wire record_of(const DecisionRecord& record);

// Used by one thread; the sink is shared.
class KafkaOutbox final : public Outbox {
public:
    KafkaOutbox(stream::Sink& sink, TopicNames topics) : sink_(sink), topics_(std::move(topics)) {}
    base::Result<void> publish(std::vector<Outgoing>& pending) override;

private:
    stream::OutRecord out(const Outgoing& outgoing) const;

    stream::Sink& sink_;
    TopicNames topics_;
};

}  // namespace worker
