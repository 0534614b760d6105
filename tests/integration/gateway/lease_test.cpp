// The sockets' lease: the store in a real Redis, and gateways that share it.
#include <random>

#include "services/gateway/adapters/redis_lease.hpp"
#include "tests/integration/gateway/world.hpp"
#include "tests/unit/gateway/lease_table.hpp"

namespace gateway_tests {
namespace {

using gateway::claim_lease;
using gateway::LeaseAnswer;
using gateway::LeaseClaim;
using gateway::LeaseLimits;
using gateway::LeaseTable;
using Spare = LeaseClaim::Spare;

std::string words(LeaseAnswer answer) {
    std::sort(answer.others.begin(), answer.others.end(),
              [](const auto& a, const auto& b) { return a.replica < b.replica; });
    std::string out = std::to_string(answer.granted) + (answer.spare ? " spare" : "") +
                      (answer.known ? " known" : "");
    for (const auto& other : answer.others) {
        out += " " + other.replica + ":" + std::to_string(other.wanted) + ":" +
               std::to_string(other.places) + ":" + std::to_string(static_cast<int>(other.spare));
    }
    return out;
}

struct LeaseStore : testing::Test {
    fixtures::RedisServer server;
    redis::Client redis{server.config()};
};

// The fake that the unit tests use says the same.
TEST_F(LeaseStore, GrantsAsTheTableInMemoryDoes) {
    LeaseTable table;
    std::mt19937 random(8);
    for (int i = 0; i < 2'000; ++i) {
        LeaseClaim claim{"r" + std::to_string(random() % 5), random() % 5, random() % 6, Spare::none};
        if (random() % 2) claim.spare = Spare::holds;
        const auto answer = claim_lease(redis, "sockets:a", claim);
        ASSERT_TRUE(answer) << answer.error().message();
        ASSERT_EQ(words(*answer), words(table.claim(claim, {}))) << i;
    }
}

TEST_F(LeaseStore, AClaimRunsOutByTheServersClockAndAnotherAppHasItsOwn) {
    LeaseLimits limits;
    limits.ttl = std::chrono::milliseconds{300};
    ASSERT_EQ(claim_lease(redis, "sockets:a", {"x", 8, 8, Spare::none}, limits)->granted, 8u);
    EXPECT_EQ(claim_lease(redis, "sockets:b", {"y", 2, 2, Spare::none}, limits)->granted, 2u);
    const auto begin = std::chrono::steady_clock::now();
    ASSERT_TRUE(eventually([&] {
        return claim_lease(redis, "sockets:a", {"y", 2, 2, Spare::none}, limits)->granted == 2;
    }));
    EXPECT_GE(std::chrono::steady_clock::now() - begin, 250ms);
    EXPECT_FALSE(claim_lease(redis, "sockets:a", {"x", 8, 8, Spare::none}, limits)->known);
}

// Evicted with the caches it would free what is held; a clock set back must not hold it for ever.
TEST_F(LeaseStore, TheKeyOutlivesTheCachesAndAnEndFarAheadCountsAsRunOut) {
    ASSERT_TRUE(claim_lease(redis, "sockets:a", {"x", 2, 2, Spare::none}));
    EXPECT_GT(redis.command({"TTL", "sockets:a"})->integer(), 86'000);
    ASSERT_TRUE(redis.command({"HSET", "sockets:a", "z", "8 6 0 99999999999999999"}));
    EXPECT_EQ(claim_lease(redis, "sockets:a", {"y", 6, 6, Spare::none})->granted, 6u);
}

// Three gateways of one app.
struct SharedLease : World {
    SharedLease() { environment["SLACK_SOCKETS"] = "4"; }

    static std::size_t number(const ServiceProcess& gateway, const std::string& name) {
        const json state = json::parse(ask(gateway, "/debug/state").body, nullptr, false);
        return state.is_object() ? state.value(name, std::size_t{99}) : 99;
    }
    static std::size_t live(const ServiceProcess& gateway) { return number(gateway, "sockets_live"); }
    static bool is_away(const ServiceProcess& gateway) {
        return metrics(gateway).find("gateway_lease_redis_away 1") != std::string::npos;
    }
    bool share(std::vector<const ServiceProcess*> gateways, std::chrono::milliseconds limit) {
        return eventually(
            [&] {
                std::size_t sum = 0;
                for (const auto* gateway : gateways) sum += live(*gateway);
                return sum == 8 && slack.open().size() == 8;
            },
            limit);
    }
};

TEST_F(SharedLease, ThreeShareEightAndTheShareOfOneThatIsKilledIsTheOthers) {
    const ServiceProcess first(environment, log_file);
    const ServiceProcess second(environment, log_file);
    ASSERT_TRUE(share({&first, &second}, 20s));
    ServiceProcess third(environment, log_file);
    ASSERT_TRUE(eventually([&] { return live(third) == 2; }, 15s));
    ASSERT_TRUE(share({&first, &second, &third}, 15s));
    EXPECT_EQ(live(first) + live(second), 6u);
    EXPECT_NE(ask(third, "/readyz").body.find("2 of 4 wanted"), std::string::npos);
    for (const char* line : {"gateway_sockets_wanted 4", "gateway_sockets_leased 2",
                             "gateway_lease_redis_away 0"}) {
        EXPECT_NE(metrics(third).find(line), std::string::npos) << line;
    }
    third.kill_now();
    EXPECT_TRUE(share({&first, &second}, 17s)) << "10 s of lease, 3 s to a renewal";
    EXPECT_EQ(live(first), 4u);
    EXPECT_LE(slack.extremes().second, 10u);
}

TEST_F(SharedLease, OneThatStopsGivesItsShareBackAtOnce) {
    const ServiceProcess first(environment, log_file);
    ServiceProcess second(environment, log_file);
    ASSERT_TRUE(share({&first, &second}, 20s));
    environment["SLACK_SOCKETS"] = "8";
    const ServiceProcess third(environment, log_file);
    ASSERT_TRUE(eventually([&] { return live(third) >= 2; }, 15s));
    EXPECT_EQ(second.terminate(), 0);
    EXPECT_TRUE(share({&first, &third}, 8s)) << "no lease has to run out";
}

TEST_F(SharedLease, WithRedisGoneEachKeepsWhatItHoldsAndAFreshOneOpensOne) {
    const ServiceProcess first(environment, log_file);
    ASSERT_TRUE(eventually([&] { return live(first) == 4; }, 20s));
    redis.kill();
    ASSERT_TRUE(eventually([&] { return is_away(first); }));
    const ServiceProcess fresh(environment, log_file);
    ASSERT_TRUE(ready(fresh));
    EXPECT_NE(ask(fresh, "/readyz").body.find("Redis is away"), std::string::npos);
    EXPECT_TRUE(log_says("lease_store_away"));
    ASSERT_TRUE(takes_a_command("without Redis"));
    for (const ConnectionId id : slack.open()) slack.close(id);
    ASSERT_TRUE(eventually([&] { return slack.open().empty(); }));
    ASSERT_TRUE(eventually([&] { return live(first) == 4 && live(fresh) == 1; }, 30s));
    EXPECT_EQ(number(fresh, "sockets"), 1u);
    redis.start();
    EXPECT_TRUE(eventually([&] { return live(fresh) == 4 && !is_away(first); }, 15s));
}

// A Redis that takes connections and answers nothing holds nobody up.
TEST_F(SharedLease, ASilentRedisHoldsNeitherStartNorAckNorStop) {
    redis.freeze();
    ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    ASSERT_TRUE(takes_a_command("one"));
    EXPECT_EQ(live(gateway), 1u);
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(gateway.terminate(), 0);
    EXPECT_LE(std::chrono::steady_clock::now() - begin, 5s);
    redis.thaw();
}

}  // namespace
}  // namespace gateway_tests
