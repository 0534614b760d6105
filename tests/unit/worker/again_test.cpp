// [Send again], pressed in the notice that the poster wrote into the member's own conversation.
#include <gtest/gtest.h>

#include "tests/unit/worker/world.hpp"

namespace {

using namespace worker;

const std::string notice = "0b1f3a52-9a7e-5c1d-8e0f-2b4c6d8e0f12";
const std::string lost = "f5fa1609-f278-5e9f-b411-b51804e142eb";

Again wanted(const std::string& channel = "G0SECRET", const std::string& thread = {}) {
    return {notice, proto::ActionId(lost), "pack/1", proto::ChannelId(channel), thread};
}
proto::Event pressed(const std::string& value, const std::string& id = "E2") {
    proto::Event event = press(std::string(button::again), value, id);
    json payload = json::parse(event.payload);
    payload["channel"] = {{"id", "D1"}, {"name", "directmessage"}};
    payload["container"]["channel_id"] = "D1";
    event.payload = payload.dump();
    event.conversation.channel = proto::ChannelId("D1");
    return event;
}
proto::Event pressed(const Again& again, const std::string& id = "E2") {
    return pressed(value_of(again), id);
}

TEST(Again, PostsTheStickerWhereItWasToGoInPlaceOfTheLostOne) {
    const Decision decision = decided(pressed(wanted()), korean());
    ASSERT_EQ(decision.rule, "again");
    ASSERT_EQ(decision.actions.size(), 1u);
    const proto::Action& post = decision.actions.front();
    EXPECT_EQ(post.method, proto::Method::chat_post_message);
    EXPECT_EQ(post.lane, proto::Lane::visible);
    EXPECT_EQ(post.target_action, proto::ActionId(lost));
    EXPECT_EQ(post.intent, notice);
    EXPECT_EQ(post.id,
              proto::action_id(proto::TeamId("T1"), notice, "again", 0));  // the poster's too
    EXPECT_EQ(post.conversation.key(), "T1:G0SECRET");
    EXPECT_EQ(proto::encode(post).key, "T1:G0SECRET");
    EXPECT_EQ(post.expires_at, post.received_at + proto::visible_life);
    const json message = arguments_of(post);
    EXPECT_EQ(message.at("channel"), "G0SECRET");
    EXPECT_FALSE(message.contains("thread_ts"));
    EXPECT_EQ(message.at("metadata").at("event_payload").at("id"), post.id.value);
}

TEST(Again, LooksAsTheSendDid) {
    const auto send = press(std::string(button::send), value_of(Send{"p", "pack/1", 1}));
    json first = arguments_of(decided(send, korean()).actions.at(0));
    json again = arguments_of(decided(pressed(wanted("C1")), korean()).actions.at(0));
    first.erase("metadata");
    again.erase("metadata");
    EXPECT_EQ(again, first);
}

TEST(Again, GoesIntoTheThreadOfThatConversation) {
    const Decision decision = decided(pressed(wanted("C1", "7.7")), korean());
    EXPECT_EQ(arguments_of(decision.actions.at(0)).at("thread_ts"), "7.7");
}

TEST(Again, TellsByThisPressAndTakesTheNoticeAway) {
    const proto::Action post = decided(pressed(wanted()), korean()).actions.at(0);
    ASSERT_TRUE(post.notify.has_value());
    EXPECT_EQ(post.notify->response_url, response_url);
    EXPECT_EQ(post.notify->conversation_name, "");
    EXPECT_EQ(post.notify->sticker, "pack/1");
    EXPECT_EQ(post.notify->label, "고양이 1");
    EXPECT_TRUE(post.notify->clear_previews);
}

TEST(Again, ADoubleClickIsOne) {
    const auto once = pressed(wanted(), "E2"), twice = pressed(wanted(), "E3");
    EXPECT_EQ(decided(once, korean()).actions.at(0).id, decided(twice, korean()).actions.at(0).id);
    EXPECT_EQ(understand(once)->source_id, understand(twice)->source_id);
}

TEST(Again, CountsAsASend) {
    EXPECT_EQ(plan(pressed(wanted())).sticker_id, "pack/1");
    EXPECT_FALSE(plan(pressed(wanted())).send.empty());
    Inputs fast = korean();
    fast.too_fast = true;
    const Decision decision = decided(pressed(wanted()), fast);
    EXPECT_EQ(decision.rule, rule_fast);
    EXPECT_EQ(decision.actions.at(0).lane, proto::Lane::quiet);
    EXPECT_EQ(decision.actions.at(0).conversation.key(), "T1:D1");
}

TEST(Again, SaysInTheSameConversationThatTheStickerIsGone) {
    Inputs inputs = korean();
    inputs.sticker.reset();
    const Decision decision = decided(pressed(wanted()), inputs);
    EXPECT_EQ(decision.rule, "gone");
    EXPECT_EQ(decision.actions.at(0).conversation.key(), "T1:D1");
}

TEST(Again, AValueThatNobodyOfOursWroteIsStale) {
    Again no_channel = wanted("U1"), injected = wanted("C1\"}"), no_notice = wanted(),
          no_target = wanted(), no_sticker = wanted(), odd_thread = wanted("C1", "now");
    no_notice.notice = "notice";
    no_target.target = proto::ActionId(std::string(36, 'x'));
    no_sticker.sticker_id.clear();
    for (const Again& foreign :
         {no_channel, injected, no_notice, no_target, no_sticker, odd_thread, wanted("")}) {
        const Decision decision = decided(pressed(foreign), korean());
        EXPECT_EQ(decision.rule, "stale") << value_of(foreign);
        EXPECT_EQ(decision.actions.at(0).lane, proto::Lane::quiet);
    }
    for (const char* value : {"", "x", "[]", R"({"p":7})"}) {
        EXPECT_EQ(decided(pressed(std::string(value)), korean()).rule, "stale") << value;
    }
}

}  // namespace
