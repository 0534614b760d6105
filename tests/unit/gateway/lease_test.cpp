#include <gtest/gtest.h>

#include "tests/unit/gateway/slack_model.hpp"

namespace gateway {
namespace {

std::size_t sum_live(const SlackModel& slack, std::size_t replicas) {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < replicas; ++i) sum += slack.running(i) ? slack.live(i) : 0;
    return sum;
}

std::vector<std::size_t> lives(const SlackModel& slack, std::size_t replicas) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < replicas; ++i) out.push_back(slack.running(i) ? slack.live(i) : 0);
    return out;
}

using Lives = std::vector<std::size_t>;

TEST(Lease, ThreeReplicasShareEightEvenlyAndThenRest) {
    SlackModel slack(3, 4, 1);
    ASSERT_TRUE(slack.until([&] { return sum_live(slack, 3) == 8; }, seconds{10}));
    EXPECT_EQ(lives(slack, 3), (Lives{3, 3, 2}));
    const std::size_t calls = slack.calls.size();
    slack.run(hours{1}, [&] { ASSERT_EQ(slack.wires(), 8u); });
    EXPECT_EQ(slack.calls.size(), calls);
    EXPECT_EQ(slack.told_too_many, 0);
}

TEST(Lease, EachGetsWhatItWantsWhereThereIsEnough) {
    SlackModel slack(3, 2, 1);
    ASSERT_TRUE(slack.until([&] { return sum_live(slack, 3) == 6; }, seconds{5}));
    EXPECT_EQ(slack.store.leased(), 6u);
}

// A rolling restart that starts the new one first must not wait for the old ones to go.
TEST(Lease, ALateReplicaGetsItsShareFromThoseWhoHaveMore) {
    SlackModel slack(3, 4, 2);
    slack.kill_replica(2);
    ASSERT_TRUE(slack.until([&] { return sum_live(slack, 3) == 8; }, seconds{15}));
    slack.start_replica(2);
    const auto most = [&] { ASSERT_LE(slack.wires(), 10u); };
    slack.run(seconds{6}, most);
    EXPECT_GE(slack.live(2), 1u);
    slack.run(seconds{4}, most);
    EXPECT_EQ(lives(slack, 3), (Lives{3, 3, 2}));
}

TEST(Lease, ACrashedReplicasShareIsTheOthersOnceItHasRunOut) {
    SlackModel slack(3, 4, 3);
    ASSERT_TRUE(slack.until([&] { return sum_live(slack, 3) == 8; }, seconds{10}));
    slack.kill_replica(0);
    slack.run(seconds{6});
    EXPECT_EQ(sum_live(slack, 3), 5u) << "the lease has not run out";
    const auto taken = slack.until([&] { return sum_live(slack, 3) == 8; }, seconds{10});
    ASSERT_TRUE(taken);
    EXPECT_EQ(lives(slack, 3), (Lives{0, 4, 4}));
}

// Architecture, "State in Redis".
TEST(Lease, WithTheStoreAwayEachKeepsWhatItHoldsAndAFreshOneOpensOne) {
    SlackModel slack(3, 4, 4);
    slack.kill_replica(2);
    ASSERT_TRUE(slack.until([&] { return sum_live(slack, 3) == 8; }, seconds{15}));
    slack.kill_replica(1);
    slack.store_away = true;
    slack.start_replica(2);
    slack.run(hours{1}, [&] {
        ASSERT_EQ(slack.live(0), 4u);
        ASSERT_LE(slack.live(2), 1u);
    });
    EXPECT_EQ(slack.live(2), 1u);
    // What it held it may open again, also one by one.
    slack.kill_sockets();
    slack.run(milliseconds{100}, [&] { ASSERT_EQ(sum_live(slack, 3), 0u); });
    ASSERT_TRUE(slack.until([&] { return slack.live(0) == 4 && slack.live(2) == 1; }, seconds{10}));
    slack.warn_all(seconds{10});
    slack.run(minutes{1}, [&] {
        ASSERT_GE(slack.live(0), 1u);
        ASSERT_GE(slack.live(2), 1u);
    });
    EXPECT_EQ(slack.live(0), 4u);
    slack.store_away = false;
    ASSERT_TRUE(slack.until([&] { return sum_live(slack, 3) == 8; }, seconds{20}));
}

