#include "services/sticker-worker/adapters/kafka_outbox.hpp"

#include <gtest/gtest.h>

#include "proto/reply.hpp"

namespace {

using namespace worker;
using namespace std::chrono_literals;

struct Shelf final : stream::Sink {
    void publish(stream::OutRecord record, stream::Confirm confirm) override {
        records.push_back(record);
        confirm(stream::Position{});
    }
    std::vector<stream::OutRecord> records;
};

struct KafkaOutboxTest : testing::Test {
    Shelf shelf;
    base::ManualClock clock;
    telemetry::Metrics metrics;
    Figures figures{metrics};
    KafkaOutbox outbox{shelf, {"events", "actions", "outcomes", "dead", "replies"}, clock, figures};

    std::vector<Outgoing> reply(base::Duration left) {
        proto::Reply one;
        one.event = proto::EventId("E1");
        one.envelope_id = "envelope";
        one.reply_to = "gateway-1";
        one.reply_by = clock.now() + left;
        one.payload = R"({"options":[]})";
        std::vector<Outgoing> pending;
        pending.emplace_back(std::move(one));
        return pending;
    }
    bool counted(const std::string& line) const {
        return metrics.text().find(line) != std::string::npos;
    }
};

TEST_F(KafkaOutboxTest, AReplyGoesToTheGatewayThatWaits) {
    auto pending = reply(100ms);
    ASSERT_TRUE(outbox.publish(pending).ok());
    ASSERT_EQ(shelf.records.size(), 1u);
    EXPECT_EQ(shelf.records.at(0).topic, "replies");
    EXPECT_EQ(shelf.records.at(0).key, "gateway-1");
    EXPECT_EQ(shelf.records.at(0).value, R"({"options":[]})");
    EXPECT_TRUE(counted("worker_replies_total{end=\"given\"} 1"));
}

TEST_F(KafkaOutboxTest, ALateReplyIsDroppedAndCounted) {
    auto pending = reply(-1ms);
    ASSERT_TRUE(outbox.publish(pending).ok());
    EXPECT_TRUE(pending.empty());
    EXPECT_TRUE(shelf.records.empty());
    EXPECT_TRUE(counted("worker_replies_total{end=\"late\"} 1"));
}

}  // namespace
