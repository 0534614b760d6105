#include <gtest/gtest.h>

#include "libs/redis/client.hpp"

namespace redis {
namespace {

TEST(RedisUrl, TakesEveryPart) {
    const auto config = parse_url("redis://bot:s%40crét@redis.example:6380/3");
    ASSERT_TRUE(config);
    EXPECT_EQ(config->host, "redis.example");
    EXPECT_EQ(config->port, 6380);
    EXPECT_EQ(config->database, 3);
    EXPECT_EQ(config->user, "bot");
    EXPECT_EQ(config->password.reveal(), "s@crét");
    EXPECT_FALSE(config->tls);
}

TEST(RedisUrl, FillsInPortAndDatabase) {
    const auto config = parse_url("redis://cache");
    ASSERT_TRUE(config);
    EXPECT_EQ(config->host, "cache");
    EXPECT_EQ(config->port, 6379);
    EXPECT_EQ(config->database, 0);
}

TEST(RedisUrl, TakesAPasswordWithoutUser) {
    const auto config = parse_url("redis://:p:w@127.0.0.1:6379");
    ASSERT_TRUE(config);
    EXPECT_EQ(config->user, "");
    EXPECT_EQ(config->password.reveal(), "p:w");
}

TEST(RedisUrl, TakesAnIpv6Address) {
    const auto config = parse_url("redis://[::1]:7000/1");
    ASSERT_TRUE(config);
    EXPECT_EQ(config->host, "::1");
    EXPECT_EQ(config->port, 7000);
}

TEST(RedisUrl, RefusesWhatIsNone) {
    for (const auto* url : {"", "127.0.0.1:6379", "http://x", "redis://", "redis://:6379",
                            "redis://h:0", "redis://h:99999", "redis://h:x", "redis://h/x",
                            "redis://[::1", "redis://[::1]x", "redis://h/-1"}) {
        const auto config = parse_url(url);
        ASSERT_FALSE(config) << url;
        EXPECT_EQ(config.error().code, "bad_redis_url") << url;
    }
}

TEST(RedisUrl, NeverRepeatsThePassword) {
    const auto config = parse_url("redis://u:hunter2@h:99999");
    ASSERT_FALSE(config);
    EXPECT_EQ(config.error().message().find("hunter2"), std::string::npos);
}

TEST(RedisUrl, SaysWhenThisBuildHasNoTls) {
    const auto config = parse_url("rediss://h");
    if (config) {
        EXPECT_TRUE(config->tls);
    } else {
        EXPECT_EQ(config.error().code, "no_tls_in_hiredis");
    }
}

}  // namespace
}  // namespace redis