// Leased is not held: after the lease has run out, another may have it.
TEST(Lease, WhatWasLeasedAndNotHeldIsNotOpenedOnceTheLeaseHasRunOut) {
    base::ManualClock clock;
    clock.advance(seconds{1});
    SocketLimits limits;
    SocketPlan plan(limits, 1);
    Lease lease("r", 4);
    const auto answer = [&](std::size_t granted) {
        lease.holds(plan, clock.steady());
        ASSERT_TRUE(lease.next_claim(clock.steady()));
        lease.answered({granted, false, true, {}}, clock.steady());
    };
    answer(1);
    clock.advance(seconds{1});
    answer(4);
    EXPECT_EQ(lease.allowance(clock.steady()).sockets, 4u);
    lease.away();
    clock.advance(seconds{9});
    EXPECT_EQ(lease.allowance(clock.steady()).sockets, 4u);
    clock.advance(seconds{2});
    EXPECT_EQ(lease.allowance(clock.steady()).sockets, 1u);
}

TEST(Lease, AFreshReplicaWaitsForTheStoresFirstWordNoLongerThanTwoSeconds) {
    base::ManualClock clock;
    SocketPlan plan(SocketLimits{}, 1);
    Lease lease("r", 4);
    lease.holds(plan, clock.steady());
    ASSERT_TRUE(lease.next_claim(clock.steady()));
    EXPECT_EQ(lease.allowance(clock.steady()).sockets, 0u);
    clock.advance(seconds{2});
    lease.holds(plan, clock.steady());
    EXPECT_EQ(lease.allowance(clock.steady()).sockets, 1u);
    EXPECT_TRUE(lease.is_away());
    EXPECT_FALSE(lease.next_claim(clock.steady())) << "never two claims at once";
}

TEST(Lease, AStoreThatForgotIsToldAgainAndNobodyLosesASocket) {
    SlackModel slack(3, 4, 5);
    ASSERT_TRUE(slack.until([&] { return sum_live(slack, 3) == 8; }, seconds{10}));
    const std::size_t calls = slack.calls.size();
    slack.store.forget_all();
    slack.run(minutes{5}, [&] { ASSERT_EQ(sum_live(slack, 3), 8u); });
    EXPECT_EQ(slack.calls.size(), calls);
    EXPECT_EQ(slack.store.leased(), 8u);
}

TEST(Lease, ANinthReplicaWaitsForAPlace) {
    SlackModel slack(9, 1, 6);
    ASSERT_TRUE(slack.until([&] { return sum_live(slack, 9) == 8; }, seconds{10}));
    slack.run(minutes{1}, [&] { ASSERT_LE(slack.wires(), 8u); });
    std::size_t first = 0;
    while (slack.live(first) == 0) ++first;
    slack.kill_replica(first);
    ASSERT_TRUE(slack.until([&] { return sum_live(slack, 9) == 8; }, seconds{15}));
}

// Slack warns all at once (a restart on its side) and closes 10 s later: two places stay free for
// replacements, and nobody is without a socket.
TEST(Lease, WhenAllAreRefreshedAtOnceNobodyIsWithoutASocketAndTenAreNeverPassed) {
    for (const std::size_t replicas : {1u, 2u, 3u, 4u, 8u}) {
        const std::size_t sockets = 8 / replicas;
        SlackModel slack(replicas, sockets, 7);
        const auto all = [&] { return sum_live(slack, replicas) == sockets * replicas; };
        ASSERT_TRUE(slack.until(all, seconds{20})) << replicas;
        for (int round = 0; round < 20; ++round) {
            slack.run(minutes{1});
            slack.warn_all(seconds{10});
            slack.run(seconds{20}, [&] {
                ASSERT_LE(slack.wires(), 10u) << replicas;
                for (std::size_t i = 0; i < replicas; ++i) ASSERT_GE(slack.live(i), 1u) << replicas;
            });
            ASSERT_TRUE(slack.until(all, seconds{10})) << replicas << " round " << round;
        }
        EXPECT_EQ(slack.told_too_many, 0);
    }
}

// Starts, crashes, refreshes and losses in any order: never more than Slack allows.
TEST(Lease, NoOrderOfEventsPassesWhatSlackAllows) {
    for (unsigned seed = 0; seed < 30; ++seed) {
        SlackModel slack(5, 3, seed);
        for (int event = 0; event < 60; ++event) {
            const std::size_t one = slack.random()() % 5;
            const auto kind = slack.random()() % 5;
            if (kind == 0 && slack.running(one)) slack.kill_replica(one);
            if (kind == 1 && !slack.running(one)) slack.start_replica(one);
            if (kind == 2) slack.warn(one, seconds{10});
            if (kind == 3) slack.kill_sockets();
            slack.run(milliseconds{slack.random()() % 100 * 100},
                      [&] { ASSERT_LE(slack.wires(), 10u) << "seed " << seed; });
            if (testing::Test::HasFatalFailure()) return;
        }
        EXPECT_EQ(slack.told_too_many, 0) << "seed " << seed;
    }
}

}  // namespace
}  // namespace gateway
