#include "libs/kafka/producer.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <stdexcept>

#include "libs/base/mutex.hpp"
#include "tests/unit/kafka/mock_world.hpp"

namespace {

using namespace kafka_tests;
using base::Retry;
using Answer = base::Result<stream::Position>;

constexpr int not_enough_replicas = 19;  // the protocol's number

struct ProducerTest : testing::Test {
    kafka::MockCluster cluster;
    kafka::ClientConfig config = config_for(cluster);

    ProducerTest() { cluster.create_topic("t", 4); }
    static stream::OutRecord record(std::string key = "k", std::string value = "v") {
        return {"t", std::move(key), {}, std::move(value), std::nullopt};
    }
};

double ms_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

TEST_F(ProducerTest, ConfirmsWithThePosition) {
    kafka::Producer producer(config);
    const auto first = publish_and_wait(producer, record());
    const auto second = publish_and_wait(producer, record());
    ASSERT_TRUE(first.ok()) << first.error().message();
    ASSERT_TRUE(second.ok());
    EXPECT_EQ(first->partition.topic, "t");
    EXPECT_EQ(second->partition, first->partition) << "one key, one partition";
    EXPECT_EQ(second->offset, first->offset + 1);
}

// As Java computes it: (murmur2("sticker") & 0x7fffffff) % 4. librdkafka's default says 1.
TEST_F(ProducerTest, PlacesAKeyWhereJavaClientsPlaceIt) {
    kafka::Producer producer(config);
    const auto at = publish_and_wait(producer, record("sticker"));
    ASSERT_TRUE(at.ok());
    EXPECT_EQ(at->partition.number, 0);
}

TEST_F(ProducerTest, ConfirmsThousandsOutOfManyThreadsEachOnce) {
    std::atomic<int> good{0}, bad{0};
    {
        kafka::Producer producer(config);
        const auto publish = [&] {
            for (int i = 0; i < 1000; ++i) {
                producer.publish(record(std::to_string(i)),
                                 [&](const Answer& answer) { ++(answer ? good : bad); });
            }
        };
        std::thread other(publish);
        publish();
        other.join();
        EXPECT_TRUE(producer.flush(5s));
        EXPECT_EQ(producer.state().queued, 0u);
    }
    EXPECT_EQ(good, 2000);
    EXPECT_EQ(bad, 0);
}

TEST_F(ProducerTest, AWarmTopicsFirstRecordIsQuick) {
    kafka::Producer producer(config);
    ASSERT_TRUE(producer.warm({"t"}, 3s).ok());
    const auto start = std::chrono::steady_clock::now();
    ASSERT_TRUE(publish_and_wait(producer, record()).ok());
    EXPECT_LT(ms_since(start), 500);
}

TEST_F(ProducerTest, WarmNamesTheMissingTopicsAndMakesNone) {
    kafka::Producer producer(config);
    for (int round = 0; round < 2; ++round) {  // the mock makes a topic that is asked for by name
        const auto warm = producer.warm({"t", "gone.a", "gone.b"}, 3s);
        ASSERT_FALSE(warm.ok());
        EXPECT_EQ(warm.error().code, "unknown_topic");
        EXPECT_EQ(warm.error().context, "gone.a, gone.b");
    }
}

TEST_F(ProducerTest, WarmWithoutABrokerIsNoBroker) {
    cluster.set_down(true);
    kafka::Producer producer(config);
    const auto warm = producer.warm({"t"}, 300ms);
    ASSERT_FALSE(warm.ok());
    EXPECT_EQ(warm.error().code, "no_broker");
    EXPECT_EQ(warm.error().retry, Retry::later);
}

// Slack waits 3 s for the ack; architecture.md: "worst 2.5 s".
TEST_F(ProducerTest, WithTheBrokerDownTheErrorComesInTimeAndLaterRecordsGoThrough) {
    kafka::Producer producer(config);
    ASSERT_TRUE(publish_and_wait(producer, record()).ok());
    cluster.set_down(true);
    const auto start = std::chrono::steady_clock::now();
    const auto answer = publish_and_wait(producer, record());
    EXPECT_LT(ms_since(start), 2600);
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().code, "timed_out");
    EXPECT_FALSE(producer.state().last_error.empty());

