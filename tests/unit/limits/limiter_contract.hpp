// What every Limiter keeps, with time passed by `pass` (a manual clock's, or real).
#pragma once

#include <gtest/gtest.h>

#include <functional>

#include "libs/limits/limiter.hpp"

namespace limits::contract {

using base::Duration;
using Pass = std::function<void(Duration)>;

inline Bucket hard(const std::string& key, Duration interval, int burst = 1) {
    return {key, interval, burst, true};
}
inline Bucket soft(const std::string& key, Duration interval, int burst = 1) {
    return {key, interval, burst, false};
}

inline Reservation ask(Limiter& limiter, const std::vector<Bucket>& buckets) {
    const auto reservation = limiter.reserve(buckets);
    EXPECT_TRUE(reservation);
    return reservation ? *reservation : Reservation{};
}

inline void denies_a_hard_bucket_before_its_time(Limiter& limiter, const Pass& pass) {
    const auto bucket = hard("c:hard", Duration{400});
    EXPECT_TRUE(ask(limiter, {bucket}).granted);
    const auto second = ask(limiter, {bucket});
    EXPECT_FALSE(second.granted);
    EXPECT_EQ(second.binding, bucket.key);
    EXPECT_GT(second.delay, Duration{100});
    EXPECT_LE(second.delay, Duration{400});
    pass(second.delay);
    const auto third = ask(limiter, {bucket});
    EXPECT_TRUE(third.granted);
    EXPECT_EQ(third.delay, Duration{0});
}

inline void reserves_ahead_on_a_soft_bucket(Limiter& limiter) {
    const auto bucket = soft("c:soft", Duration{1000}, 2);
    EXPECT_EQ(ask(limiter, {bucket}).delay, Duration{0});
    EXPECT_EQ(ask(limiter, {bucket}).delay, Duration{0});  // its burst
    const auto third = ask(limiter, {bucket});
    const auto fourth = ask(limiter, {bucket});
    EXPECT_TRUE(third.granted);
    EXPECT_NEAR(static_cast<double>(third.delay.count()), 1000, 100);
    EXPECT_NEAR(static_cast<double>(fourth.delay.count()), 2000, 100);
    EXPECT_EQ(fourth.binding, bucket.key);
    const auto past_horizon = ask(limiter, {bucket});  // 3,000 ms ahead, horizon 2,500
    EXPECT_FALSE(past_horizon.granted);
    EXPECT_NEAR(static_cast<double>(past_horizon.delay.count()), 500, 100);
}

inline void writes_nothing_when_one_bucket_denies(Limiter& limiter) {
    const auto channel = hard("c:both", Duration{60'000});
    const auto workspace = soft("c:both-ws", Duration{1000});
    EXPECT_TRUE(ask(limiter, {channel}).granted);
    for (int i = 0; i < 10; ++i) EXPECT_FALSE(ask(limiter, {channel, workspace}).granted);
    EXPECT_EQ(ask(limiter, {workspace}).delay, Duration{0});  // the ten denials cost it nothing
}

inline void obeys_a_block_and_never_shortens_it(Limiter& limiter, const Pass& pass) {
    const auto bucket = hard("c:block", Duration{1});
    EXPECT_TRUE(limiter.block(bucket.key, Duration{400}));
    EXPECT_TRUE(limiter.block(bucket.key, Duration{10}));
    const auto denied = ask(limiter, {bucket});
    EXPECT_FALSE(denied.granted);
    EXPECT_GT(denied.delay, Duration{200});
    EXPECT_LE(denied.delay, Duration{400});
    EXPECT_TRUE(ask(limiter, {hard("c:other", Duration{1})}).granted);  // nobody else is blocked
    pass(denied.delay);
    EXPECT_TRUE(ask(limiter, {bucket}).granted);
}

}  // namespace limits::contract
