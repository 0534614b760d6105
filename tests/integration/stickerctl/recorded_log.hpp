// A log in which the worker's own hand has recorded what it decided.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "libs/kafka/mock_cluster.hpp"
#include "libs/kafka/producer.hpp"
#include "proto/topics.hpp"
#include "services/sticker-worker/adapters/kafka_outbox.hpp"
#include "tests/unit/worker/world.hpp"

namespace stickerctl_tests {

struct RecordedLog : testing::Test {
    kafka::MockCluster cluster;
    kafka::ClientConfig client;
    const std::string events = proto::events_topic.full("sticker.");
    const std::string outcomes = proto::outcomes_topic.full("sticker.");

    void SetUp() override {
        cluster.create_topic(events, 3);
        cluster.create_topic(outcomes, 3);
        client.brokers = cluster.bootstrap();
        producer_ = std::make_unique<kafka::Producer>(client);
    }
    void write(const std::string& topic, proto::Wire wire) {
        const auto at =
            kafka::publish_and_wait(*producer_, {topic, wire.key, wire.headers, wire.value, {}});
        ASSERT_TRUE(at.ok()) << at.error().message();
    }
    void write_decision(const proto::Event& event, const worker::Decision& decision,
                        const worker::Inputs& inputs) {
        proto::Decision record;
        record.event = event.id;
        record.rule = decision.rule;
        record.conversation = event.conversation;
        record.now = event.received_at;
        for (const proto::Action& action : decision.actions) record.actions.push_back(action.id);
        write(outcomes, worker::record_of({record, inputs}));
    }
    // The decision as it was made.
    worker::Decision record(const proto::Event& event, const worker::Inputs& inputs) {
        const worker::Decision decision = worker::decided(event, inputs);
        write(events, proto::encode(event));
        write_decision(event, decision, inputs);
        return decision;
    }

private:
    std::unique_ptr<kafka::Producer> producer_;
};

}  // namespace stickerctl_tests
