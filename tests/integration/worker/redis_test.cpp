// The worker's two uses of Redis: what may vanish, and what must not.
#include <gtest/gtest.h>

#include "services/sticker-worker/adapters/inputs/redis_cache.hpp"
#include "services/sticker-worker/adapters/redis_guards.hpp"
#include "tests/fixtures/redis_server.hpp"

namespace {

struct Store {
    fixtures::RedisServer server;
    redis::Client client;
    base::ManualClock clock;
    worker::RedisCache cache{client, clock};
    worker::RedisGuards guards{client};

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

TEST(Guards, HoldForEightDaysAndTellSourcesApart) {
    Store store;
    EXPECT_FALSE(store.guards.applied("T1:E1"));
    store.guards.mark("T1:E1");
    EXPECT_TRUE(store.guards.applied("T1:E1"));
    EXPECT_FALSE(store.guards.applied("T1:E2"));
    EXPECT_GT(store.seconds_left("applied:T1:E1"), 8 * 86'400 - 10);
}

TEST(Guards, AreSetOnceAndNeverOverwritten) {
    Store store;
    store.guards.mark("T1:E1");
    ASSERT_TRUE(store.client.command({"EXPIRE", "applied:T1:E1", "100"}).ok());
    store.guards.mark("T1:E1");
    EXPECT_LE(store.seconds_left("applied:T1:E1"), 100);
}

TEST(Guards, KnowNothingWhileRedisIsAway) {
    Store store;
    store.guards.mark("T1:E1");
    store.server.kill();
    EXPECT_FALSE(store.guards.applied("T1:E1"));
    store.guards.mark("T1:E2");  // ends, and nothing happens
}

}  // namespace
