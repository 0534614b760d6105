// The worker's two uses of Redis: what may vanish, and what must not.
#include <gtest/gtest.h>

#include "services/sticker-worker/adapters/inputs/pace.hpp"
#include "services/sticker-worker/adapters/inputs/redis_cache.hpp"
#include "tests/fixtures/redis_server.hpp"

namespace {

using namespace std::chrono_literals;

struct Store {
    fixtures::RedisServer server;
    redis::Client client;
    base::ManualClock clock;
    worker::RedisCache cache{client, clock};

    explicit Store(std::vector<std::string> options = {})
        : server(std::move(options)), client(server.config()) {}
    std::int64_t seconds_left(const std::string& key) {
        return client.command({"TTL", key})->integer();
    }
};

TEST(Cache, KeepsTextsForTenMinutesUnderItsPrefix) {
    Store store;
    store.cache.put("member:T1:U1", "{}");
    EXPECT_EQ(store.cache.get("member:T1:U1"), "{}");
    EXPECT_EQ(store.cache.get("member:T1:U2"), std::nullopt);
    EXPECT_GT(store.seconds_left("cache:member:T1:U1"), 590);
    EXPECT_LE(store.seconds_left("cache:member:T1:U1"), 600);
}

TEST(Cache, WritesNoMoreIntoARedisThatIsFourFifthsFull) {
    Store store;
    store.cache.put("before", "x");
    const std::string info = store.client.command({"INFO", "memory"})->text();
    const auto at = info.find("\nused_memory:") + 13;
    const std::string used = info.substr(at, info.find('\r', at) - at);
    // Room for a tenth more: 91 % are in use.
    const long long most = std::stoll(used) / 10 * 11;
    ASSERT_TRUE(store.client.command({"CONFIG", "SET", "maxmemory", std::to_string(most)}).ok());
    store.clock.advance(std::chrono::seconds(11));
    store.cache.put("after", "x");
    EXPECT_EQ(store.cache.get("before"), "x");
    EXPECT_EQ(store.cache.get("after"), std::nullopt);
    ASSERT_TRUE(store.client.command({"CONFIG", "SET", "maxmemory", "0"}).ok());
    store.clock.advance(std::chrono::seconds(11));
    store.cache.put("after", "x");
    EXPECT_EQ(store.cache.get("after"), "x");
}

struct Presses : testing::Test {
    Store store;
    worker::Pace pace{store.client}, another{store.client};
    const base::Time noon{base::Duration{1'760'000'000'000}};

    bool press(worker::Pace& by, const std::string& name, base::Duration after,
               const std::string& user = "U1") {
        return by.allows(proto::TeamId("T1"), proto::UserId(user), name, noon + after);
    }
};

TEST_F(Presses, OfOneMemberAreFiveInTenSecondsOverAllWorkers) {
    for (int i = 0; i < 5; ++i) {
        EXPECT_TRUE(press(i % 2 ? pace : another, "p" + std::to_string(i), 1'000ms * i)) << i;
    }
    EXPECT_FALSE(press(pace, "p5", 5'000ms));
    EXPECT_FALSE(press(another, "p6", 9'999ms));
    EXPECT_TRUE(press(pace, "other", 5'000ms, "U2"));
    EXPECT_TRUE(press(another, "p7", 10'000ms));  // the first one is 10 s ago
    EXPECT_FALSE(press(pace, "p8", 10'000ms));
}

TEST_F(Presses, ThatComeAgainGetTheSameAnswer) {
    for (int i = 0; i < 5; ++i) EXPECT_TRUE(press(pace, "p" + std::to_string(i), 0ms));
    for (int i = 0; i < 5; ++i) EXPECT_TRUE(press(another, "p" + std::to_string(i), 0ms));
    EXPECT_FALSE(press(pace, "late", 9'000ms));
    EXPECT_TRUE(press(pace, "next", 12'000ms));
    EXPECT_FALSE(press(another, "late", 9'000ms));
}

TEST_F(Presses, OfOneMomentAreFiveInWhateverOrderTheyCome) {
    int allowed = 0;
    for (int i = 9; i >= 0; --i) allowed += press(pace, "p" + std::to_string(i), 10ms * i);
    EXPECT_EQ(allowed, 5);
}

TEST_F(Presses, AreForgottenAfterAMinuteAndBoundedBefore) {
    EXPECT_TRUE(press(pace, "p", 0ms));
    EXPECT_GT(store.seconds_left("cache:sends:T1:U1"), 50);
    EXPECT_LE(store.seconds_left("cache:sends:T1:U1"), 60);
    int allowed = 0;
    for (int i = 0; i < 500; ++i) allowed += press(pace, "q" + std::to_string(i), 1ms * i);
    EXPECT_EQ(allowed, 4);
    EXPECT_LE(store.client.command({"ZCARD", "cache:sends:T1:U1"})->integer(), 100);
}

TEST_F(Presses, AreCountedByEachWorkerWhileRedisIsAway) {
    store.server.kill();
    int allowed = 0;
    for (int i = 0; i < 10; ++i) allowed += press(pace, "p" + std::to_string(i), 0ms);
    EXPECT_EQ(allowed, 5);
}

}  // namespace
