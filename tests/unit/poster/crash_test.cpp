// A process dies between any two steps, and another one takes the record up again.
#include <set>

#include "tests/unit/poster/world.hpp"

namespace poster {
namespace {

constexpr int more_steps_than_any_way_has = 30;

int steps_of_a_whole_way() {
    struct Way : World {
        void TestBody() override {}
        int count() {
            auto on_its_way = delivery(sticker(clock.now()));
            int steps = 1;
            while (courier.step(on_its_way).kind != Next::Kind::done) ++steps;
            return steps;
        }
    };
    return Way().count();
}

TEST(CrashPoints, AreAllVisited) { EXPECT_LT(steps_of_a_whole_way(), more_steps_than_any_way_has); }

struct CrashAt : World, testing::WithParamInterface<int> {
    // One process does so many steps and is gone; the lease ends; another one does the rest.
    proto::Action crash_and_carry_on() { return crash_and_carry_on(sticker(clock.now())); }
    proto::Action crash_and_carry_on(const proto::Action& action) {
        {
            Courier first(clock, ledger, slots, slack, bus, "first");
            auto on_its_way = delivery(action);
            for (int i = 0; i < GetParam(); ++i) {
                const Next next = first.step(on_its_way);
                if (next.kind == Next::Kind::done) break;
                if (next.kind == Next::Kind::wait) clock.advance(next.wait);
            }
        }
        auto again = delivery(action);
        Courier second(clock, ledger, slots, slack, bus, "second");
        EXPECT_TRUE(carry_with(second, again));
        return action;
    }
};

TEST_P(CrashAt, NeverPostsTwiceAndNeverKeepsSilent) {
    const auto action = crash_and_carry_on();
    const int posts = posts_of(action);
    EXPECT_LE(posts, 1);
    std::set<std::string> notices;  // by id: the ledger keeps a second one from being posted
    for (const auto& notice : bus.actions) notices.insert(notice.id.value);
    const bool parked = ledger.entry(action.id)->state == State::parked;
    EXPECT_EQ(notices.size(), parked ? 1u : 0u);
    EXPECT_TRUE(posts == 1 || parked);
    EXPECT_FALSE(bus.outcomes.empty());
}

TEST_P(CrashAt, NeverPostsTwiceWhenTheAnswerWasLostAsWell) {
    slack.lose_next_answer();
    const auto action = crash_and_carry_on();
    EXPECT_LE(posts_of(action), 1);
    EXPECT_EQ(ledger.entry(action.id)->state, State::parked);
}

TEST_P(CrashAt, NeverPostsTwiceAfterARateLimit) {
    slack.rate_limit_next(1s);
    const auto action = crash_and_carry_on();
    EXPECT_LE(posts_of(action), 1);
    EXPECT_TRUE(posts_of(action) == 1 || ledger.entry(action.id)->state == State::parked);
}

// Rows 1 to 7 of pipeline F5, where the history can be read: nothing is lost, nothing is doubled.
TEST_P(CrashAt, PostsExactlyOnceWhereTheHistoryCanBeRead) {
    const auto action = crash_and_carry_on(traced(clock.now()));
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(ledger.entry(action.id)->state, State::sent);
    EXPECT_TRUE(bus.actions.empty());
    EXPECT_FALSE(bus.outcomes.empty());
}

TEST_P(CrashAt, PostsExactlyOnceWhenTheAnswerWasLostAsWell) {
    slack.lose_next_answer();
    const auto action = crash_and_carry_on(traced(clock.now()));
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(ledger.entry(action.id)->state, State::sent);
    EXPECT_TRUE(bus.actions.empty());
}

TEST_P(CrashAt, PostsExactlyOnceWhenTheCallWasLostAsWell) {
    slack.answer_next(Verdict::Kind::unsure, "connection_lost");
    const auto action = crash_and_carry_on(traced(clock.now()));
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(ledger.entry(action.id)->state, State::sent);
    EXPECT_TRUE(bus.actions.empty());
}

INSTANTIATE_TEST_SUITE_P(AfterSteps, CrashAt, testing::Range(0, more_steps_than_any_way_has));

}  // namespace
}  // namespace poster
