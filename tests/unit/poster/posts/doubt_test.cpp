// A post whose answer was lost is looked for in its conversation's history.
#include "tests/unit/poster/world.hpp"

namespace poster {
namespace {

struct InDoubt : World {
    // Slack never gets the next call, and nobody knows.
    void lose_next_call() { slack.answer_next(Verdict::Kind::unsure, "timeout"); }
    std::size_t looks() const { return slack.count(Call::Form::look); }
    std::vector<const Call*> calls(Call::Form form) const {
        std::vector<const Call*> found;
        for (const auto& call : slack.calls) {
            if (call.form == form) found.push_back(&call);
        }
        return found;
    }
    // When it was; what the courier wants to wait afterwards has passed.
    base::Time carry_to_the_next_look(Delivery& delivery) {
        const auto before = looks();
        for (;;) {
            const Next next = courier.step(delivery);
            EXPECT_NE(next.kind, Next::Kind::done);
            const auto at = clock.now();
            if (next.kind == Next::Kind::wait) clock.advance(next.wait);
            if (looks() > before || next.kind == Next::Kind::done) return at;
        }
    }
};

TEST_F(InDoubt, IsDoneWhenTheHistoryHasIt) {
    slack.lose_next_answer();
    const auto action = traced(clock.now());
    const auto ended = carried(action);
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(last_end(), End::done);
    EXPECT_EQ(ended.end.ts, "101.000000");
    EXPECT_EQ(ledger.entry(action.id)->ts, "101.000000");
    EXPECT_EQ(looks(), 1u);
    EXPECT_TRUE(bus.actions.empty());
    EXPECT_EQ(slots.reserved.back().method, "conversations.history");
    EXPECT_FALSE(slots.reserved.back().posts);
}

TEST_F(InDoubt, IsFoundOnALaterPage) {
    slack.lose_next_answer();
    slack.page_by_page(most_pages - 1);
    const auto action = traced(clock.now());
    carried(action);
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(last_end(), End::done);
    EXPECT_EQ(looks(), static_cast<std::size_t>(most_pages));
}

// Each look begins at the newest message, and has all its pages.
TEST_F(InDoubt, IsLookedForOnEveryPageEachTime) {
    lose_next_call();
    slack.page_by_page(6);
    const auto action = traced(clock.now());
    carried(action);
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(last_end(), End::done);
    EXPECT_EQ(looks(), 18u);
}

TEST_F(InDoubt, IsParkedWhereTooMuchWasWrittenMeanwhile) {
    slack.lose_next_answer();
    slack.page_by_page(most_pages);
    const auto action = traced(clock.now());
    carried(action);
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(last_end(), End::parked);
    EXPECT_EQ(looks(), static_cast<std::size_t>(most_pages));
}

TEST_F(InDoubt, GoesAgainAfterTwoLooksFiveSecondsApartThatDoNotShowIt) {
    lose_next_call();
    const auto action = traced(clock.now());
    auto on_its_way = delivery(action);
    const auto sent_at = clock.now();
    carry_to_the_next_look(on_its_way);  // at once: it proves no absence
    const auto first = carry_to_the_next_look(on_its_way);
    EXPECT_GE(first - sent_at, 10s);
    EXPECT_GE(carry_to_the_next_look(on_its_way) - first, 5s);
    EXPECT_EQ(posts_of(action), 0);
    EXPECT_TRUE(carry(on_its_way));
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(last_end(), End::done);
    EXPECT_EQ(bus.outcomes.back().attempts, 2);
    EXPECT_EQ(looks(), 3u);
}

TEST_F(InDoubt, IsFoundThoughItComesUpLate) {
    slack.lose_next_answer();
    slack.come_late_by(2);
    const auto action = traced(clock.now());
    carried(action);
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(last_end(), End::done);
    EXPECT_EQ(looks(), 3u);
}

// Row 8 of pipeline F5, one of the two windows that stay: Slack shows it later than both looks.
TEST_F(InDoubt, IsPostedTwiceOnlyWhenSlackShowsItLaterThanFifteenSeconds) {
    slack.lose_next_answer();
    slack.come_late_by(3);
    const auto action = traced(clock.now());
    auto on_its_way = delivery(action);
    const auto sent_at = clock.now();
    while (posts_of(action) < 2) {
        const Next next = courier.step(on_its_way);
        ASSERT_NE(next.kind, Next::Kind::done);
        if (next.kind == Next::Kind::wait) clock.advance(next.wait);
    }
    EXPECT_GE(clock.now() - sent_at, settle_time + look_distance);
    RecordProperty("window_ms", static_cast<int>((clock.now() - sent_at).count()));
}

TEST_F(InDoubt, IsParkedWhereTheHistoryCannotBeRead) {
    using Kind = Verdict::Kind;
    const std::vector<std::pair<Kind, std::string>> refusals{
        {Kind::unnamed, "missing_scope"}, {Kind::closed, "not_in_channel"}, {Kind::refused, "x"}};
    for (const auto& [kind, error] : refusals) {
        slack.lose_next_answer();
        slack.refuse_history(kind, error);
        const auto action = traced(clock.now(), error);
        const auto notices = bus.actions.size();
        carried(action);
        EXPECT_EQ(posts_of(action), 1);
        EXPECT_EQ(last_end(), End::parked);
        EXPECT_EQ(bus.actions.size(), notices + 1);
        ASSERT_FALSE(bus.dead.empty());
        EXPECT_EQ(bus.dead.back().reason, proto::DeadReason::ambiguous);
    }
}

// An app that is sold outside the Marketplace may look once a minute: as good as not at all.
TEST_F(InDoubt, IsParkedWhereSlackAllowsALookAMinute) {
    slack.lose_next_answer();
    slack.refuse_history(Verdict::Kind::throttled, "ratelimited", 60s);
    const auto action = traced(clock.now());
    carried(action);
    EXPECT_EQ(last_end(), End::parked);
    EXPECT_EQ(looks(), 1u);
}

TEST_F(InDoubt, WaitsForAShortRateLimitOfTheHistoryAndTellsTheOthers) {
    slack.lose_next_answer();
    slack.refuse_history(Verdict::Kind::throttled, "ratelimited", 3s);
    const auto action = traced(clock.now());
    auto on_its_way = delivery(action);
    carry_to_the_next_look(on_its_way);
    slack.open_history();
    const auto refused_at = clock.now();
    EXPECT_TRUE(carry(on_its_way));
    EXPECT_GE(clock.now() - refused_at, 3s);
    ASSERT_EQ(slots.blocked.size(), 1u);
    EXPECT_EQ(slots.blocked[0].first.method, "conversations.history");
    EXPECT_EQ(last_end(), End::done);
    EXPECT_EQ(posts_of(action), 1);
}

TEST_F(InDoubt, IsParkedWhenNobodyAnswersUntilItsTimeIsOver) {
    slack.lose_next_answer();
    slack.refuse_history(Verdict::Kind::unsure, "timeout");
    const auto action = traced(clock.now());
    carried(action);
    EXPECT_EQ(last_end(), End::parked);
    EXPECT_LE(clock.now(), action.expires_at + 1s);
}

TEST_F(InDoubt, IsParkedAfterThreeLostAttempts) {
    for (int i = 0; i < 3; ++i) lose_next_call();
    const auto action = traced(clock.now());
    carried(action);
    EXPECT_EQ(posts_of(action), 0);
    EXPECT_EQ(last_end(), End::parked);
    EXPECT_EQ(slack.count(Call::Form::as_is), 3u);
}

TEST_F(InDoubt, ByAResponseUrlIsParkedWithoutALook) {
    slack.answer_next(Verdict::Kind::closed, "channel_not_found");
    slack.lose_next_answer();
    const auto action = traced(clock.now());
    carried(action);
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(looks(), 0u);
    EXPECT_EQ(last_end(), End::parked);
}

// A member's id as channel: nobody knows the id of that DM.
TEST_F(InDoubt, InADmThatHasNoKnownIdIsParkedWithoutALook) {
    slack.lose_next_answer();
    auto action = traced(clock.now());
    action.conversation.channel = proto::ChannelId("U1");
    carried(action);
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(looks(), 0u);
    EXPECT_EQ(last_end(), End::parked);
}

// The message of the attempt bore no id, whatever the action could do elsewhere.
TEST_F(InDoubt, ByAResponseUrlOfAKilledPosterIsParkedAsWell) {
    const auto action = traced(clock.now());
    ASSERT_TRUE(ledger.begin({action.conversation.team, action.id}, "gone", "h", Trail::none).ok());
    clock.advance(lease);
    carried(action);
    EXPECT_EQ(looks(), 0u);
    EXPECT_EQ(slack.count(Call::Form::as_is), 0u);
    EXPECT_EQ(last_end(), End::parked);
}

TEST_F(InDoubt, LooksIntoItsThreadAndFromAMinuteBeforeThePress) {
    slack.lose_next_answer();
    auto action = traced(clock.now());
    action.arguments.insert(1, R"("thread_ts":"17.5",)");
    carried(action);
    ASSERT_EQ(looks(), 1u);
    const Call& look = *calls(Call::Form::look)[0];
    EXPECT_EQ(look.thread_ts, "17.5");
    EXPECT_EQ(look.channel.value, "C1");
    EXPECT_EQ(look.since, action.received_at - 60s);
    EXPECT_EQ(slots.reserved.back().method, "conversations.replies");
}

TEST_F(InDoubt, HoldsNobodyElsesEntry) {
    lose_next_call();
    const auto action = traced(clock.now());
    auto on_its_way = delivery(action);
    carry_to_the_next_look(on_its_way);
    clock.advance(lease);  // another poster takes it over, finds it absent, and posts it
    Courier other(clock, ledger, slots, slack, bus, "b");
    auto again = delivery(action);
    EXPECT_TRUE(carry_with(other, again));
    EXPECT_EQ(posts_of(action), 1);
    const auto looked = looks();
    EXPECT_TRUE(carry(on_its_way));
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(looks(), looked);  // it is not its to find out any more
    EXPECT_EQ(last_end(), End::duplicate);
}

// Found by the simulation: the looks take longer than a lease, and two who took it from each other
// by turns never ended.
TEST_F(InDoubt, IsFoundOutByOneOfTwoPosters) {
    const auto action = traced(clock.now());
    ASSERT_TRUE(
        ledger.begin({action.conversation.team, action.id}, "gone", "h", Trail::metadata).ok());
    clock.advance(lease);
    Courier other(clock, ledger, slots, slack, bus, "b");
    struct Seat {
        Courier* courier;
        Delivery delivery;
        base::Time due;
        bool done = false;
    };
    std::vector<Seat> seats{{&courier, delivery(action), clock.now()},
                            {&other, delivery(action), clock.now()}};
    while (!seats[0].done || !seats[1].done) {
        for (Seat& seat : seats) {
            if (seat.done || clock.now() < seat.due) continue;
            const Next next = seat.courier->step(seat.delivery);
            seat.done = next.kind == Next::Kind::done;
            seat.due = clock.now() + next.wait;
        }
        clock.advance(10ms);
        ASSERT_LT(clock.now() - action.received_at, 1min);
    }
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_TRUE(bus.actions.empty());
}

TEST_F(InDoubt, WaitsForTheStoreWithItsLooks) {
    slack.lose_next_answer();
    auto on_its_way = delivery(traced(clock.now()));
    while (on_its_way.stage != Stage::doubt) courier.step(on_its_way);
    slots.go_away();
    EXPECT_FALSE(carry(on_its_way, 20s));
    EXPECT_EQ(looks(), 0u);
    slots.come_back();
    EXPECT_TRUE(carry(on_its_way));
    EXPECT_EQ(last_end(), End::done);
}

}  // namespace
}  // namespace poster
