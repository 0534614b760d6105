// The house's loop on the real thing: Consumer, Pump and Producer.
#include <atomic>
#include <map>
#include <set>
#include <vector>

#include "libs/kafka/consumer.hpp"
#include "libs/kafka/producer.hpp"
#include "libs/stream/pump.hpp"
#include "tests/integration/kafka/real_world.hpp"

namespace {

using namespace kafka_tests;

const base::SystemClock system_clock;

// A member with its loop; `seen` counts how often it was given each value.
struct Member {
    kafka::Consumer consumer;
    std::map<std::string, int> seen;
    bool finishes = true;
    std::vector<stream::Ticket> held;  // where it does not finish
    stream::Pump pump;

    Member(const kafka::ClientConfig& config, const std::string& topic)
        : consumer(config, topic, {topic}),
          pump(consumer, system_clock, [this](stream::Record&& record, stream::Ticket ticket) {
              ++seen[record.value];
              finishes ? ticket.done() : held.push_back(std::move(ticket));
          }, {.drain = 200ms}) {}
    void step() { pump.step(10ms); }
    void leave() {
        pump.drain(1s);
        consumer.close(pump, 3s);
    }
};

struct LoopOnKafka : RealKafka {
    void publish(int from, int to) {
        kafka::Producer producer(config);
        std::atomic<int> good{0};
        for (int i = from; i < to; ++i) {
            const std::string text = std::to_string(i);
            producer.publish({topic, text, {}, text, std::nullopt},
                             [&](const base::Result<stream::Position>& at) { good += at.ok(); });
        }
        ASSERT_TRUE(producer.flush(10s));
        ASSERT_EQ(good, to - from);
    }
};

TEST_F(LoopOnKafka, AWarmProducersRecordIsConfirmedInsideSlacksThreeSeconds) {
    make_topic();
    kafka::Producer producer(config);
    ASSERT_TRUE(producer.warm({topic}, 5s).ok());
    // The first waits for a producer id, on a broker just started for 1 s.
    ASSERT_TRUE(eventually([&] {
        return publish_and_wait(producer, {topic, "k", {}, "v", std::nullopt}).ok();
    }));
    for (int i = 0; i < 50; ++i) {
        const auto start = std::chrono::steady_clock::now();
        const auto at = publish_and_wait(producer, {topic, "k", {}, "v", std::nullopt});
        ASSERT_TRUE(at.ok()) << at.error().message();
        EXPECT_LT(std::chrono::steady_clock::now() - start, 3s);
    }
}

TEST_F(LoopOnKafka, WhatIsDoneStaysDoneAndWhatIsNotComesAgain) {
    make_topic();
    publish(0, 30);
    {
        Member member(config, topic);
        ASSERT_TRUE(eventually([&] { return member.step(), member.seen.size() == 30; }));
        member.finishes = false;
        publish(30, 40);
        ASSERT_TRUE(eventually([&] { return member.step(), member.seen.size() == 40; }));
        EXPECT_EQ(member.pump.in_flight(), 10u);
        member.leave();
    }
    Member next(config, topic);
    ASSERT_TRUE(eventually([&] { return next.step(), next.seen.size() == 10; }));
    for (const auto& [value, times] : next.seen) EXPECT_GE(std::stoi(value), 30);
    next.leave();
}

TEST_F(LoopOnKafka, ASecondMemberTakesOverItsShareAndNothingIsRunTwice) {
    make_topic(12);
    publish(0, 100);
    Member one(config, topic);
    ASSERT_TRUE(eventually([&] { return one.step(), one.seen.size() == 100; }));
    Member two(config, topic);
    ASSERT_TRUE(eventually([&] {
        return one.step(), two.step(), two.pump.has_assignment();
    }));
    publish(100, 300);
    ASSERT_TRUE(eventually([&] { return one.step(), two.step(), one.seen.size() + two.seen.size() >= 300; }));
    EXPECT_FALSE(two.seen.empty()) << "both work";
    for (const auto& [value, times] : two.seen) EXPECT_EQ(times + one.seen[value], 1) << value;
    two.leave();
    publish(300, 400);
    ASSERT_TRUE(eventually([&] {
        one.step();
        return one.seen.count("300") > 0 && one.seen.count("399") > 0;
    })) << "it takes back what the other left";
    one.leave();
}

// The first one's leave begins a rebalance; the second one finishes its work and leaves in the middle
// of it, without another round.
TEST_F(LoopOnKafka, TwoThatLeaveTogetherLeaveNothingToBeRunAgain) {
    make_topic(12);
    config.extra["heartbeat.interval.ms"] = "50";
    Member one(config, topic), two(config, topic);
    ASSERT_TRUE(eventually([&] {
        one.step(), two.step();
        return one.pump.has_assignment() && two.pump.has_assignment();
    }));
    one.finishes = false;
    publish(0, 100);
    ASSERT_TRUE(eventually([&] {
        one.step(), two.step();
        return one.seen.size() + two.seen.size() == 100;
    }));
    two.leave();
    eventually([] { return false; }, 500ms);  // heartbeats tell `one`; nobody outside can see it
    for (const stream::Ticket& ticket : one.held) ticket.done();
    one.leave();
    Member next(config, topic);
    publish(100, 101);
    ASSERT_TRUE(eventually([&] { return next.step(), next.seen.count("100") > 0; }));
    EXPECT_EQ(next.seen.size(), 1u);
    next.leave();
}

TEST_F(LoopOnKafka, AMemberThatVanishesLosesItsPartitionsToTheOther) {
    make_topic();
    auto gone = std::make_unique<Member>(config, topic);
    ASSERT_TRUE(eventually([&] { return gone->step(), gone->pump.has_assignment(); }));
    Member left(config, topic);
    ASSERT_TRUE(eventually([&] { return gone->step(), left.step(), left.pump.has_assignment(); }));
    gone.reset();  // without a word to its pump
    publish(0, 30);
    EXPECT_TRUE(eventually([&] { return left.step(), left.seen.size() == 30; }));
    left.leave();
}

TEST_F(LoopOnKafka, LagIsWhatIsNotStoredYet) {
    make_topic();
    publish(0, 20);
    Member member(config, topic);
    member.finishes = false;
    ASSERT_TRUE(eventually([&] { return member.step(), member.seen.size() == 20; }));
    EXPECT_TRUE(eventually([&] { return member.step(), member.consumer.lag() == 20; }))
        << member.consumer.lag();
    EXPECT_EQ(member.consumer.state().last_error, "");
    member.leave();
}

}  // namespace
