// A poster that sleeps, and posters whose clocks differ (rows 11, 12 and 20 of pipeline F5).
#include <functional>

#include "tests/unit/poster/world.hpp"

namespace poster {
namespace {

// Sleeps at the call itself, after the last look at the clock.
class SleepingSlack final : public Slack {
public:
    SleepingSlack(FakeSlack& slack, std::function<void()> sleep)
        : slack_(slack), sleep_(std::move(sleep)) {}
    Verdict call(const Call& call) override {
        if (call.form == Call::Form::as_is) sleep_();
        return slack_.call(call);
    }
    std::optional<bool> may_name(const proto::TeamId& team) const override {
        return slack_.may_name(team);
    }

private:
    FakeSlack& slack_;
    std::function<void()> sleep_;
};

struct Zombie : World {
    const proto::Action action = traced(clock.now());
    base::Duration asleep{0};
    // While it sleeps another poster has the record, for as long as it takes.
    void let_the_other_one_work() {
        const auto began = clock.now();
        Courier other(clock, ledger, slots, slack, bus, "b");
        auto again = delivery(action);
        EXPECT_TRUE(carry_with(other, again));
        asleep = clock.now() - began;
    }
};

// The rest of row 12, which stays: before that moment it would have seen that its intent is old.
TEST_F(Zombie, PostsTwiceOnlyWhenItSleepsBetweenItsLastLookAtTheClockAndTheCall) {
    SleepingSlack sleeping(slack, [this] { let_the_other_one_work(); });
    Courier zombie(clock, ledger, slots, sleeping, bus, "a");
    auto on_its_way = delivery(action);
    EXPECT_TRUE(carry_with(zombie, on_its_way));
    EXPECT_EQ(posts_of(action), 2);
    EXPECT_GE(asleep, settle_time + look_distance);  // no shorter sleep does it
    RecordProperty("window_ms", static_cast<int>(asleep.count()));
}

TEST_F(Zombie, PostsNothingWhenItSleptBeforeThat) {
    Courier zombie(clock, ledger, slots, slack, bus, "a");
    auto on_its_way = delivery(action);
    while (on_its_way.stage != Stage::call) zombie.step(on_its_way);
    let_the_other_one_work();
    EXPECT_TRUE(carry_with(zombie, on_its_way));
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(last_end(), End::duplicate);
}

// It has looked once and found nothing; the other one has just begun to look.
TEST_F(Zombie, WaitsForWhoeverHasTakenItOver) {
    slack.answer_next(Verdict::Kind::unsure, "timeout");
    auto on_its_way = delivery(action);
    while (slack.count(Call::Form::look) == 0) courier.step(on_its_way);
    clock.advance(lease);
    Courier other(clock, ledger, slots, slack, bus, "b");
    auto again = delivery(action);
    while (again.stage != Stage::verify) other.step(again);
    EXPECT_FALSE(carry(on_its_way, lease - 1s));
    EXPECT_EQ(slack.count(Call::Form::look), 1u);
    EXPECT_EQ(slack.count(Call::Form::as_is), 1u);
    EXPECT_EQ(ledger.entry(action.id)->state, State::unknown);
    EXPECT_TRUE(carry_with(other, again));
    EXPECT_TRUE(carry(on_its_way));
    EXPECT_EQ(posts_of(action), 1);
}

// A clock that is behind or ahead of that of the store.
class SkewedClock final : public base::Clock {
public:
    SkewedClock(const base::Clock& clock, base::Duration skew) : clock_(clock), skew_(skew) {}
    base::Time now() const override { return clock_.now() + skew_; }
    std::chrono::steady_clock::time_point steady() const override { return clock_.steady(); }

private:
    const base::Clock& clock_;
    base::Duration skew_;
};

struct Skew : World, testing::WithParamInterface<int> {};

TEST_P(Skew, OfAPostersClockDecidesNoLease) {
    const auto action = traced(clock.now());
    auto first = delivery(action);
    while (first.stage != Stage::call) courier.step(first);
    SkewedClock skewed(clock, std::chrono::seconds{GetParam()});
    Courier other(skewed, ledger, slots, slack, bus, "b");
    auto second = delivery(action);
    while (ledger.entry(action.id)->state == State::sending && clock.now() < action.received_at + 6s) {
        const Next next = other.step(second);
        ASSERT_NE(next.kind, Next::Kind::done);
        if (next.kind == Next::Kind::wait) clock.advance(std::min(next.wait, base::Duration{500}));
    }
    EXPECT_EQ(ledger.entry(action.id)->state, State::sending);  // it waits for the lease
    EXPECT_EQ(posts_of(action), 0);
}

INSTANTIATE_TEST_SUITE_P(Seconds, Skew, testing::Values(-120, 0, 120));

}  // namespace
}  // namespace poster
