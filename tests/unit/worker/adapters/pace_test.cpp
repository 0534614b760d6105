// How fast a member sends, while Redis is away.
#include "services/sticker-worker/adapters/inputs/pace.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace {

using namespace worker;
using namespace std::chrono_literals;

const base::Time noon{base::Duration{1'760'000'000'000}};

TEST(LocalPace, LetsFiveThroughInTenSeconds) {
    LocalPace pace;
    for (int i = 0; i < most_sends; ++i) EXPECT_TRUE(pace.allows("T1:U1", noon + 1s * i)) << i;
    EXPECT_FALSE(pace.allows("T1:U1", noon + 5s));
    EXPECT_FALSE(pace.allows("T1:U1", noon + 9'999ms));
    EXPECT_TRUE(pace.allows("T1:U1", noon + 10s));   // the first one is 10 s ago
    EXPECT_FALSE(pace.allows("T1:U1", noon + 10s));  // the second one is not
    EXPECT_TRUE(pace.allows("T1:U1", noon + 11s));
}

TEST(LocalPace, ARefusedPressCostsNothing) {
    LocalPace pace;
    for (int i = 0; i < most_sends; ++i) EXPECT_TRUE(pace.allows("T1:U1", noon));
    for (int i = 0; i < 100; ++i) EXPECT_FALSE(pace.allows("T1:U1", noon + 9s));
    EXPECT_TRUE(pace.allows("T1:U1", noon + 10s));
}

TEST(LocalPace, MembersDoNotShareTheirs) {
    LocalPace pace;
    int allowed = 0;
    for (int member = 0; member < 100; ++member) {
        for (int i = 0; i < most_sends; ++i) {
            allowed += pace.allows("T1:U" + std::to_string(member), noon);
        }
    }
    EXPECT_GE(allowed, 100 * most_sends - 5 * most_sends);  // a few hashes may meet
}

TEST(LocalPace, ManyThreadsTogetherGetNoMore) {
    LocalPace pace;
    std::atomic<int> allowed{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            for (int press = 0; press < 1'000; ++press) allowed += pace.allows("T1:U1", noon);
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(allowed, most_sends);
}

TEST(Pace, IsKeptByTheProcessWhileRedisIsAway) {
    redis::Config nobody;
    nobody.port = 1;
    nobody.connect_timeout = 50ms;
    redis::Client redis(nobody);
    Pace pace(redis);
    const auto press = [&](int i) {
        return pace.allows(proto::TeamId("T1"), proto::UserId("U1"), "p" + std::to_string(i), noon);
    };
    for (int i = 0; i < most_sends; ++i) EXPECT_TRUE(press(i)) << i;
    EXPECT_FALSE(press(most_sends));
}

}  // namespace
