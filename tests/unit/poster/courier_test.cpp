#include "tests/unit/poster/world.hpp"

namespace poster {
namespace {

using CourierTest = World;

TEST_F(CourierTest, PostsOnceAndTellsHowItEnded) {
    const auto action = sticker(clock.now());
    carried(action);
    EXPECT_EQ(posts_of(action), 1);
    ASSERT_EQ(bus.outcomes.size(), 1u);
    EXPECT_EQ(bus.outcomes[0].end, End::done);
    EXPECT_EQ(bus.outcomes[0].ts, "101.000000");
    EXPECT_EQ(bus.outcomes[0].attempts, 1);
    EXPECT_TRUE(bus.actions.empty());
    EXPECT_TRUE(bus.dead.empty());
}

TEST_F(CourierTest, WritesItsIntentBeforeTheCall) {
    const auto action = sticker(clock.now());
    auto on_its_way = delivery(action);
    while (slack.calls.empty()) {
        const auto before = ledger.entry(action.id);
        courier.step(on_its_way);
        if (slack.calls.empty()) continue;
        ASSERT_TRUE(before);
        EXPECT_EQ(before->state, State::sending);
    }
}

TEST_F(CourierTest, TakesNoSlotForWhatHasEndedBefore) {
    const auto action = sticker(clock.now());
    carried(action);
    carried(action);
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(slots.reserved.size(), 1u);
    EXPECT_EQ(last_end(), End::duplicate);
    EXPECT_EQ(bus.outcomes.back().ts, "101.000000");
}

TEST_F(CourierTest, WaitsForItsSlot) {
    slots.deny_next(700ms);
    slots.delay_next(300ms);
    const auto began = clock.now();
    carried(sticker(clock.now()));
    EXPECT_EQ(clock.now() - began, 1000ms);
    EXPECT_EQ(last_end(), End::done);
}

TEST_F(CourierTest, KeepsRetryAfterAndTellsTheOthers) {
    slack.rate_limit_next(3s);
    const auto action = sticker(clock.now());
    const auto began = clock.now();
    carried(action);
    EXPECT_GE(clock.now() - began, 3s);
    EXPECT_LT(clock.now() - began, 3300ms);
    ASSERT_EQ(slots.blocked.size(), 1u);
    EXPECT_EQ(slots.blocked[0].first.channel.value, "C1");
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(last_end(), End::done);
}

// However long Slack says: nobody behind it waits longer than it lives.
TEST_F(CourierTest, WaitsForARateLimitNoLongerThanItsTime) {
    slack.rate_limit_next(1h);
    const auto began = clock.now();
    carried(sticker(clock.now()));
    EXPECT_EQ(clock.now() - began, proto::visible_life);
    EXPECT_EQ(last_end(), End::expired);
    EXPECT_EQ(bus.actions.size(), 1u);
}

TEST_F(CourierTest, CountsAPostByResponseUrlForItsChannelAndForNoMethod) {
    slack.answer_next(Verdict::Kind::closed, "channel_not_found");
    slack.rate_limit_next(2s);
    carried(sticker(clock.now()));
    EXPECT_EQ(last_end(), End::done);
    ASSERT_EQ(slots.blocked.size(), 1u);
    const auto& refused = slots.blocked[0].first;
    EXPECT_EQ(refused.method, "response_url");
    EXPECT_TRUE(refused.posts);
    EXPECT_FALSE(refused.by_token);
    EXPECT_EQ(refused.channel.value, "C1");
}

TEST_F(CourierTest, TriesAgainWhatSurelyWasNotDone) {
    slack.answer_next(Verdict::Kind::not_done, "connect_failed");
    slack.answer_next(Verdict::Kind::not_done, "connect_failed");
    const auto action = sticker(clock.now());
    carried(action);
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(bus.outcomes.back().attempts, 3);
}

TEST_F(CourierTest, ParksAnAttemptThatMayHaveBeenDone) {
    slack.lose_next_answer();
    const auto action = sticker(clock.now());
    carried(action);
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(last_end(), End::parked);
    ASSERT_EQ(bus.dead.size(), 1u);
    EXPECT_EQ(bus.dead[0].reason, proto::DeadReason::ambiguous);
    EXPECT_EQ(bus.dead[0].offset, 42);
    EXPECT_EQ(bus.actions.size(), 1u);  // one notice
    carried(action);                    // and for good
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(bus.actions.size(), 1u);
}

TEST_F(CourierTest, RepeatsWhatDoesNoHarmTwice) {
    slack.lose_next_answer();
    auto action = sticker(clock.now());
    action.method = Method::chat_update;
    carried(action);
    EXPECT_EQ(slack.count(Call::Form::as_is), 2u);
    EXPECT_EQ(last_end(), End::done);
}

TEST_F(CourierTest, GivesUpWhatSlackRefuses) {
    slack.answer_next(Verdict::Kind::refused, "invalid_blocks");
    carried(sticker(clock.now()));
    EXPECT_EQ(slack.count(Call::Form::as_is), 1u);
    EXPECT_EQ(last_end(), End::refused);
    EXPECT_EQ(bus.outcomes.back().error, "invalid_blocks");
    ASSERT_EQ(bus.dead.size(), 1u);
    EXPECT_EQ(bus.dead[0].reason, proto::DeadReason::slack_refused);
}

TEST_F(CourierTest, PostsByTheResponseUrlWhereTheBotIsNot) {
    slack.answer_next(Verdict::Kind::closed, "channel_not_found");
    const auto action = sticker(clock.now());
    const auto ended = carried(action);
    EXPECT_EQ(slack.count(Call::Form::in_channel), 1u);
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(last_end(), End::done);
    EXPECT_EQ(slots.reserved.size(), 1u);  // the refused call has used no place of the channel
    EXPECT_EQ(slack.calls.at(1).signature, "Kim · /sticker");
    EXPECT_TRUE(ended.by_response_url);
}

TEST_F(CourierTest, IsRefusedWhereTheResponseUrlIsDeadToo) {
    slack.answer_next(Verdict::Kind::closed, "channel_not_found");
    slack.answer_next(Verdict::Kind::refused, "used_url");
    carried(sticker(clock.now()));
    EXPECT_EQ(last_end(), End::refused);
    EXPECT_EQ(bus.actions.size(), 1u);
}

TEST_F(CourierTest, HoldsATeamWhoseTokenIsDead) {
    slack.answer_next(Verdict::Kind::token_dead, "token_revoked");
    const auto action = sticker(clock.now());
    carried(action);
    ASSERT_EQ(slots.held.size(), 1u);
    EXPECT_EQ(slots.held[0].first, "T1");
    EXPECT_EQ(posts_of(action), 1);  // after the hold
}

TEST_F(CourierTest, SendsNothingAfterItsTime) {
    const auto action = sticker(clock.now());
    clock.advance(proto::visible_life);
    carried(action);
    EXPECT_EQ(slack.count(Call::Form::as_is), 0u);
    EXPECT_EQ(last_end(), End::expired);
    EXPECT_EQ(bus.actions.size(), 1u);
    ASSERT_EQ(bus.dead.size(), 1u);
    EXPECT_EQ(bus.dead[0].reason, proto::DeadReason::expired);
}

TEST_F(CourierTest, GivesUpWaitingWhenItsTimeIsOver) {
    const auto action = sticker(clock.now());
    for (int i = 0; i < 400; ++i) slots.deny_next(1s);
    carried(action);
    EXPECT_EQ(last_end(), End::expired);
    EXPECT_EQ(posts_of(action), 0);
}

TEST_F(CourierTest, DoesNotCallWithAnIntentThatMayRunOut) {
    const auto action = sticker(clock.now());
    auto on_its_way = delivery(action);
    while (on_its_way.stage != Stage::call) courier.step(on_its_way);
    clock.advance(6s);  // the process slept
    ASSERT_TRUE(carry(on_its_way));
    EXPECT_EQ(on_its_way.attempts, 2);
    EXPECT_EQ(posts_of(action), 1);
}

TEST_F(CourierTest, WaitsForSomebodyElsesAttempt) {
    const auto action = sticker(clock.now());
    auto theirs = delivery(action);
    Courier other(clock, ledger, slots, slack, bus, "b");
    while (theirs.stage != Stage::call) other.step(theirs);
    auto ours = delivery(action);
    Next next = courier.step(ours);
    while (next.kind == Next::Kind::step) next = courier.step(ours);
    ASSERT_GE(next.wait, write_pause);  // not in a spin
    EXPECT_TRUE(slack.calls.empty());
    ASSERT_TRUE(carry_with(other, theirs));
    ASSERT_TRUE(carry(ours));
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(last_end(), End::duplicate);
}

TEST_F(CourierTest, FindsTheMessageOfItsTarget) {
    const auto first = sticker(clock.now());
    carried(first);
    auto undo = sticker(clock.now(), "undo-1");
    undo.method = Method::chat_delete;
    undo.arguments = "{}";
    undo.target_action = first.id;
    carried(undo);
    EXPECT_EQ(slack.calls.back().form, Call::Form::clear);
    const auto& deletion = slack.calls[slack.calls.size() - 2];
    EXPECT_EQ(deletion.method, Method::chat_delete);
    EXPECT_EQ(deletion.ts, "101.000000");
    EXPECT_EQ(deletion.channel.value, "C1");
}

TEST_F(CourierTest, IsRefusedWhenItsTargetWasNeverPosted) {
    auto undo = sticker(clock.now(), "undo-1");
    undo.method = Method::chat_delete;
    undo.target_action = proto::ActionId("nowhere");
    carried(undo);
    EXPECT_EQ(last_end(), End::refused);
    EXPECT_EQ(bus.outcomes.back().error, "no_target");
}

// The store away.
TEST_F(CourierTest, HoldsVisiblePostsWhileTheStoreIsAway) {
    ledger.go_away();
    slots.go_away();
    const auto action = sticker(clock.now());
    auto on_its_way = delivery(action);
    EXPECT_FALSE(carry(on_its_way, 60s));
    EXPECT_TRUE(slack.calls.empty());
    ledger.come_back();
    slots.come_back();
    EXPECT_TRUE(carry(on_its_way));
    EXPECT_EQ(posts_of(action), 1);
}

TEST_F(CourierTest, HoldsVisiblePostsWhileTheSharedLimitsCannotBeAsked) {
    slots.go_away();
    auto on_its_way = delivery(sticker(clock.now()));
    EXPECT_FALSE(carry(on_its_way, 60s));
    EXPECT_TRUE(slack.calls.empty());
    EXPECT_TRUE(slots.alone.empty());
}

TEST_F(CourierTest, SendsPrivateRepliesWithoutTheStoreUnderItsOwnLimits) {
    ledger.go_away();
    slots.go_away();
    carried(previews(clock.now()));
    EXPECT_EQ(slack.count(Call::Form::as_is), 1u);
    EXPECT_EQ(slots.alone.size(), 1u);
    EXPECT_EQ(last_end(), End::done);
    EXPECT_EQ(bus.outcomes.back().attempts, 1);
}

TEST_F(CourierTest, HoldsNoticesWhileTheStoreIsAway) {
    auto about = delivery(sticker(clock.now()));
    about.end = {State::parked, {}, {}, "ambiguous"};
    auto on_its_way = delivery(notice_action(about, clock.now()));
    ledger.go_away();
    EXPECT_FALSE(carry(on_its_way, 60s));
    EXPECT_TRUE(slack.calls.empty());
}

TEST_F(CourierTest, LetsAPartitionGoWhenTheStoreStaysAwayPastItsTime) {
    ledger.go_away();
    const auto began = clock.now();
    carried(sticker(clock.now()));
    EXPECT_EQ(last_end(), End::expired);
    EXPECT_LE(clock.now() - began, proto::visible_life + close_patience + 1s);
    EXPECT_EQ(bus.actions.size(), 1u);
}

TEST_F(CourierTest, WritesAResultThatTheStoreDidNotTake) {
    const auto action = sticker(clock.now());
    auto on_its_way = delivery(action);
    while (slack.calls.empty()) courier.step(on_its_way);
    ledger.go_away();
    EXPECT_FALSE(carry(on_its_way, 30s));
    EXPECT_TRUE(bus.outcomes.empty());
    ledger.come_back();
    EXPECT_TRUE(carry(on_its_way));
    EXPECT_EQ(ledger.entry(action.id)->state, State::sent);
    EXPECT_EQ(posts_of(action), 1);
}

TEST_F(CourierTest, TakesItsOwnIntentUpAgainWhenTheAnswerWasLost) {
    ledger.lose_next_answer();
    const auto action = sticker(clock.now());
    carried(action);
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(last_end(), End::done);
}

}  // namespace
}  // namespace poster
