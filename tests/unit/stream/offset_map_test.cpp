#include "libs/stream/offset_map.hpp"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using Time = std::chrono::steady_clock::time_point;

struct OffsetMapTest : testing::Test {
    stream::OffsetMap map;
    void take(std::initializer_list<std::int64_t> offsets) {
        for (const auto offset : offsets) map.take(offset, Time{});
    }
    void done(std::initializer_list<std::int64_t> offsets) {
        for (const auto offset : offsets) map.done(offset);
    }
};

TEST_F(OffsetMapTest, StoresNothingBeforeSomethingIsDone) {
    take({5, 6});
    EXPECT_EQ(map.advance(), std::nullopt);
}

TEST_F(OffsetMapTest, StoresNothingBeyondAGap) {
    take({5, 6, 7, 8});
    done({6, 7});
    EXPECT_EQ(map.advance(), std::nullopt);
    done({5});
    EXPECT_EQ(map.advance(), 8);
    EXPECT_EQ(map.advance(), std::nullopt) << "told once";
    done({8});
    EXPECT_EQ(map.advance(), 9);
}

TEST_F(OffsetMapTest, OffsetsThatWereNeverThereAreNoGap) {
    take({5, 9});
    done({9, 5});
    EXPECT_EQ(map.advance(), 10);
}

TEST_F(OffsetMapTest, HoldsWhatIsAboveTheWatermarkDoneOrNot) {
    take({5, 6, 7});
    done({6, 7});
    EXPECT_EQ(map.in_flight(), 1u);
    EXPECT_EQ(map.held(), 3u);
    done({5});
    EXPECT_EQ(map.in_flight(), 0u);
    EXPECT_EQ(map.held(), 0u);
}

TEST_F(OffsetMapTest, UnknownAndRepeatedCompletionsChangeNothing) {
    take({5, 6});
    done({4, 99, 6, 6});
    EXPECT_EQ(map.in_flight(), 1u);
    EXPECT_EQ(map.advance(), std::nullopt);
    done({5, 5});
    EXPECT_EQ(map.in_flight(), 0u);
    EXPECT_EQ(map.advance(), 7);
}

TEST_F(OffsetMapTest, ALogThatBeginsAnewTakesTheWatermarkBack) {
    take({5});
    done({5});
    EXPECT_EQ(map.advance(), 6);
    take({0, 1});
    EXPECT_EQ(map.in_flight(), 2u);
    done({0});
    EXPECT_EQ(map.advance(), 1);
}

TEST_F(OffsetMapTest, AgeIsThatOfTheOldestNotDone) {
    EXPECT_EQ(map.oldest_age(Time{9s}), 0s);
    map.take(1, Time{1s});
    map.take(2, Time{3s});
    EXPECT_EQ(map.oldest_age(Time{9s}), 8s);
    map.done(1);
    EXPECT_EQ(map.oldest_age(Time{9s}), 6s);
    map.done(2);
    EXPECT_EQ(map.oldest_age(Time{9s}), 0s);
}

}  // namespace
