#include "libs/stream/lanes.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <thread>
#include <vector>

#include "libs/base/clock.hpp"

namespace {

using namespace std::chrono_literals;
using Lanes = stream::Lanes<int>;

struct LanesTest : testing::Test {
    Lanes lanes;
    base::ManualClock clock;
    std::optional<Lanes::Taken> take() { return lanes.try_take(clock.steady()); }
};

TEST_F(LanesTest, AKeysItemsComeInOrderOneInFlight) {
    lanes.push("a", 1);
    lanes.push("a", 2);
    const auto first = take();
    ASSERT_TRUE(first);
    EXPECT_EQ(*first->item, 1);
    EXPECT_FALSE(take()) << "2 waits for 1";
    lanes.push("a", 3);
    EXPECT_FALSE(take());
    EXPECT_EQ(*first->item, 1) << "a push moves nothing";
    lanes.finish("a");
    EXPECT_EQ(*take()->item, 2);
}

TEST_F(LanesTest, ARetryDelaysItsOwnLaneOnly) {
    lanes.push("a", 1);
    lanes.push("a", 2);
    take();
    lanes.retry("a", clock.steady() + 1s);
    lanes.push("b", 3);
    EXPECT_EQ(*take()->item, 3);
    EXPECT_FALSE(take()) << "2 does not overtake 1";
    clock.advance(1s);
    EXPECT_EQ(*take()->item, 1);
}

// With due lanes sorted by name, "a" would have starved the others.
TEST_F(LanesTest, EveryDueLaneHasItsTurnBeforeOneComesAgain) {
    for (const char* key : {"a", "b", "c"}) {
        for (int i = 0; i < 3; ++i) lanes.push(key, i);
    }
    std::string order;
    while (const auto taken = take()) {
        order += taken->lane;
        lanes.finish(taken->lane);
    }
    EXPECT_EQ(order, "abcabcabc");
}

TEST_F(LanesTest, ALaneThatWaitedIsNotStarvedByNewWork) {
    lanes.push("z", 0);
    take();
    lanes.retry("z", clock.steady() + 1ms);
    clock.advance(1ms);
    lanes.push("a", 1);
    lanes.push("a", 2);
    take();
    lanes.finish("a");
    const auto second = take();
    ASSERT_TRUE(second);
    EXPECT_EQ(second->lane, "z");
}

TEST_F(LanesTest, CountsPerLaneAndAltogetherTheOneInFlightIncluded) {
    lanes.push("a", 1);
    lanes.push("a", 2);
    lanes.push("b", 3);
    take();
    EXPECT_EQ(lanes.waiting("a"), 2u);
    EXPECT_EQ(lanes.waiting("nobody"), 0u);
    EXPECT_EQ(lanes.size(), 3u);
    lanes.finish("a");
    EXPECT_EQ(lanes.waiting("a"), 1u);
    EXPECT_EQ(lanes.size(), 2u);
}

TEST(LanesThreads, TakeWaitsForARetrysTime) {
    const base::SystemClock clock;
    Lanes lanes;
    lanes.push("a", 1);
    ASSERT_TRUE(lanes.try_take(clock.steady()));
    const auto due = clock.steady() + 30ms;
    lanes.retry("a", due);
    EXPECT_TRUE(lanes.take(clock, 5s));
    EXPECT_GE(clock.steady(), due);
}

TEST(LanesThreads, TakeGivesUpAtItsLimitAndAtClose) {
    const base::SystemClock clock;
    Lanes lanes;
    EXPECT_FALSE(lanes.take(clock, 5ms));
    std::thread closer([&] { lanes.close(); });
    EXPECT_FALSE(lanes.take(clock, 1h));
    closer.join();
    lanes.push("a", 1);
    EXPECT_FALSE(lanes.take(clock, 1h)) << "closed: what waits stays";
    EXPECT_EQ(lanes.size(), 1u);
}

TEST(LanesThreads, TwoThreadsKeepEachKeysOrder) {
    constexpr int keys = 7, each = 400;
    const base::SystemClock clock;
    Lanes lanes;
    std::map<std::string, std::vector<int>> seen;  // a lane's vector is its holder's alone
    for (int key = 0; key < keys; ++key) seen[std::to_string(key)];
    std::atomic<int> done{0};
    const auto work = [&] {
        while (done < keys * each) {
            const auto taken = lanes.take(clock, 20ms);
            if (!taken) continue;
            seen.at(taken->lane).push_back(*taken->item);
            ++done;
            lanes.finish(taken->lane);
        }
    };
    std::thread one(work), two(work);
    for (int i = 0; i < each; ++i) {
        for (int key = 0; key < keys; ++key) lanes.push(std::to_string(key), i);
    }
    one.join();
    two.join();
    for (const auto& [key, values] : seen) {
        ASSERT_EQ(values.size(), static_cast<std::size_t>(each)) << key;
        for (int i = 0; i < each; ++i) ASSERT_EQ(values[static_cast<std::size_t>(i)], i) << key;
    }
}

}  // namespace
