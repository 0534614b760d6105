// [Send again]: a post in place of one that did not come to be.
#include "libs/slack/fields.hpp"
#include "tests/unit/poster/world.hpp"

namespace poster {
namespace {

struct Again : World {
    proto::Action parked() {
        slack.lose_next_answer();
        const auto action = sticker(clock.now());
        carried(action);
        EXPECT_EQ(last_end(), End::parked);
        return action;
    }
    // The press on the notice's button: its own response_url belongs to the DM.
    proto::Action again(const proto::Action& first) {
        auto action = sticker(clock.now(), "notice-1");
        action.target_action = first.id;
        action.notify->response_url = "https://hooks.slack.com/actions/T1/2/of-the-dm";
        return action;
    }
    const Call* in_channel() const {
        for (const auto& call : slack.calls) {
            if (call.form == Call::Form::in_channel) return &call;
        }
        return nullptr;
    }
};

TEST_F(Again, GoesLikeAnyPost) {
    const auto action = again(parked());
    carried(action);
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(last_end(), End::done);
    EXPECT_FALSE(in_channel());
}

TEST_F(Again, GoesByTheFirstPressWhereTheBotIsNotAndNotIntoTheDm) {
    const auto first = parked();
    const auto action = again(first);
    slack.answer_next(Verdict::Kind::closed, "channel_not_found");
    carried(action);
    ASSERT_TRUE(in_channel());
    EXPECT_EQ(in_channel()->response_url, first.notify->response_url);
    EXPECT_EQ(in_channel()->signature, "Kim · /sticker");
    EXPECT_EQ(last_end(), End::done);
    EXPECT_EQ(posts_of(action), 1);
}

TEST_F(Again, SaysToSearchAgainWhenTheFirstPressIsTooOld) {
    const auto first = parked();
    clock.advance(30min);
    slack.answer_next(Verdict::Kind::closed, "channel_not_found");
    carried(again(first));
    EXPECT_FALSE(in_channel());
    EXPECT_EQ(last_end(), End::refused);
    ASSERT_EQ(bus.actions.size(), 2u);
    EXPECT_NE(bus.actions[1].arguments.find("search again"), std::string::npos);
}

TEST_F(Again, WaitsForTheStoreLikeAnyPost) {
    const auto action = again(parked());
    ledger.go_away();
    auto on_its_way = delivery(action);
    EXPECT_FALSE(carry(on_its_way, 30s));
    ledger.come_back();
    EXPECT_TRUE(carry(on_its_way));
    EXPECT_EQ(posts_of(action), 1);
}

TEST_F(Again, IsAskedForByAButtonThatSaysWhatAndWhere) {
    auto action = sticker(clock.now());
    action.arguments = R"({"channel":"C1","text":"cat","thread_ts":"17.5"})";
    slack.lose_next_answer();
    carried(action);
    ASSERT_EQ(bus.actions.size(), 1u);
    const auto& notice = bus.actions[0];
    const slack::Fields value{{"p", notice.id.value},
                              {"a", action.id.value},
                              {"s", "cat"},
                              {"c", "C1"},
                              {"t", "17.5"}};
    std::string quoted = slack::to_json(value);
    for (auto at = quoted.find('"'); at != std::string::npos; at = quoted.find('"', at + 2)) {
        quoted.insert(at, "\\");
    }
    EXPECT_NE(notice.arguments.find(R"("action_id":"sticker.again")"), std::string::npos);
    EXPECT_NE(notice.arguments.find(quoted), std::string::npos) << notice.arguments;
    EXPECT_NE(notice.arguments.find("[<#C1>]"), std::string::npos);
    EXPECT_NE(notice.arguments.find("Cat"), std::string::npos);
}

TEST_F(Again, NamesADirectConversationInWords) {
    auto action = sticker(clock.now());
    action.conversation.channel = proto::ChannelId("D1");
    action.notify->conversation_name.clear();
    slack.lose_next_answer();
    carried(action);
    ASSERT_EQ(bus.actions.size(), 1u);
    EXPECT_NE(bus.actions[0].arguments.find("[direct message]"), std::string::npos);
}

TEST_F(Again, IsOfferedOnlyWhereItCanHelp) {
    auto closed = sticker(clock.now());
    closed.notify->response_url.clear();
    slack.answer_next(Verdict::Kind::closed, "channel_not_found");
    carried(closed);
    auto nothing = sticker(clock.now(), "no sticker");
    nothing.notify->sticker.clear();
    slack.answer_next(Verdict::Kind::refused, "msg_too_long");
    carried(nothing);
    ASSERT_EQ(bus.actions.size(), 2u);
    for (const auto& notice : bus.actions) {
        EXPECT_EQ(notice.arguments.find("sticker.again"), std::string::npos);
    }
}

TEST_F(Again, AskedForOnceMoreStillGoesByTheFirstPress) {
    const auto first = parked();
    const auto second = again(first);
    slack.answer_next(Verdict::Kind::refused, "msg_too_long");
    carried(second);
    auto third = again(second);
    third.id = proto::action_id(third.conversation.team, "notice-2", "send", 1);
    slack.answer_next(Verdict::Kind::closed, "channel_not_found");
    carried(third);
    ASSERT_TRUE(in_channel());
    EXPECT_EQ(in_channel()->response_url, first.notify->response_url);
}

TEST_F(Again, KeepsNoUrlOfWhatWasPostedOrIsClosed) {
    const auto posted = sticker(clock.now());
    carried(posted);
    auto closed = sticker(clock.now(), "closed");
    closed.notify->response_url.clear();
    slack.answer_next(Verdict::Kind::closed, "channel_not_found");
    carried(closed);
    for (const auto& action : {posted, closed}) {
        const auto kept = ledger.url_of({action.conversation.team, action.id});
        EXPECT_EQ(kept.value_or("some"), std::nullopt);
    }
}

}  // namespace
}  // namespace poster
