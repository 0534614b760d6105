// The pauses in a real Redis.
#include "libs/limits/pauses.hpp"

#include <gtest/gtest.h>

#include "tests/fixtures/redis_server.hpp"

namespace {

using namespace std::chrono_literals;

struct PausesTest : testing::Test {
    fixtures::RedisServer server;
    redis::Client redis{server.config()};
    limits::Pauses pauses{redis};

    std::vector<limits::Pause> all() { return pauses.all().value_or({}); }
};

TEST_F(PausesTest, AreKeptWithTheirScopeAndReasonUntilTheyAreLifted) {
    ASSERT_TRUE(pauses.set({"T1", "C1", "big | deploy\nnow", {}}).ok());
    ASSERT_TRUE(pauses.set({"", "", "", base::Duration{30min}}).ok());
    ASSERT_EQ(all().size(), 2u);
    for (const auto& pause : all()) {
        if (pause.team.empty()) {
            EXPECT_GT(pause.left.value_or(0ms), 29min);
            continue;
        }
        EXPECT_EQ(pause.channel, "C1");
        EXPECT_EQ(pause.reason, "big | deploy\nnow");
        EXPECT_FALSE(pause.left);
    }
    EXPECT_EQ(redis.command({"PTTL", "pauses"})->integer(), -1);  // never evicted
    EXPECT_FALSE(pauses.lift("T1", "").value_or(true));
    EXPECT_TRUE(pauses.lift("T1", "C1").value_or(false));
    EXPECT_EQ(all().size(), 1u);
}

TEST_F(PausesTest, AreReplacedNotAdded) {
    ASSERT_TRUE(pauses.set({"T1", "", "one", {}}).ok());
    ASSERT_TRUE(pauses.set({"T1", "", "two", {}}).ok());
    ASSERT_EQ(all().size(), 1u);
    EXPECT_EQ(all()[0].reason, "two");
}

TEST_F(PausesTest, EndByThemselves) {
    ASSERT_TRUE(pauses.set({"T1", "", "short", base::Duration{50}}).ok());
    EXPECT_TRUE(fixtures::eventually([&] { return all().empty(); }));
    EXPECT_EQ(redis.command({"HLEN", "pauses"})->integer(), 0);
}

TEST_F(PausesTest, SayThatRedisIsAway) {
    server.kill();
    EXPECT_FALSE(pauses.set({}).ok());
    EXPECT_FALSE(pauses.all().ok());
    EXPECT_FALSE(pauses.lift("", "").ok());
}

}  // namespace
