#include "libs/kafka/consumer.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <set>

#include "libs/kafka/producer.hpp"
#include "tests/unit/kafka/mock_world.hpp"

namespace {

using namespace kafka_tests;

// Notes what it is told.
struct Told final : stream::Assignments {
    std::set<stream::Partition> mine;
    int assignments = 0;
    void assigned(const std::vector<stream::Partition>& partitions) override {
        ++assignments;
        mine.insert(partitions.begin(), partitions.end());
    }
    void revoked(const std::vector<stream::Partition>& partitions, bool) override {
        for (const auto& partition : partitions) mine.erase(partition);
    }
};

// A consumer with its listener and what it has read.
struct Member {
    Told told;
    std::vector<stream::Record> read;
    kafka::Consumer consumer;

    explicit Member(const kafka::ClientConfig& config) : consumer(config, "group", {"t"}) {}
    void poll() {
        for (auto& record : consumer.poll(20ms, 100, told)) read.push_back(std::move(record));
    }
    bool reads(std::size_t count) {
        return eventually([&] { return poll(), read.size() >= count; }, 15s);
    }
};

struct ConsumerTest : testing::Test {
    kafka::MockCluster cluster;
    kafka::ClientConfig config = config_for(cluster);

    ConsumerTest() { cluster.create_topic("t", 4); }
    void publish(std::string key, std::string value, stream::Headers headers = {}) {
        kafka::Producer producer(config);
        const auto at = publish_and_wait(
            producer, {"t", std::move(key), std::move(headers), std::move(value), std::nullopt});
        ASSERT_TRUE(at.ok()) << at.error().message();
    }
};

TEST_F(ConsumerTest, ReadsKeyHeadersBytesAndTimeAsTheyWereWritten) {
    const std::string bytes("\0\xff고양이\n", 12);
    publish(std::string("k\0y", 3), bytes, {{"ce_type", "old"}, {"ce_type", "new"}, {"b", bytes}});
    Member member(config);
    ASSERT_TRUE(member.reads(1));
    const auto& record = member.read[0];
    EXPECT_EQ(record.key, std::string("k\0y", 3));
    EXPECT_EQ(record.value, bytes);
    ASSERT_EQ(record.headers.size(), 3u);
    EXPECT_EQ(stream::header(record.headers, "ce_type"), "new");
    EXPECT_EQ(stream::header(record.headers, "b"), bytes);
    const auto age = base::SystemClock().now() - record.timestamp;
    EXPECT_GE(age, 0s);
    EXPECT_LT(age, 60s);
}

TEST_F(ConsumerTest, ResumesAfterWhatWasStoredAndRepeatsTheRest) {
    for (const char* value : {"a", "b", "c"}) publish("k", value);
    {
        Member member(config);
        ASSERT_TRUE(member.reads(3));
        EXPECT_EQ(member.consumer.lag(), 3);
        member.consumer.store(member.read[1].at.partition, member.read[1].at.offset + 1);
        EXPECT_EQ(member.consumer.lag(), 1);
        member.consumer.close(member.told, 3s);
        EXPECT_TRUE(member.told.mine.empty()) << "closing revokes";
        EXPECT_TRUE(member.consumer.poll(0ms, 10, member.told).empty());
    }
    Member next(config);
    ASSERT_TRUE(next.reads(1));
    EXPECT_EQ(next.read[0].value, "c");
}

TEST_F(ConsumerTest, TwoMembersShareThePartitionsAndEachRecordHasOneReader) {
    Member one(config), two(config);
    ASSERT_TRUE(eventually(
        [&] { return one.poll(), two.poll(), one.told.mine.size() == 2 && two.told.mine.size() == 2; },
        20s));
    for (int i = 0; i < 40; ++i) publish(std::to_string(i), std::to_string(i));
    ASSERT_TRUE(eventually(
        [&] { return one.poll(), two.poll(), one.read.size() + two.read.size() >= 40; }, 15s));
    std::set<std::string> values;
    for (const auto* member : {&one, &two}) {
        EXPECT_FALSE(member->read.empty());
        for (const auto& record : member->read) values.insert(record.value);
    }
    EXPECT_EQ(values.size(), 40u);
    EXPECT_EQ(one.read.size() + two.read.size(), 40u);
}

// Both replicas of a service are stopped at once: the first one's leave begins a rebalance, and the
// second one, which has not polled since, leaves in the middle of it.
TEST_F(ConsumerTest, LeavingWhileARebalanceBeginsEnds) {
    config.extra["heartbeat.interval.ms"] = "50";
    Member one(config), two(config);
    ASSERT_TRUE(eventually(
        [&] { return one.poll(), two.poll(), one.told.mine.size() == 2 && two.told.mine.size() == 2; },
        20s));
    two.consumer.close(two.told, 3s);
    eventually([] { return false; }, 500ms);  // heartbeats tell `one`; nobody outside can see it
    one.consumer.close(one.told, 3s);
    EXPECT_TRUE(one.told.mine.empty()) << "closing revokes";
    Member next(config);
    EXPECT_TRUE(eventually([&] { return next.poll(), next.told.mine.size() == 4; }, 20s));
}

TEST_F(ConsumerTest, WithTheBrokerAwayClosingEndsInItsTime) {
    publish("k", "a");
    auto member = std::make_unique<Member>(config);
    ASSERT_TRUE(member->reads(1));
    cluster.set_down(true);
    member->consumer.store(member->read[0].at.partition, member->read[0].at.offset + 1);
    const auto start = std::chrono::steady_clock::now();
    member->consumer.close(member->told, 1s);
    EXPECT_TRUE(member->told.mine.empty()) << "closing revokes";
    EXPECT_LE(std::chrono::steady_clock::now() - start, 1500ms);
    member.reset();
    EXPECT_LE(std::chrono::steady_clock::now() - start, 2s) << "its end waits for nobody";
}

TEST_F(ConsumerTest, APausedPartitionGivesNothingUntilResumedAndThenGoesOnWhereItWas) {
    publish("k", "a");
    Member member(config);
    ASSERT_TRUE(member.reads(1));
    const auto partition = member.read[0].at.partition;
    member.consumer.pause(partition);
    publish("k", "b");
    publish("other", "c");  // another partition shows that polling goes on
    ASSERT_NE(partition.number, [&] { member.reads(2); return member.read[1].at.partition.number; }());
    EXPECT_EQ(member.read[1].value, "c");
    member.consumer.resume(partition);
    ASSERT_TRUE(member.reads(3));
    EXPECT_EQ(member.read[2].value, "b");
}

TEST_F(ConsumerTest, StoringForAPartitionOfSomebodyElseIsIgnored) {
    Member member(config);
    ASSERT_TRUE(eventually([&] { return member.poll(), member.told.assignments > 0; }));
    member.consumer.store({"t", 99}, 5);
    member.consumer.store({"elsewhere", 0}, 5);
    publish("k", "a");
    EXPECT_TRUE(member.reads(1));
}

TEST_F(ConsumerTest, ReadsOnAfterTheBrokerWasAway) {
    publish("k", "a");
    Member member(config);
    ASSERT_TRUE(member.reads(1));
    cluster.set_down(true);
    ASSERT_TRUE(eventually(
        [&] { return member.poll(), !member.consumer.state().last_error.empty(); }));
    cluster.set_down(false);
    publish("k", "b");
    ASSERT_TRUE(eventually([&] {
        member.poll();
        return !member.read.empty() && member.read.back().value == "b";
    }, 20s));
    EXPECT_TRUE(member.consumer.state().last_error.empty());
}

}  // namespace
