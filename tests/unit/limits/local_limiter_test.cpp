#include "libs/limits/local_limiter.hpp"

#include "tests/unit/limits/limiter_contract.hpp"

namespace limits {
namespace {

using base::Duration;

struct LocalLimiterTest : testing::Test {
    base::ManualClock clock;
    LocalLimiter limiter{clock};
    contract::Pass pass = [this](Duration time) { clock.advance(time); };
};

TEST_F(LocalLimiterTest, DeniesAHardBucketBeforeItsTime) {
    contract::denies_a_hard_bucket_before_its_time(limiter, pass);
}
TEST_F(LocalLimiterTest, ReservesAheadOnASoftBucket) {
    contract::reserves_ahead_on_a_soft_bucket(limiter);
}
TEST_F(LocalLimiterTest, WritesNothingWhenOneBucketDenies) {
    contract::writes_nothing_when_one_bucket_denies(limiter);
}
TEST_F(LocalLimiterTest, ObeysABlockAndNeverShortensIt) {
    contract::obeys_a_block_and_never_shortens_it(limiter, pass);
}

TEST_F(LocalLimiterTest, DividesALimitByItsShares) {
    LocalLimiter third(clock, 3);
    const auto bucket = contract::hard("ch", Duration{1000});
    EXPECT_TRUE(contract::ask(third, {bucket}).granted);
    EXPECT_EQ(contract::ask(third, {bucket}).delay, Duration{3000});
}

TEST_F(LocalLimiterTest, ForgetsBucketsWhoseTimeIsOver) {
    for (std::size_t i = 0; i < LocalLimiter::most_buckets * 3; ++i) {
        EXPECT_TRUE(
            contract::ask(limiter, {contract::hard(std::to_string(i), Duration{10})}).granted);
        clock.advance(Duration{1});
    }
    // What is still in force was not forgotten.
    const auto newest = std::to_string(LocalLimiter::most_buckets * 3 - 1);
    EXPECT_FALSE(contract::ask(limiter, {contract::hard(newest, Duration{10})}).granted);
}

TEST_F(LocalLimiterTest, KeepsTheWorkspaceUnder440InAnyMinute) {
    const auto bucket = contract::soft("ws", Duration{250}, 200);
    int granted = 0;
    for (int ms = 0; ms < 60'000; ms += 10, clock.advance(Duration{10})) {
        const auto answer = contract::ask(limiter, {bucket});
        if (answer.granted && Duration{ms} + answer.delay < Duration{60'000}) ++granted;
    }
    EXPECT_GE(granted, 430);
    EXPECT_LE(granted, 440);
}

TEST(LimiterKeys, KeepATeamOnOneNode) {
    EXPECT_EQ(channel_key("T1", "C1"), "rl:{T1}:ch:C1");
    EXPECT_EQ(workspace_key("T1"), "rl:{T1}:ws");
    EXPECT_EQ(method_key("T1", "chat.postMessage"), "rl:{T1}:m:chat.postMessage");
}

}  // namespace
}  // namespace limits
