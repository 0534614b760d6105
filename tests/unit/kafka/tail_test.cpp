#include "libs/kafka/tail/tail.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <set>

#include "libs/kafka/producer.hpp"
#include "tests/unit/kafka/mock_world.hpp"

namespace {

using namespace kafka_tests;

struct TailTest : testing::Test {
    kafka::MockCluster cluster;
    kafka::ClientConfig config = config_for(cluster);
    std::vector<stream::Record> read;

    void publish(std::int32_t partition, const std::string& value) {
        kafka::Producer producer(config);
        const auto at = publish_and_wait(producer, {"t", "k", {{"h", "v"}}, value, partition});
        ASSERT_TRUE(at.ok()) << at.error().message();
    }
    bool poll_until(kafka::Tail& tail, std::size_t count) {
        return eventually([&] {
            for (auto& record : tail.poll(20ms, 100)) read.push_back(std::move(record));
            return read.size() >= count;
        }, 15s);
    }
    std::set<std::string> values() const {
        std::set<std::string> all;
        for (const auto& record : read) all.insert(record.value);
        return all;
    }
};

TEST_F(TailTest, ReadsWhatIsWrittenAfterItWasPositionedInEveryPartition) {
    cluster.create_topic("t", 3);
    for (int p = 0; p < 3; ++p) publish(p, "old");
    kafka::Tail tail(config, "t");
    ASSERT_TRUE(tail.position(5s).ok());
    for (int p = 0; p < 3; ++p) publish(p, "new" + std::to_string(p));
    ASSERT_TRUE(poll_until(tail, 3));
    EXPECT_EQ(values(), (std::set<std::string>{"new0", "new1", "new2"}));
    EXPECT_EQ(read[0].key, "k");
    EXPECT_EQ(stream::header(read[0].headers, "h"), "v");
}

TEST_F(TailTest, TwoOfThemBothSeeEveryRecord) {
    cluster.create_topic("t", 3);
    kafka::Tail one(config, "t"), two(config, "t");
    ASSERT_TRUE(one.position(5s).ok());
    ASSERT_TRUE(two.position(5s).ok());
    publish(1, "a");
    EXPECT_TRUE(poll_until(one, 1));
    read.clear();
    EXPECT_TRUE(poll_until(two, 1));
}

TEST_F(TailTest, ATopicThatIsNotThereYetIsSaidAndFoundOnceItIs) {
    kafka::Tail tail(config, "t");
    const auto missing = tail.position(5s);
    ASSERT_FALSE(missing.ok());
    EXPECT_EQ(missing.error().code, "unknown_topic");
    EXPECT_EQ(missing.error().retry, base::Retry::later);
    EXPECT_TRUE(tail.poll(0ms, 10).empty());
    cluster.create_topic("t", 3);
    ASSERT_TRUE(eventually([&] { return tail.position(5s).ok(); }));
    publish(2, "a");
    EXPECT_TRUE(poll_until(tail, 1));
}

TEST_F(TailTest, ReadsOnAfterTheBrokerWasAway) {
    cluster.create_topic("t", 3);
    kafka::Tail tail(config, "t");
    ASSERT_TRUE(tail.position(5s).ok());
    publish(0, "before");
    ASSERT_TRUE(poll_until(tail, 1));
    cluster.set_down(true);
    ASSERT_TRUE(eventually([&] { return tail.poll(20ms, 10), !tail.state().last_error.empty(); }));
    cluster.set_down(false);
    publish(0, "after");
    publish(1, "after, elsewhere");
    ASSERT_TRUE(poll_until(tail, 3));
    EXPECT_EQ(values(), (std::set<std::string>{"before", "after", "after, elsewhere"}));
    EXPECT_TRUE(tail.state().last_error.empty());
}

TEST_F(TailTest, WithTheBrokerAwayNothingWaitsLongerThanItsLimit) {
    cluster.create_topic("t", 3);
    auto positioned = std::make_unique<kafka::Tail>(config, "t");
    ASSERT_TRUE(positioned->position(5s).ok());
    cluster.set_down(true);
    auto start = std::chrono::steady_clock::now();
    kafka::Tail tail(config, "t");
    const auto away = tail.position(500ms);
    ASSERT_FALSE(away.ok());
    EXPECT_EQ(away.error().code, "no_broker");
    EXPECT_LE(std::chrono::steady_clock::now() - start, 2s);
    start = std::chrono::steady_clock::now();
    positioned.reset();
    EXPECT_LE(std::chrono::steady_clock::now() - start, 2s) << "its end waits for nobody";
}

}  // namespace
