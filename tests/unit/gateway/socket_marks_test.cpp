// The marks of field-pain.md for the sockets, on the manual clock: one replica, and three under one
// lease.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/unit/gateway/slack_model.hpp"

namespace gateway {
namespace {

constexpr std::size_t each = 2;  // sockets of a replica

class SocketMarks : public testing::TestWithParam<std::size_t> {
protected:
    void SetUp() override { ASSERT_TRUE(slack.until([&] { return all_live(); }, seconds{10})); }
    bool all_live() const {
        for (std::size_t i = 0; i < GetParam(); ++i) {
            if (slack.live(i) < each) return false;
        }
        return true;
    }
    bool all_reached() const {
        for (std::size_t i = 0; i < GetParam(); ++i) {
            if (!slack.reaches(i)) return false;
        }
        return true;
    }
    void expect_no_place_beyond() const {
        for (std::size_t i = 0; i < GetParam(); ++i) ASSERT_LE(slack.wires(i), each + 1);
        ASSERT_LE(slack.wires(), 10u);
    }
    // The times between one replica's calls since `from`.
    std::vector<milliseconds> gaps(std::size_t replica, SteadyTime from) const {
        std::vector<milliseconds> out;
        std::optional<SteadyTime> last;
        for (const auto& call : slack.calls) {
            if (call.replica != replica || call.at < from) continue;
            if (last) out.push_back(std::chrono::duration_cast<milliseconds>(call.at - *last));
            last = call.at;
        }
        return out;
    }
    long pick(long from, long to) {
        return std::uniform_int_distribution<long>(from, to)(slack.random());
    }

