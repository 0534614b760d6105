#include "libs/limits/redis_limiter.hpp"

#include <algorithm>
#include <map>
#include <thread>

#include "libs/base/mutex.hpp"
#include "tests/fixtures/redis_server.hpp"
#include "tests/unit/limits/limiter_contract.hpp"

namespace limits {
namespace {

using base::Duration;
using std::chrono::steady_clock;

struct RedisLimiterTest : testing::Test {
    fixtures::RedisServer server;
    redis::Client redis{[this] {
        auto config = server.config();
        config.connections = 16;
        return config;
    }()};
    RedisLimiter limiter{redis};
    contract::Pass pass = [](Duration time) { std::this_thread::sleep_for(time); };  // Redis's time
};

TEST_F(RedisLimiterTest, DeniesAHardBucketBeforeItsTime) {
    contract::denies_a_hard_bucket_before_its_time(limiter, pass);
}
TEST_F(RedisLimiterTest, ReservesAheadOnASoftBucket) {
    contract::reserves_ahead_on_a_soft_bucket(limiter);
}
TEST_F(RedisLimiterTest, WritesNothingWhenOneBucketDenies) {
    contract::writes_nothing_when_one_bucket_denies(limiter);
}
TEST_F(RedisLimiterTest, ObeysABlockAndNeverShortensIt) {
    contract::obeys_a_block_and_never_shortens_it(limiter, pass);
}

TEST_F(RedisLimiterTest, KeepsItsClocksForADay) {
    const auto bucket = contract::hard("rl:{T}:ch:C", Duration{1000});
    contract::ask(limiter, {bucket});
    ASSERT_TRUE(limiter.block(bucket.key, Duration{5}));
    EXPECT_GT(redis.command({"PTTL", bucket.key})->integer(), 86'000'000);
    EXPECT_GT(redis.command({"PTTL", bucket.key + ":blk"})->integer(), 86'000'000);
}

TEST_F(RedisLimiterTest, WritesNothingForAGateThatIsOpen) {
    const auto gate = contract::hard("rl:{T}:m:chat.postMessage", Duration{0});
    EXPECT_TRUE(contract::ask(limiter, {gate}).granted);
    EXPECT_EQ(redis.command({"DBSIZE"})->integer(), 0);
    ASSERT_TRUE(limiter.block(gate.key, Duration{5000}).ok());
    EXPECT_FALSE(contract::ask(limiter, {gate}).granted);
}

TEST_F(RedisLimiterTest, CutsATimeThatOnlyAClockSetBackCanExplain) {
    const auto bucket = contract::hard("k", Duration{1000});
    const auto far = std::to_string(4'000'000'000'000'000);  // the year 2096
    ASSERT_TRUE(redis.command({"SET", "k", far}));
    EXPECT_LE(contract::ask(limiter, {bucket}).delay, Duration{5000});
}

// Grants of `threads` callers on one hard bucket of 100 ms for a second: all at least 100 ms apart.
TEST_F(RedisLimiterTest, GivesAChannelOneSlotPerIntervalWhoeverAsks) {
    const auto bucket = contract::hard("rl:{T}:ch:C", Duration{100});
    base::Mutex mutex;
    std::vector<steady_clock::time_point> grants;
    const auto until = steady_clock::now() + std::chrono::milliseconds(1000);
    std::vector<std::thread> threads;
    for (int t = 0; t < 6; ++t) {
        threads.emplace_back([&] {
            while (steady_clock::now() < until) {
                const auto answer = contract::ask(limiter, {bucket});
                if (answer.granted) {
                    base::Lock lock(mutex);
                    grants.push_back(steady_clock::now());
                } else {
                    std::this_thread::sleep_for(answer.delay);
                }
            }
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_GE(grants.size(), 8u);
    EXPECT_LE(grants.size(), 12u);
}

// Ten channels want 1 post per 100 ms each, the workspace allows one per 20 ms: half of it. With
// "check and try again" in place of reservations some get 1 and others 4 (pipeline D1).
TEST_F(RedisLimiterTest, SharesAWorkspaceFairlyBetweenItsChannels) {
    const auto workspace = contract::soft("rl:{T}:ws", Duration{20}, 2);
    const auto until = steady_clock::now() + std::chrono::milliseconds(1500);
    std::vector<int> grants(10, 0);
    std::vector<std::thread> threads;
    for (std::size_t c = 0; c < grants.size(); ++c) {
        threads.emplace_back([&, c] {
            const auto channel = contract::hard("rl:{T}:ch:" + std::to_string(c), Duration{100});
            while (steady_clock::now() < until) {
                const auto answer = contract::ask(limiter, {channel, workspace});
                if (answer.granted) ++grants[c];
                std::this_thread::sleep_for(answer.delay + Duration{1});
            }
        });
    }
    for (auto& thread : threads) thread.join();
    const auto [least, most] = std::minmax_element(grants.begin(), grants.end());
    EXPECT_LE(*most - *least, 2);
    int sum = 0;
    for (const int count : grants) sum += count;
    EXPECT_LE(sum, 1500 / 20 + 2 + 10);
    EXPECT_GE(sum, 1500 / 20 * 3 / 4);
}

TEST_F(RedisLimiterTest, SaysThatRedisIsAway) {
    server.kill();
    const auto answer = limiter.reserve({contract::hard("k", Duration{1})});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, "redis_away");
    EXPECT_EQ(limiter.block("k", Duration{1}).error().code, "redis_away");
}

}  // namespace
}  // namespace limits
