// Modals and the Home tab: private, quick, and harmless twice.
#include "tests/unit/poster/world.hpp"

namespace poster {
namespace {

struct Views : World {
    proto::Action view(Method method) {
        auto action = previews(clock.now(), "trigger-2");
        action.id = proto::action_id(action.conversation.team, "trigger-2", "settings", 0);
        action.kind = "settings";
        action.method = method;
        action.conversation.channel = proto::ChannelId("U1");  // the key of what is a member's own
        action.response_url.clear();
        action.arguments = R"({"trigger_id":"t","view":{"type":"modal"}})";
        if (method == Method::views_open || method == Method::views_push) {
            action.expires_at = clock.now() + proto::view_life;
        }
        return action;
    }
};

TEST_F(Views, GoInTheMembersPrivateLaneAndNeedNoStore) {
    for (const auto method :
         {Method::views_open, Method::views_push, Method::views_update, Method::views_publish}) {
        const auto action = view(method);
        EXPECT_EQ(lane_of(delivery(action)), "p|T1:U1");
        EXPECT_FALSE(needs_store(action));
        EXPECT_FALSE(load_of(action).posts);
        EXPECT_TRUE(load_of(action).by_token);
        EXPECT_EQ(load_of(action).method, to_text(method));
    }
}

TEST_F(Views, AreCalledWithTheWorkersArguments) {
    const auto action = view(Method::views_publish);
    carried(action);
    ASSERT_EQ(slack.calls.size(), 1u);
    EXPECT_EQ(slack.calls[0].method, Method::views_publish);
    EXPECT_EQ(slack.calls[0].arguments, action.arguments);
    EXPECT_EQ(last_end(), End::done);
}

TEST_F(Views, GoOnWhileTheStoreIsAway) {
    ledger.go_away();
    slots.go_away();
    const auto began = clock.now();
    carried(view(Method::views_open));
    EXPECT_EQ(clock.now(), began);
    EXPECT_EQ(last_end(), End::done);
    EXPECT_EQ(slots.alone.size(), 1u);
}

TEST_F(Views, AreNotOpenedByADeadTriggerAndTheMemberIsTold) {
    const auto action = view(Method::views_open);
    clock.advance(proto::view_life);
    carried(action);
    EXPECT_EQ(slack.count(Call::Form::as_is), 0u);
    EXPECT_EQ(last_end(), End::expired);
    ASSERT_EQ(slack.count(Call::Form::tell), 1u);
    EXPECT_NE(slack.calls[0].text.find(proto::error_code(action.id.value)), std::string::npos);
    EXPECT_TRUE(bus.dead.empty());
}

TEST_F(Views, TellTheMemberAtOnceWhenTheirTurnComesTooLate) {
    slots.delay_next(2500ms);
    const auto began = clock.now();
    carried(view(Method::views_open));
    EXPECT_EQ(clock.now(), began);
    EXPECT_EQ(last_end(), End::expired);
    EXPECT_EQ(slack.count(Call::Form::tell), 1u);
}

TEST_F(Views, WaitForARateLimitNoLongerThanTheirTriggerLives) {
    slack.rate_limit_next(30s);
    const auto began = clock.now();
    carried(view(Method::views_open));
    EXPECT_EQ(clock.now() - began, proto::view_life);
    EXPECT_EQ(last_end(), End::expired);
}

TEST_F(Views, TellTheMemberWhenSlackFoundTheTriggerDead) {
    slack.answer_next(Verdict::Kind::refused, "expired_trigger_id");
    carried(view(Method::views_open));
    EXPECT_EQ(last_end(), End::refused);
    EXPECT_EQ(slack.count(Call::Form::tell), 1u);
}

TEST_F(Views, AreRepeatedAfterALostAnswer) {
    slack.lose_next_answer();
    carried(view(Method::views_update));
    EXPECT_EQ(slack.count(Call::Form::as_is), 2u);
    EXPECT_EQ(last_end(), End::done);
}

// A trigger is good for one view: "used" after a lost answer means that ours is open.
TEST_F(Views, AreOpenWhenTheLostAttemptHasUsedTheTrigger) {
    slack.lose_next_answer();
    slack.answer_next(Verdict::Kind::refused, "exchanged_trigger_id");
    carried(view(Method::views_open));
    EXPECT_EQ(last_end(), End::done);
    EXPECT_EQ(slack.count(Call::Form::tell), 0u);
    EXPECT_TRUE(bus.dead.empty());
}

TEST_F(Views, AreRefusedWhenSomebodyElseHasUsedTheTrigger) {
    slack.answer_next(Verdict::Kind::refused, "exchanged_trigger_id");
    carried(view(Method::views_open));
    EXPECT_EQ(last_end(), End::refused);
}

TEST_F(Views, ThatTheMemberHasClosedAreNoNews) {
    slack.answer_next(Verdict::Kind::refused, "not_found");
    carried(view(Method::views_update));
    EXPECT_EQ(last_end(), End::refused);
    EXPECT_EQ(slack.count(Call::Form::tell), 0u);
    EXPECT_TRUE(bus.actions.empty());
    EXPECT_TRUE(bus.dead.empty());
}

}  // namespace
}  // namespace poster