    SlackModel slack{GetParam(), each, 20261124};
};

INSTANTIATE_TEST_SUITE_P(Replicas, SocketMarks, testing::Values(1u, 3u), [](const auto& test) {
    return test.param == 1 ? std::string("One") : std::string("Three");
});

// 1
TEST_P(SocketMarks, PongsEightSecondsLateForTenMinutesReconnectNothing) {
    slack.pong_delay = [] { return seconds{8}; };
    const std::size_t calls = slack.calls.size();
    slack.run(minutes{10}, [&] { ASSERT_TRUE(all_reached()); });
    EXPECT_EQ(slack.calls.size(), calls);
    EXPECT_EQ(slack.drops, 0);
}

// 1 and 12: silence is noticed within 13 s, and a new dial follows within one more.
TEST_P(SocketMarks, ABlackholeLeadsToANewDialWithinASecondOfItsDetection) {
    const std::size_t calls = slack.calls.size();
    slack.set_weather(Weather::swallowing);
    const auto dialled = slack.until(
        [&] { return slack.drops > 0 && slack.calls.size() > calls; }, seconds{15});
    ASSERT_TRUE(dialled);
    EXPECT_LE(*dialled, seconds{14});
}

// 2: against a Slack that never answers a goodbye.
TEST_P(SocketMarks, AThousandFlapsNeverHoldMoreThanOneBeyondThoseWanted) {
    slack.answers_close = false;
    for (int flap = 0; flap < 1'000; ++flap) {
        const long kind = pick(0, 4);
        if (kind == 0) slack.warn_all(hours{9});
        if (kind == 1) slack.kill_sockets();
        if (kind == 2) slack.set_weather(Weather::swallowing);
        if (kind == 3) slack.set_weather(Weather::refused);
        slack.closes_after_hello = kind == 4;
        slack.run(milliseconds{pick(1, 200) * 100}, [&] { expect_no_place_beyond(); });
        slack.closes_after_hello = false;
        slack.set_weather(Weather::fine);
        slack.run(milliseconds{pick(1, 50) * 100}, [&] { expect_no_place_beyond(); });
        if (HasFatalFailure()) return;
    }
    ASSERT_TRUE(slack.until([&] { return all_live(); }, minutes{2}));
    EXPECT_LE(slack.most_pending, 1u);
}

// 3
TEST_P(SocketMarks, GhostsAreWaitedOutAndNotMultiplied) {
    const std::size_t standing = slack.wires();
    slack.ghosts = 10 - static_cast<int>(standing);
    slack.kill_sockets();
    const std::size_t calls = slack.calls.size();
    slack.ghosts = 9;
    slack.run(minutes{10}, [&] { ASSERT_LE(slack.wires(), 1 + GetParam()); });
    // Each replica tries once a minute in the end.
    EXPECT_LE(slack.calls.size() - calls, GetParam() * 22);
    EXPECT_TRUE(slack.reaches_any());
    slack.ghosts = 0;
    const auto healed = slack.until([&] { return all_live(); }, minutes{2});
    ASSERT_TRUE(healed);
    EXPECT_LE(*healed, seconds{65});
}

// 4: waits grow, with jitter, to 2 to 4 s; a Retry-After in between is obeyed; back at once.
TEST_P(SocketMarks, ASlackThatClosesAfterEveryHelloForFiveMinutesIsNotStormed) {
    slack.run(seconds{20});
    slack.closes_after_hello = true;
    slack.kill_sockets();
    const SteadyTime begin = slack.now();
    slack.run(minutes{2});
    slack.limit_calls_for(seconds{20});
    slack.run(minutes{3});
    EXPECT_EQ(slack.early_calls, 0);
    for (std::size_t i = 0; i < GetParam(); ++i) {
        const auto early = gaps(i, begin);
        EXPECT_LT(early.front(), seconds{1});
        const auto late = gaps(i, begin + minutes{1});
        for (const auto gap : late) EXPECT_GE(gap, seconds{2});
        EXPECT_GT(std::set<milliseconds>(late.begin(), late.end()).size(), 5u) << "no jitter";
        EXPECT_LE(gaps(i, begin + minutes{4}).size(), 30u) << "opens in the last minute";
    }
    slack.closes_after_hello = false;
    const auto healed = slack.until([&] { return all_reached(); }, minutes{1});
    ASSERT_TRUE(healed);
    EXPECT_LE(*healed, seconds{5});
}

// 8: five replicas at once, the first upgrades answered 409.
TEST(SocketStart, SimultaneousStartsNeverHaveMoreThanOneDialEachOnItsWay) {
    for (const int refused : {3, 25}) {
        SlackModel slack(5, 1, 8);
        slack.refuse_upgrades = refused;
        const auto up = slack.until(
            [&] {
                for (std::size_t i = 0; i < 5; ++i) {
                    if (slack.live(i) < 1) return false;
                }
                return true;
            },
            minutes{1});
        ASSERT_TRUE(up);
        EXPECT_EQ(slack.most_pending, 1u);
        EXPECT_EQ(slack.calls.size(), 5u + static_cast<std::size_t>(refused)) << "each dial once";
        slack.run(minutes{5});
        EXPECT_EQ(slack.wires(), 5u);
    }
}

// 11
TEST_P(SocketMarks, AfterEachOfAHundredOutagesAnEnvelopeIsAckedWithinTenSeconds) {
    milliseconds longest{0};
    for (int cycle = 0; cycle < 100; ++cycle) {
        slack.run(milliseconds{pick(0, 600) * 100});
        const long kind = pick(0, 2);
        if (kind != 1) slack.kill_sockets();
        slack.set_weather(kind == 0   ? Weather::refused
                          : kind == 1 ? Weather::swallowing
                                      : Weather::nameless);
        slack.run(milliseconds{pick(0, 600) * 100});
        slack.set_weather(Weather::fine);
        const auto acked = slack.until([&] { return all_reached(); }, minutes{1});
        ASSERT_TRUE(acked) << cycle;
        longest = std::max(longest, *acked);
        ASSERT_LE(*acked, seconds{10}) << "cycle " << cycle << " kind " << kind;
    }
    RecordProperty("longest_ms", static_cast<int>(longest.count()));
}

// 12
TEST_P(SocketMarks, InAnOutageOfTwoHoursNoWaitOutgrowsItsCap) {
    for (const Weather weather : {Weather::refused, Weather::nameless, Weather::swallowing}) {
        slack.kill_sockets();
        slack.set_weather(weather);
        slack.store_away = true;
        const SteadyTime begin = slack.now();
        slack.run(hours{2});
        for (std::size_t i = 0; i < GetParam(); ++i) {
            const auto waits = gaps(i, begin + seconds{30});
            ASSERT_GT(waits.size(), 1'500u);
            EXPECT_LE(*std::max_element(waits.begin(), waits.end()), milliseconds{4'200});
        }
        slack.set_weather(Weather::fine);
        const auto back = slack.until([&] { return all_reached(); }, minutes{1});
        ASSERT_TRUE(back);
        EXPECT_LE(*back, seconds{5});
        slack.store_away = false;
        ASSERT_TRUE(slack.until([&] { return all_live(); }, seconds{30}));
    }
}

// 15: a day in which Slack refreshes every socket now and then and nothing else happens.
TEST_P(SocketMarks, ADayOfHealthBringsNoReconnectOfOurOwn) {
    slack.pong_delay = [&] { return milliseconds{pick(20, 3'000)}; };
    const std::size_t calls = slack.calls.size();
    std::size_t warned = 0;
    for (int hour = 0; hour < 24; ++hour) {
        slack.run(hours{1}, [&] { ASSERT_TRUE(all_reached()); });
        if (HasFatalFailure()) return;
        if (hour % 4 != 3) continue;
        warned += GetParam() * each;
        slack.warn_all(seconds{10});
    }
    slack.run(minutes{1});
    EXPECT_EQ(slack.drops, 0);
    EXPECT_EQ(slack.told_too_many, 0);
    EXPECT_EQ(slack.calls.size() - calls, warned) << "one for each that Slack refreshed";
}

}  // namespace
}  // namespace gateway
