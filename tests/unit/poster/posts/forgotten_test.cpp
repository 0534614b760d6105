// The store has lost its newest writes: what it does not know may have been sent (row 15 of F5).
#include "tests/unit/poster/world.hpp"

namespace poster {
namespace {

struct Forgotten : World {
    proto::Action action = traced(clock.now());
    std::size_t looks() const { return slack.count(Call::Form::look); }
    Delivery record() {
        auto read = delivery(action);
        read.place.timestamp = action.received_at;
        return read;
    }
    void post_and_forget() {
        auto first = record();
        while (first.stage != Stage::dead_letter) courier.step(first);
        clock.advance(100ms);
        ledger.forget(action.id);
    }
};

TEST_F(Forgotten, IsLookedForBeforeItIsSent) {
    post_and_forget();
    auto again = record();
    EXPECT_TRUE(carry(again));
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(last_end(), End::done);
    EXPECT_EQ(ledger.entry(action.id)->state, State::sent);
}

TEST_F(Forgotten, IsSentOnceALookShowsThatItNeverWas) {
    clock.advance(100ms);
    ledger.forget(action.id);
    const auto forgot_at = clock.now();
    auto read = record();
    EXPECT_TRUE(carry(read));
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_GE(clock.now() - forgot_at, settle_time);
    EXPECT_EQ(last_end(), End::done);
}

TEST_F(Forgotten, IsParkedWhereTheHistoryCannotBeRead) {
    post_and_forget();
    slack.refuse_history(Verdict::Kind::closed, "not_in_channel");
    auto again = record();
    EXPECT_TRUE(carry(again));
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(last_end(), End::parked);
    EXPECT_EQ(bus.actions.size(), 1u);
}

TEST_F(Forgotten, AndOverItsTimeIsNotCalledExpiredWhenItIsThere) {
    post_and_forget();
    clock.advance(proto::visible_life);
    auto again = record();
    EXPECT_TRUE(carry(again));
    EXPECT_EQ(last_end(), End::done);
    EXPECT_EQ(ledger.entry(action.id)->state, State::sent);
    EXPECT_TRUE(bus.actions.empty());
}

TEST_F(Forgotten, AndOverItsTimeIsExpiredWhenItIsNotThere) {
    clock.advance(proto::visible_life);
    ledger.forget(action.id);
    auto read = record();
    EXPECT_TRUE(carry(read));
    EXPECT_EQ(last_end(), End::expired);
    EXPECT_EQ(posts_of(action), 0);
    EXPECT_EQ(bus.actions.size(), 1u);
}

// The worker wrote it again afterwards: its first record may have been posted.
TEST_F(Forgotten, AndWrittenAgainItIsAsOldAsItsPress) {
    post_and_forget();
    clock.advance(1s);
    auto again = record();
    again.place.timestamp = clock.now();
    EXPECT_TRUE(carry(again));
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(looks(), 1u);
}

// Its press is older than the loss, its own record is not.
TEST_F(Forgotten, DoesNotSilenceTheNoticeOfAnOlderPress) {
    post_and_forget();
    slack.refuse_history(Verdict::Kind::closed, "not_in_channel");
    auto again = record();
    ASSERT_TRUE(carry(again));
    ASSERT_EQ(bus.actions.size(), 1u);
    clock.advance(1s);
    auto notice = delivery(bus.actions[0]);
    notice.place.timestamp = clock.now();
    EXPECT_TRUE(carry(notice));
    EXPECT_EQ(posts_of(notice.action), 1);
    EXPECT_EQ(last_end(), End::done);
}

// It was out already, and nobody remembers.
TEST_F(Forgotten, DoesNotLeaveANoticeStandingTwice) {
    slack.refuse_history(Verdict::Kind::closed, "not_in_channel");
    slack.lose_next_answer();
    auto post = record();
    ASSERT_TRUE(carry(post));
    ASSERT_EQ(bus.actions.size(), 1u);
    const auto notice = bus.actions[0];
    carried(notice);
    clock.advance(100ms);
    ledger.forget(notice.id);
    slack.open_history();
    auto again = delivery(notice);
    again.place.timestamp = clock.now() + 1s;  // written once more
    EXPECT_TRUE(carry(again));
    EXPECT_EQ(slack.standing[notice.id.value].size(), 1u);
    EXPECT_EQ(last_end(), End::done);
}

TEST_F(Forgotten, DoesNotConcernWhatCameAfterwards) {
    ledger.forget(action.id);
    clock.advance(1s);
    action = traced(clock.now());
    auto read = record();
    EXPECT_TRUE(carry(read));
    EXPECT_EQ(looks(), 0u);
    EXPECT_EQ(last_end(), End::done);
}

TEST_F(Forgotten, GoesByNoResponseUrlBecauseALookCannotSeeThat) {
    clock.advance(100ms);
    ledger.forget(action.id);
    slack.answer_next(Verdict::Kind::closed, "restricted_action");
    auto read = record();
    EXPECT_TRUE(carry(read));
    EXPECT_EQ(posts_of(action), 0);
    EXPECT_EQ(last_end(), End::parked);
}

}  // namespace
}  // namespace poster