    cluster.set_down(false);
    EXPECT_TRUE(eventually([&] { return publish_and_wait(producer, record()).ok(); }));
    EXPECT_TRUE(producer.state().last_error.empty());
    EXPECT_FALSE(producer.state().fatal);
}

TEST_F(ProducerTest, AFullQueueIsAnsweredAtOnce) {
    kafka::ProducerLimits limits;
    limits.max_messages = 10;
    kafka::Producer producer(config, limits);
    cluster.set_down(true);
    std::atomic<int> others{0};
    for (int i = 0; i < 10; ++i) producer.publish(record(), [&](const Answer&) { ++others; });
    bool answered = false;
    producer.publish(record(), [&](const Answer& answer) {
        answered = true;
        ASSERT_FALSE(answer.ok());
        EXPECT_EQ(answer.error().code, "queue_full");
        EXPECT_EQ(answer.error().retry, Retry::later);
    });
    EXPECT_TRUE(answered);
    EXPECT_TRUE(eventually([&] { return others == 10; }, 4s)) << "each is confirmed, if by an error";
}

TEST_F(ProducerTest, ASlowBrokersRecordIsUnknownNotLost) {
    kafka::Producer producer(config);
    ASSERT_TRUE(publish_and_wait(producer, record()).ok());
    cluster.delay_answers(8s);
    const auto start = std::chrono::steady_clock::now();
    const auto answer = publish_and_wait(producer, record());
    EXPECT_LT(ms_since(start), 2600);
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().code, "timed_out");
    EXPECT_EQ(answer.error().retry, Retry::unknown) << "the broker has it";
}

TEST_F(ProducerTest, ALostAnswerEndsInSuccessOrUnknownNeverInSilence) {
    kafka::Producer producer(config);
    ASSERT_TRUE(publish_and_wait(producer, record()).ok());
    cluster.lose_produce_answer(1);
    const auto answer = publish_and_wait(producer, record());
    EXPECT_TRUE(answer.ok() || answer.error().retry == Retry::unknown);
}

TEST_F(ProducerTest, TooFewReplicasForAMomentIsRetriedForALongTimeIsAnError) {
    kafka::Producer producer(config);
    cluster.fail_produce(2, not_enough_replicas);
    EXPECT_TRUE(publish_and_wait(producer, record()).ok());
    cluster.fail_produce(1000, not_enough_replicas);
    const auto answer = publish_and_wait(producer, record());
    ASSERT_FALSE(answer.ok());
    EXPECT_TRUE(answer.error().code == "timed_out" || answer.error().code == "not_enough_replicas")
        << answer.error().message();
    EXPECT_NE(answer.error().retry, Retry::never);
}

TEST_F(ProducerTest, ARecordThatIsTooLargeIsRefusedForGood) {
    kafka::Producer producer(config);
    const auto answer = publish_and_wait(producer, record("k", std::string(2'000'000, 'x')));
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().code, "too_large");
    EXPECT_EQ(answer.error().retry, Retry::never);
}

TEST_F(ProducerTest, AfterAFatalErrorItSaysSoAndConfirmsNothing) {
    kafka::Producer producer(config);
    producer.break_down();
    EXPECT_TRUE(producer.state().fatal);
    const auto answer = publish_and_wait(producer, record());
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().code, "fatal");
    EXPECT_TRUE(producer.state().fatal);
}

TEST_F(ProducerTest, DestroyedWithRecordsWaitingItConfirmsEachWithAnError) {
    std::atomic<int> failed{0};
    {
        kafka::ProducerLimits limits;
        limits.message_timeout = 60s;
        kafka::Producer producer(config, limits);
        cluster.set_down(true);
        for (int i = 0; i < 5; ++i) {
            producer.publish(record(), [&](const Answer& answer) { failed += answer ? 0 : 1; });
        }
    }
    EXPECT_EQ(failed, 5);
}

TEST_F(ProducerTest, SettingsThatLibrdkafkaRefusesAreNamedWithoutThePassword) {
    config.security_protocol = "carrier-pigeon";
    config.sasl_password = base::Secret("hunter2");
    try {
        kafka::Producer producer(config);
        FAIL() << "accepted";
    } catch (const std::runtime_error& error) {
        EXPECT_NE(std::string(error.what()).find("security.protocol"), std::string::npos);
        EXPECT_EQ(std::string(error.what()).find("hunter2"), std::string::npos);
    }
}

}  // namespace
