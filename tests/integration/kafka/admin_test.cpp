#include "libs/kafka/admin.hpp"

#include "libs/kafka/producer.hpp"
#include "tests/integration/kafka/real_world.hpp"

namespace {

using AdminOnKafka = kafka_tests::RealKafka;
using namespace std::chrono_literals;

TEST_F(AdminOnKafka, MakesTheMissingTopicsWithTheirRetentionAndLeavesTheOthers) {
    make_topic(3);
    const auto made = kafka::create_missing(config, {{topic, 12, 1h}, {topic + ".b", 12, 10min}}, 10s);
    ASSERT_TRUE(made.ok()) << made.error().message();
    EXPECT_EQ(*made, (std::vector<std::string>{topic + ".b"}));
    const auto there = kafka::describe(config, {topic, topic + ".b", topic + ".gone"}, 5s);
    ASSERT_TRUE(there.ok());
    ASSERT_EQ(there->size(), 2u);
    EXPECT_EQ((*there)[0].partitions, 3);
    EXPECT_EQ((*there)[1].partitions, 12);
    EXPECT_EQ((*there)[1].replicas, 1);
    EXPECT_EQ((*there)[1].configs.at("retention.ms"), "600000");
    EXPECT_EQ((*there)[1].configs.at("min.insync.replicas"), "1");
}

TEST_F(AdminOnKafka, ARefusalCarriesTheBrokersWords) {
    const auto made = kafka::create_missing(config, {{topic, 3, 1h, 7}}, 10s);
    ASSERT_FALSE(made.ok());
    EXPECT_EQ(made.error().code, "create_refused");
    EXPECT_NE(made.error().context.find("replication"), std::string::npos) << made.error().context;
}

TEST_F(AdminOnKafka, WarmNamesAMissingTopicAndMakesNone) {
    kafka::Producer producer(config);
    for (int round = 0; round < 2; ++round) {
        const auto warm = producer.warm({topic}, 5s);
        ASSERT_FALSE(warm.ok());
        EXPECT_EQ(warm.error().code, "unknown_topic");
    }
    make_topic();
    EXPECT_TRUE(producer.warm({topic}, 5s).ok());
}

}  // namespace
