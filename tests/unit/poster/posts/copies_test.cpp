// A notice whose answer was lost: it goes again, and what stands there twice is taken away.
#include <algorithm>

#include "tests/unit/poster/world.hpp"

namespace poster {
namespace {

struct Copies : World {
    proto::Action notice = told_about(sticker(clock.now()));

    proto::Action told_about(const proto::Action& action) {
        auto about = delivery(action);
        about.end = {State::parked, {}, {}, "ambiguous"};
        return notice_action(about, clock.now());
    }
    std::size_t standing() { return slack.standing[notice.id.value].size(); }
    // What is left is the one that the member has seen first: whoever looks chooses the same.
    void expect_only_the_first() {
        EXPECT_EQ(slack.standing[notice.id.value], std::vector<std::string>{"101.000000"});
    }
    std::size_t deletions() const { return slack.deletions().size(); }
    std::size_t looks() const { return slack.count(Call::Form::look); }
};

TEST_F(Copies, AreNotLookedForAfterOneAttempt) {
    carried(notice);
    EXPECT_EQ(looks(), 0u);
    EXPECT_EQ(standing(), 1u);
}

TEST_F(Copies, OfANoticeThatSlackTookBothTimesAreTakenAway) {
    slack.lose_next_answer();
    const auto began = clock.now();
    const auto ended = carried(notice);
    EXPECT_GE(clock.now() - began, settle_time);  // Slack is done with the first call
    EXPECT_EQ(posts_of(notice), 2);
    expect_only_the_first();
    EXPECT_EQ(ended.end.ts, "101.000000");
    EXPECT_EQ(bus.outcomes.back().ts, ended.end.ts);
    EXPECT_EQ(last_end(), End::done);
    EXPECT_TRUE(bus.dead.empty());
    const auto& slots_asked = slots.reserved;
    EXPECT_TRUE(std::any_of(slots_asked.begin(), slots_asked.end(),
                            [](const Load& load) { return load.method == "chat.delete"; }));
}

// Slack is done with the first call before there is a second one.
TEST_F(Copies, AreNotMadeBeforeSlackMustBeDone) {
    slack.lose_next_answer();
    slack.lose_next_answer();
    auto on_its_way = delivery(notice);
    std::vector<base::Time> sent;
    while (sent.size() < 3) {
        const Next next = courier.step(on_its_way);
        ASSERT_NE(next.kind, Next::Kind::done);
        if (posts_of(notice) > static_cast<int>(sent.size())) sent.push_back(clock.now());
        if (next.kind == Next::Kind::wait) clock.advance(next.wait);
    }
    EXPECT_GE(sent[1] - sent[0], settle_time);
    EXPECT_GE(sent[2] - sent[1], 2 * settle_time);
}

// Slack has made a DM of the member's id; by that id there is nothing to be seen.
TEST_F(Copies, AreLookedForAndTakenAwayWhereSlackHasPutThem) {
    ASSERT_EQ(notice.conversation.channel.value, "U1");
    slack.lose_next_answer();
    carried(notice);
    ASSERT_GE(looks(), 1u);
    ASSERT_EQ(deletions(), 1u);
    for (const Call& call : slack.calls) {
        const bool there = call.form == Call::Form::look || call.method == Method::chat_delete;
        EXPECT_EQ(there ? call.channel.value : "C1", "C1");  // where this Slack puts everything
    }
}

TEST_F(Copies, AreNoneWhereSlackNeverHadTheFirst) {
    slack.answer_next(Verdict::Kind::unsure, "timeout");
    carried(notice);
    EXPECT_EQ(posts_of(notice), 1);
    EXPECT_EQ(standing(), 1u);
    EXPECT_EQ(deletions(), 0u);
    EXPECT_EQ(last_end(), End::done);
}

// Somebody else's attempt may come up late.
TEST_F(Copies, AreLookedForUntilSlackMustBeDone) {
    slack.lose_next_answer();
    auto on_its_way = delivery(notice);
    carry_to(Stage::verify, on_its_way);
    const auto began = clock.now();
    const std::vector<std::string> alone{on_its_way.end.ts};
    slack.standing[notice.id.value] = alone;
    courier.step(on_its_way);
    courier.step(on_its_way);  // nobody has pressed it
    ASSERT_EQ(on_its_way.stage, Stage::doubt);
    slack.standing[notice.id.value].push_back("900.000000");
    EXPECT_TRUE(carry(on_its_way));
    EXPECT_GE(clock.now() - began, settle_time);
    EXPECT_EQ(slack.standing[notice.id.value], alone);
}

TEST_F(Copies, AreAllTakenAwayAfterALongSilence) {
    for (int i = 0; i < 4; ++i) slack.lose_next_answer();
    carried(notice);
    EXPECT_EQ(posts_of(notice), 5);
    EXPECT_EQ(standing(), 1u);
    EXPECT_EQ(deletions(), 4u);
}

// A network that is down for hours must neither flood the member nor silence the bot.
TEST_F(Copies, BecomeNoFloodAndTheNoticeIsNotGivenUp) {
    const auto began = clock.now();
    for (int i = 0; i < 100; ++i) slack.lose_next_answer();
    proto::Action record = notice;
    while (clock.now() - began < 1h) {
        bus.actions.clear();
        carried(record);
        ASSERT_EQ(bus.actions.size(), 1u);  // it made room for others, and comes again
        record = bus.actions[0];
        EXPECT_EQ(record.id, notice.id);
    }
    EXPECT_TRUE(bus.outcomes.empty());
    EXPECT_LE(posts_of(notice), 20);
    EXPECT_GE(posts_of(notice), 12);
}

TEST_F(Copies, OnDifferentPagesAreTakenAway) {
    slack.lose_next_answer();
    slack.lose_next_answer();
    slack.page_by_page(2);
    const auto ended = carried(notice);
    expect_only_the_first();
    EXPECT_EQ(deletions(), 2u);
    EXPECT_EQ(ended.end.ts, "101.000000");
}

// The store has forgotten the first one's end: each takes the message of its own for the right one.
TEST_F(Copies, AreNotBothTakenAwayByTwoWhoLookAtTheSameTime) {
    slack.lose_next_answer();
    auto first = delivery(notice);
    carry_to(Stage::verify, first);
    ledger.forget(notice.id);
    Courier other(clock, ledger, slots, slack, bus, "b");
    auto second = delivery(notice);
    while (second.stage != Stage::verify) {
        const Next next = other.step(second);
        if (next.kind == Next::Kind::wait) clock.advance(next.wait);
    }
    courier.step(first);
    other.step(second);
    EXPECT_EQ(first.stage, Stage::doubt);
    EXPECT_EQ(second.stage, Stage::doubt);
    EXPECT_TRUE(carry(first));
    EXPECT_TRUE(carry_with(other, second));
    EXPECT_EQ(posts_of(notice), 3);
    expect_only_the_first();
}

TEST_F(Copies, AreLeftWhereNobodyCanLook) {
    slack.lose_next_answer();
    slack.refuse_history(Verdict::Kind::unnamed, "missing_scope");
    carried(notice);
    EXPECT_EQ(standing(), 2u);  // twice is better than not at all
    EXPECT_EQ(looks(), 1u);
    EXPECT_EQ(last_end(), End::done);
}

TEST_F(Copies, AreLookedForAgainWhenSlackSaysToWait) {
    slack.lose_next_answer();
    auto on_its_way = delivery(notice);
    carry_to(Stage::verify, on_its_way);
    slack.refuse_history(Verdict::Kind::throttled, "ratelimited", 60s);
    courier.step(on_its_way);
    EXPECT_EQ(on_its_way.stage, Stage::throttle);
    slack.open_history();
    EXPECT_TRUE(carry(on_its_way));
    EXPECT_EQ(standing(), 1u);
    EXPECT_EQ(last_end(), End::done);
}

// What is not found any more is gone; there may be another one.
TEST_F(Copies, AreTakenAwayThoughTheDeletionsAnswerIsLost) {
    slack.lose_next_answer();
    slack.lose_next_answer();
    auto on_its_way = delivery(notice);
    carry_to(Stage::wipe, on_its_way);
    slack.lose_next_answer();
    slack.answer_next(Verdict::Kind::refused, "message_not_found");
    EXPECT_TRUE(carry(on_its_way));
    EXPECT_EQ(deletions(), 3u);
    expect_only_the_first();
    EXPECT_EQ(last_end(), End::done);
}

TEST_F(Copies, AreTakenAwayOnceSlackAllowsIt) {
    slack.lose_next_answer();
    auto on_its_way = delivery(notice);
    carry_to(Stage::wipe, on_its_way);
    slack.rate_limit_next(20s);
    const auto refused_at = clock.now();
    EXPECT_TRUE(carry(on_its_way));
    EXPECT_GE(clock.now() - refused_at, 20s);
    ASSERT_EQ(slots.blocked.size(), 1u);
    EXPECT_EQ(slots.blocked[0].first.method, "chat.delete");
    EXPECT_EQ(deletions(), 2u);
    expect_only_the_first();
    EXPECT_EQ(last_end(), End::done);
}

TEST_F(Copies, AreLeftWhereSlackDoesNotLetThemGo) {
    slack.lose_next_answer();
    auto on_its_way = delivery(notice);
    carry_to(Stage::wipe, on_its_way);
    slack.answer_next(Verdict::Kind::refused, "cant_delete_message");
    EXPECT_TRUE(carry(on_its_way));
    EXPECT_EQ(deletions(), 1u);
    EXPECT_EQ(last_end(), End::done);
}

// The notice is out: its partition goes on, and the looking comes again behind the others.
TEST_F(Copies, HoldNoPartitionWhileSlackDoesNotAnswer) {
    slack.lose_next_answer();
    slack.refuse_history(Verdict::Kind::not_done, "service_unavailable");
    const auto began = clock.now();
    carried(notice);
    EXPECT_LE(clock.now() - began, notice_patience + 1min);
    ASSERT_EQ(bus.actions.size(), 1u);
    EXPECT_TRUE(bus.outcomes.empty());
    slack.open_history();
    carried(bus.actions[0]);
    EXPECT_EQ(standing(), 1u);
    EXPECT_EQ(last_end(), End::done);
}

// But not for ever.
TEST_F(Copies, AreLeftWhenTheNoticesTimeIsOver) {
    slack.lose_next_answer();
    slack.refuse_history(Verdict::Kind::not_done, "service_unavailable");
    carried(notice);
    ASSERT_EQ(bus.actions.size(), 1u);
    clock.advance(proto::notice_life);
    carried(bus.actions[0]);
    EXPECT_EQ(bus.actions.size(), 1u);
    EXPECT_EQ(last_end(), End::done);
    EXPECT_TRUE(bus.dead.empty());
}

struct CopiesAfterACrash : Copies, testing::WithParamInterface<int> {};

// One process does so many steps, the answer to its call is lost; another one does the rest.
TEST_P(CopiesAfterACrash, AreTakenAway) {
    slack.lose_next_answer();
    {
        Courier first(clock, ledger, slots, slack, bus, "first");
        auto on_its_way = delivery(notice);
        for (int i = 0; i < GetParam(); ++i) {
            const Next next = first.step(on_its_way);
            if (next.kind == Next::Kind::done) break;
            if (next.kind == Next::Kind::wait) clock.advance(next.wait);
        }
    }
    carried(notice);
    EXPECT_EQ(standing(), 1u);
    EXPECT_FALSE(bus.outcomes.empty());
    EXPECT_TRUE(bus.dead.empty());
}

INSTANTIATE_TEST_SUITE_P(AfterSteps, CopiesAfterACrash, testing::Range(0, 30));

}  // namespace
}  // namespace poster
