#include "libs/kafka/admin.hpp"

#include <gtest/gtest.h>

#include "tests/unit/kafka/mock_world.hpp"

namespace {

using namespace kafka_tests;

struct AdminTest : testing::Test {
    kafka::MockCluster cluster;
    kafka::ClientConfig config = config_for(cluster);
    AdminTest() {
        cluster.create_topic("events", 12);
        cluster.create_topic("dlq", 3);
    }
};

// The mock closes the connection on CreateTopics.
TEST_F(AdminTest, WhereAllTopicsExistNothingIsAsked) {
    const auto start = std::chrono::steady_clock::now();
    const auto made = kafka::create_missing(config, {{"events", 12, 1h}, {"dlq", 3, 1h}}, 5s);
    ASSERT_TRUE(made.ok()) << made.error().message();
    EXPECT_TRUE(made->empty());
    EXPECT_LT(std::chrono::steady_clock::now() - start, 2s);
}

TEST_F(AdminTest, ABrokerThatMakesNoTopicsIsAnErrorNotSilence) {
    const auto made = kafka::create_missing(config, {{"events"}, {"gone"}}, 1s);
    ASSERT_FALSE(made.ok());
    const auto there = kafka::describe(config, {"gone"}, 1s);
    ASSERT_TRUE(there.ok());
    EXPECT_TRUE(there->empty()) << "asking has not made it";
}

TEST_F(AdminTest, DescribesWhatIsThere) {
    const auto there = kafka::describe(config, {"dlq", "gone", "events"}, 5s);
    ASSERT_TRUE(there.ok()) << there.error().message();
    ASSERT_EQ(there->size(), 2u);
    EXPECT_EQ((*there)[0].name, "dlq");
    EXPECT_EQ((*there)[0].partitions, 3);
    EXPECT_EQ((*there)[0].replicas, 1);
    EXPECT_EQ((*there)[1].partitions, 12);
}

TEST_F(AdminTest, WithoutABrokerBothSayNoBroker) {
    cluster.set_down(true);
    const auto made = kafka::create_missing(config, {{"events"}}, 300ms);
    const auto there = kafka::describe(config, {"events"}, 300ms);
    ASSERT_FALSE(made.ok());
    ASSERT_FALSE(there.ok());
    EXPECT_EQ(made.error().code, "no_broker");
    EXPECT_EQ(there.error().code, "no_broker");
}

}  // namespace
