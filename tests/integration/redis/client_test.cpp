#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "libs/redis/client.hpp"
#include "tests/fixtures/redis_server.hpp"

namespace redis {
namespace {

using fixtures::eventually;
using fixtures::RedisServer;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

milliseconds took(const std::function<void()>& work) {
    const auto start = steady_clock::now();
    work();
    return std::chrono::duration_cast<milliseconds>(steady_clock::now() - start);
}

TEST(RedisClient, GivesRepliesOfEveryKind) {
    const RedisServer server;
    Client client(server.config());
    EXPECT_EQ(client.command({"SET", "k", std::string("a\0b", 3)})->text(), "OK");
    EXPECT_EQ(client.command({"GET", "k"})->text(), std::string("a\0b", 3));
    EXPECT_TRUE(client.command({"GET", "none"})->is_nil());
    EXPECT_EQ(client.command({"INCR", "n"})->integer(), 1);
    ASSERT_EQ(client.command({"MGET", "k", "none"})->items().size(), 2u);
    const auto wrong = client.command({"INCR", "k"});
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, "redis_error");
    EXPECT_EQ(wrong.error().retry, base::Retry::never);
    EXPECT_TRUE(client.reachable());
}

TEST(RedisClient, SendsAScriptsTextOnceAfterTheServerForgotIt) {
    const RedisServer server;
    Client client(server.config());
    const Script script("return {KEYS[1], ARGV[1]}");
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < 3; ++i) {
            const auto reply = client.run(script, {"key"}, {"argument"});
            ASSERT_TRUE(reply) << reply.error().message();
            EXPECT_EQ(reply->items().at(1).text(), "argument");
        }
        ASSERT_TRUE(client.command({"SCRIPT", "FLUSH"}));
    }
    const auto stats = client.command({"INFO", "commandstats"})->text();
    EXPECT_NE(stats.find("cmdstat_eval:calls=2,"), std::string::npos) << stats;
}

TEST(RedisClient, SharesItsConnectionsBetweenThreads) {
    const RedisServer server;
    Client client(server.config());
    std::vector<std::thread> threads;
    for (int t = 0; t < 12; ++t) {
        threads.emplace_back([&client] {
            for (int i = 0; i < 200; ++i) EXPECT_TRUE(client.command({"INCR", "n"}));
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(client.command({"GET", "n"})->integer(), 2400);
    EXPECT_NE(client.command({"INFO", "clients"})->text().find("connected_clients:4"),
              std::string::npos);
}

TEST(RedisClient, FailsAtOnceWhileRedisIsAwayAndComesBackByItself) {
    RedisServer server;
    Client client(server.config());
    ASSERT_TRUE(client.command({"PING"}));
    server.kill();
    EXPECT_FALSE(client.command({"PING"}));
    EXPECT_FALSE(client.reachable());
    const auto all = took([&client] {
        for (int i = 0; i < 1000; ++i) {
            const auto reply = client.command({"PING"});
            ASSERT_FALSE(reply);
            EXPECT_EQ(reply.error().code, "redis_away");
            EXPECT_EQ(reply.error().retry, base::Retry::later);
        }
    });
    EXPECT_LT(all, milliseconds(1000));
    server.start();
    EXPECT_TRUE(eventually([&client] { return client.command({"PING"}).ok(); }));
    EXPECT_TRUE(client.reachable());
}

TEST(RedisClient, NeverHandsOutAConnectionThatTheServerClosedWhileItLayIdle) {
    RedisServer server;
    Client client(server.config());
    ASSERT_TRUE(client.command({"PING"}));
    server.kill();
    server.start();
    const auto reply = client.command({"PING"});
    EXPECT_TRUE(reply) << reply.error().message();
}

TEST(RedisClient, CallsALateAnswerUnknownAndDropsItsConnection) {
    const RedisServer server;
    auto config = server.config();
    config.command_timeout = milliseconds(100);
    Client client(config);
    ASSERT_TRUE(client.command({"SET", "k", "old"}));
    server.freeze();
    const auto late = client.command({"GET", "k"});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, "redis_timeout");
    EXPECT_EQ(late.error().retry, base::Retry::unknown);
    server.thaw();
    ASSERT_TRUE(eventually([&client] { return client.command({"PING"}).ok(); }));
    EXPECT_EQ(client.command({"ECHO", "new"})->text(), "new");  // not the late answer
}

TEST(RedisClient, LetsOneCallTryWhileTheOthersFailAtOnce) {
    const RedisServer server;
    auto config = server.config();
    config.command_timeout = milliseconds(300);
    Client client(config);
    server.freeze();
    ASSERT_FALSE(client.command({"PING"}));
    std::atomic<int> slow{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&] {
            const auto until = steady_clock::now() + milliseconds(250);
            while (steady_clock::now() < until) {
                if (took([&] { EXPECT_FALSE(client.command({"PING"})); }) > milliseconds(200))
                    ++slow;
            }
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_LE(slow, 1);
    server.thaw();
}

TEST(RedisClient, TellsAFullAndAReadOnlyServerFromAWrongCommand) {
    const RedisServer server({"--maxmemory", "1", "--maxmemory-policy", "noeviction"});
    Client client(server.config());
    const auto full = client.command({"SET", "k", "v"});
    ASSERT_FALSE(full);
    EXPECT_EQ(full.error().code, "redis_full");
    EXPECT_EQ(full.error().retry, base::Retry::later);
    ASSERT_TRUE(client.command({"CONFIG", "SET", "maxmemory", "0"}));
    ASSERT_TRUE(client.command({"REPLICAOF", "127.0.0.1", "1"}));
    const auto replica = client.command({"SET", "k", "v"});
    ASSERT_FALSE(replica);
    EXPECT_EQ(replica.error().code, "redis_read_only");
}

TEST(RedisClient, LogsInAndSelectsItsDatabase) {
    const RedisServer server({"--requirepass", "open sesame"});
    auto config = server.config();
    const auto stranger = Client(config).command({"PING"});
    ASSERT_FALSE(stranger);
    config.password = base::Secret("wrong");
    const auto wrong = Client(config).command({"PING"});
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, "redis_away");
    config.password = base::Secret("open sesame");
    config.database = 2;
    Client client(config);
    ASSERT_TRUE(client.command({"SET", "k", "v"}));
    EXPECT_NE(client.command({"INFO", "keyspace"})->text().find("db2:keys=1"), std::string::npos);
}

}  // namespace
}  // namespace redis
