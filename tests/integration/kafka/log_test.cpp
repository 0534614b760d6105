#include "libs/kafka/log_reader.hpp"

#include "libs/kafka/producer.hpp"
#include "tests/integration/kafka/real_world.hpp"

namespace {

using namespace kafka_tests;

struct LogOnKafka : RealKafka {
    std::vector<stream::Record> read(const kafka::Edge& from, const kafka::Edge& to) {
        std::vector<stream::Record> records;
        const auto count = kafka::read(config, {topic, from, to}, [&](const stream::Record& record) {
            records.push_back(record);
            return true;
        });
        EXPECT_TRUE(count.ok()) << count.error().message();
        return records;
    }
};

TEST_F(LogOnKafka, AStretchOfTimeIsLookedUpAndReadInOrder) {
    make_topic();
    kafka::Producer producer(config);
    for (int i = 0; i < 12; ++i) {
        const auto at = publish_and_wait(
            producer, {topic, std::string("k\0y", 3), {{"h", std::string("\0\xff", 2)}}, std::to_string(i), i % 3});
        ASSERT_TRUE(at.ok()) << at.error().message();
        const auto now = base::SystemClock().now();
        ASSERT_TRUE(eventually([&] { return base::SystemClock().now() > now; }));
    }
    const base::Time end{base::SystemClock().now() + 1h};
    const auto all = read(base::Time{}, end);
    ASSERT_EQ(all.size(), 12u);
    for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(all[i].value, std::to_string(i));
    EXPECT_EQ(all[0].key, std::string("k\0y", 3));
    EXPECT_EQ(stream::header(all[0].headers, "h"), std::string("\0\xff", 2));

    const auto extent = kafka::locate(config, {topic, all[3].timestamp, all[6].timestamp}, 5s);
    ASSERT_TRUE(extent.ok());
    EXPECT_FALSE(extent->by_scan);
    EXPECT_EQ(extent->records(), 3) << "looked up, not scanned";
    const auto some = read(all[3].timestamp, all[6].timestamp);
    ASSERT_EQ(some.size(), 3u);
    EXPECT_EQ(some[0].value, "3");
    EXPECT_TRUE(read(end, end).empty());
}

TEST_F(LogOnKafka, AnEmptyTopicIsReadAtOnce) {
    make_topic();
    EXPECT_TRUE(read(base::Time{}, base::SystemClock().now()).empty());
    const auto extent = kafka::locate(config, {topic, base::Time{}, base::SystemClock().now()}, 5s);
    ASSERT_TRUE(extent.ok());
    EXPECT_FALSE(extent->by_scan);
    EXPECT_EQ(extent->records(), 0);
}

}  // namespace
