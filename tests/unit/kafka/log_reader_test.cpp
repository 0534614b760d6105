// Against the mock, which cannot look up times: the scan. tests/integration/kafka has the look-up.
#include "libs/kafka/log_reader.hpp"

#include <gtest/gtest.h>

#include "libs/kafka/producer.hpp"
#include "tests/unit/kafka/mock_world.hpp"

namespace {

using namespace kafka_tests;

struct LogReaderTest : testing::Test {
    kafka::MockCluster cluster;
    kafka::ClientConfig config = config_for(cluster);
    kafka::Producer producer{config};
    std::vector<stream::Record> all;  // as written, with the times the broker keeps

    LogReaderTest() {
        cluster.create_topic("t", 3);
        for (int i = 0; i < 12; ++i) {
            const auto at = publish_and_wait(
                producer, {"t", std::to_string(i), {}, std::to_string(i), i % 3});
            EXPECT_TRUE(at.ok());
            const auto now = base::SystemClock().now();
            EXPECT_TRUE(eventually([&] { return base::SystemClock().now() > now; }));  // times differ
        }
        all = read({"t", base::Time{}, base::Time{base::Duration{1LL << 50}}});
    }
    std::vector<stream::Record> read(const kafka::Stretch& stretch, std::size_t limit = 1000) {
        std::vector<stream::Record> records;
        const auto count = kafka::read(config, stretch, [&](const stream::Record& record) {
            records.push_back(record);
            return records.size() < limit;
        });
        EXPECT_TRUE(count.ok()) << count.error().message();
        EXPECT_EQ(*count, static_cast<std::int64_t>(records.size()));
        return records;
    }
    static std::string values(const std::vector<stream::Record>& records) {
        std::string text;
        for (const auto& record : records) text += (text.empty() ? "" : " ") + record.value;
        return text;
    }
};

TEST_F(LogReaderTest, ReadsAllPartitionsInTheOrderOfTime) {
    EXPECT_EQ(values(all), "0 1 2 3 4 5 6 7 8 9 10 11");
}

TEST_F(LogReaderTest, ATimeIsInclusiveAtTheStartAndExclusiveAtTheEnd) {
    ASSERT_EQ(all.size(), 12u);
    EXPECT_EQ(values(read({"t", all[3].timestamp, all[6].timestamp})), "3 4 5");
    EXPECT_EQ(values(read({"t", all[6].timestamp, all[6].timestamp})), "");
}

TEST_F(LogReaderTest, AnOffsetNamesOnePartition) {
    EXPECT_EQ(values(read({"t", kafka::AtOffset{1, 1}, kafka::AtOffset{1, 3}})), "4 7");
    EXPECT_EQ(values(read({"t", kafka::AtOffset{1, 0}, kafka::AtOffset{1, 99}})), "1 4 7 10");
    ASSERT_EQ(all.size(), 12u);
    EXPECT_EQ(values(read({"t", kafka::AtOffset{1, 1}, all[9].timestamp})), "4 7");
}

TEST_F(LogReaderTest, StopsWhenTheVisitorHasEnough) {
    EXPECT_EQ(values(read({"t", base::Time{}, base::Time{base::Duration{1LL << 50}}}, 2)), "0 1");
}

TEST_F(LogReaderTest, SaysThatItScansAndHowMuch) {
    ASSERT_EQ(all.size(), 12u);
    const auto by_time = kafka::locate(config, {"t", all[3].timestamp, all[6].timestamp}, 5s);
    ASSERT_TRUE(by_time.ok());
    EXPECT_TRUE(by_time->by_scan);
    EXPECT_EQ(by_time->records(), 12);
    const auto by_offset = kafka::locate(config, {"t", kafka::AtOffset{2, 1}, kafka::AtOffset{2, 4}}, 5s);
    ASSERT_TRUE(by_offset.ok());
    EXPECT_FALSE(by_offset->by_scan);
    EXPECT_EQ(by_offset->records(), 3);
}

TEST_F(LogReaderTest, WhatIsNotThereIsNamed) {
    const auto topic = kafka::locate(config, {"gone", base::Time{}, base::Time{}}, 5s);
    ASSERT_FALSE(topic.ok());
    EXPECT_EQ(topic.error().code, "unknown_topic");
    const auto partition =
        kafka::locate(config, {"t", kafka::AtOffset{9, 0}, kafka::AtOffset{9, 1}}, 5s);
    ASSERT_FALSE(partition.ok());
    EXPECT_EQ(partition.error().code, "bad_stretch");
    const auto two = kafka::locate(config, {"t", kafka::AtOffset{0, 0}, kafka::AtOffset{1, 1}}, 5s);
    ASSERT_FALSE(two.ok());
    EXPECT_EQ(two.error().code, "bad_stretch");
}

TEST_F(LogReaderTest, WithoutABrokerIsNoBroker) {
    cluster.set_down(true);
    const auto extent = kafka::locate(config, {"t", base::Time{}, base::Time{}}, 300ms);
    ASSERT_FALSE(extent.ok());
    EXPECT_EQ(extent.error().code, "no_broker");
}

}  // namespace
