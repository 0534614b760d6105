#include <gtest/gtest.h>

#include "tests/unit/twin/stage.hpp"

namespace twin {
namespace {

using namespace std::chrono_literals;

constexpr const char* kSearch = "/sticker search 고양이";

TEST(Say, ACommandIsAnsweredWhenItWasAcked) {
    Stage stage;
    const Got& said = stage.say("U0KIM", "C0GENERAL", kSearch);
    EXPECT_FALSE(said.answered);
    const Json& payload = stage.last_sent().payload;
    EXPECT_EQ(stage.last_sent().type, "slash_commands");
    EXPECT_EQ(payload["command"], "/sticker");
    EXPECT_EQ(payload["text"], "search 고양이");
    EXPECT_EQ(payload["user_id"], "U0KIM");
    EXPECT_EQ(payload["channel_id"], "C0GENERAL");
    EXPECT_EQ(payload["team_id"], "T0TWIN");
    EXPECT_FALSE(text_of(payload, "trigger_id").empty());
    stage.advance(20ms);
    stage.ack();
    EXPECT_EQ(said.body["acked"], true);
    EXPECT_EQ(said.body["ack_ms"], 20);
    EXPECT_EQ(said.body["id"], stage.last_sent().envelope_id);
    EXPECT_TRUE(stage.see("U0KIM", "C0GENERAL").empty());
}

TEST(Say, WithoutAnAckTheMemberIsToldAfterThreeSeconds) {
    Stage stage;
    const Got& said = stage.say("U0KIM", "C0GENERAL", kSearch);
    stage.advance(2999ms);
    EXPECT_FALSE(said.answered);
    stage.advance(1ms);
    EXPECT_EQ(said.body["acked"], false);
    EXPECT_TRUE(said.body["ack_ms"].is_null());
    const Json seen = stage.see("U0KIM", "C0GENERAL");
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_EQ(seen[0]["text"], "/sticker failed with the error \"operation_timeout\"");
    EXPECT_EQ(seen[0]["by"]["id"], "USLACKBOT");
    EXPECT_TRUE(stage.see("U0LEE", "C0GENERAL").empty());
}

TEST(Say, WhatTheAckCarriesIsShown) {
    Stage stage;
    stage.say("U0KIM", "C0GENERAL", kSearch);
    stage.ack(Json{{"text", "busy"}});
    EXPECT_EQ(stage.see("U0KIM", "C0GENERAL")[0]["text"], "busy");
    EXPECT_TRUE(stage.see("U0LEE", "C0GENERAL").empty());
    stage.say("U0KIM", "C0GENERAL", kSearch);
    stage.ack(Json{{"text", "for all"}, {"response_type", "in_channel"}});
    const Json seen = stage.see("U0LEE", "C0GENERAL");
    ASSERT_EQ(seen.size(), 2u);
    EXPECT_EQ(seen[0]["text"], kSearch);
    EXPECT_EQ(seen[1]["text"], "for all");
}

TEST(Say, SlackRefusesByItselfWhatItDoesNotKnowAndCommandsInThreads) {
    Stage stage;
    EXPECT_TRUE(stage.say("U0KIM", "C0TEAM", "/stikcer").body["acked"].is_null());
    const std::string ts = text_of(stage.say("U0LEE", "C0TEAM", "a thread").body, "id");
    const Json order{
        {"user", "U0KIM"}, {"channel", "C0TEAM"}, {"text", kSearch}, {"thread_ts", ts}};
    EXPECT_TRUE(stage.order("say", order).body["acked"].is_null());
    EXPECT_TRUE(stage.app.sent.empty());
    const Json seen = stage.see("U0KIM", "C0TEAM");
    ASSERT_EQ(seen.size(), 3u);
    EXPECT_EQ(text_of(seen[0], "text").rfind("/stikcer is not a valid command.", 0), 0u);
    EXPECT_EQ(seen[2]["text"], "/sticker is not supported in threads. Sorry!");
}

TEST(Say, TheKoreanCommandIsOneToo) {
    Stage stage;
    stage.say("U0KIM", "C0GENERAL", "/스티커 고양이");
    EXPECT_EQ(stage.last_sent().payload["command"], "/스티커");
    EXPECT_EQ(stage.last_sent().payload["text"], "고양이");
}

TEST(Say, TheAppHearsMentionsWhereItIsAndItsDirectMessages) {
    Stage stage;
    stage.say("U0KIM", "C0TEAM", "no mention");
    stage.say("U0KIM", "C0GENERAL", "@stickerbot hello");
    EXPECT_TRUE(stage.app.sent.empty());
    stage.say("U0KIM", "C0TEAM", "@stickerbot hello");
    EXPECT_EQ(stage.last_sent().payload["event"]["type"], "app_mention");
    EXPECT_EQ(stage.last_sent().payload["event"]["text"], "<@U0BOT> hello");
    stage.say("U0KIM", "D0BOT", "hello");
    EXPECT_EQ(stage.last_sent().payload["event"]["type"], "message");
    EXPECT_EQ(stage.last_sent().payload["event"]["channel_type"], "im");
    EXPECT_EQ(stage.app.sent.size(), 2u);
}

TEST(Say, NobodyTalksWhereTheyAreNot) {
    Stage stage;
    EXPECT_EQ(stage.say("U0LEE", "D0BOT", "hi").status, 404);
    EXPECT_EQ(stage.say("U0NONE", "C0TEAM", "hi").status, 404);
    EXPECT_EQ(stage.say("U0KIM", "C0NONE", "hi").status, 404);
    EXPECT_EQ(stage.say("U0KIM", "C0TEAM", "").status, 400);
}

// Kim has typed a command in a channel; `url` is its response_url.
class ResponseUrlTest : public testing::Test {
protected:
    std::string command(const std::string& channel = "C0GENERAL") {
        stage.say("U0KIM", channel, kSearch);
        stage.ack();
        return text_of(stage.last_sent().payload, "response_url");
    }
    std::string press(const Json& order) {
        stage.order("press", order);
        stage.ack();
        return text_of(stage.last_sent().payload, "response_url");
    }
    const Json press_send{{"user", "U0KIM"}, {"message", "last"}, {"action_id", "send"}};
    Stage stage;
};

TEST_F(ResponseUrlTest, AnswersTheMemberAlone) {
    const Got& got = stage.respond(command("G0SECRET"), preview());
    EXPECT_EQ(got.status, 200);
    EXPECT_EQ(got.text, "ok");
    EXPECT_EQ(stage.see("U0KIM", "G0SECRET").size(), 1u);
    EXPECT_TRUE(stage.see("U0LEE", "G0SECRET").empty());
    EXPECT_EQ(stage.ledger("call").at(0)["method"], "response_url");
}

TEST_F(ResponseUrlTest, AnswersEveryoneWhenToldSo) {
    stage.respond(command("G0SECRET"), {{"text", "hi"}, {"response_type", "in_channel"}});
    EXPECT_EQ(stage.see("U0LEE", "G0SECRET").size(), 1u);
}

TEST_F(ResponseUrlTest, IsUsedUpAfterFiveAndAFailureDoesNotCount) {
    const std::string url = command();
    EXPECT_EQ(stage.respond(url, Json::object()).body["error"], "no_text");
    for (int i = 0; i < 5; ++i) EXPECT_EQ(stage.respond(url, {{"text", "hi"}}).status, 200) << i;
    const Got& sixth = stage.respond(url, {{"text", "hi"}});
    EXPECT_EQ(sixth.status, 404);
    EXPECT_EQ(sixth.body["error"], "used_url");
    EXPECT_EQ(stage.see("U0KIM", "C0GENERAL").size(), 5u);
}

TEST_F(ResponseUrlTest, AfterHalfAnHourItIsTooLate) {
    const std::string url = command();
    stage.advance(30min + 1ms);
    EXPECT_EQ(stage.respond(url, {{"text", "hi"}}).body["error"], "expired_url");
}

TEST_F(ResponseUrlTest, OfAPressReplacesOrDeletesTheMessage) {
    stage.respond(command(), preview());
    const std::string url = press(press_send);
    stage.respond(url, {{"text", "sending"}, {"replace_original", true}});
    ASSERT_EQ(stage.see("U0KIM", "C0GENERAL").size(), 1u);
    EXPECT_EQ(stage.see("U0KIM", "C0GENERAL")[0]["text"], "sending");
    stage.respond(url, {{"delete_original", true}});
    EXPECT_TRUE(stage.see("U0KIM", "C0GENERAL").empty());
    EXPECT_EQ(stage.ledger("gone").size(), 1u);
}

TEST_F(ResponseUrlTest, AnEphemeralDoesNotBecomeAMessageForAll) {
    stage.respond(command(), preview());
    stage.respond(press(press_send),
                  {{"text", "cat"}, {"replace_original", true}, {"response_type", "in_channel"}});
    EXPECT_EQ(stage.see("U0KIM", "C0GENERAL").size(), 2u);
    EXPECT_EQ(stage.see("U0LEE", "C0GENERAL").size(), 1u);
}

TEST_F(ResponseUrlTest, InvalidBlocksAreA404) {
    const Got& got = stage.respond(command(), {{"blocks", Json::array({Json{{"type", "x"}}})}});
    EXPECT_EQ(got.status, 404);
    EXPECT_EQ(got.body["error"], "invalid_blocks");
}

TEST_F(ResponseUrlTest, APostForAllCountsInTheChannelsLimit) {
    const Json message{{"text", "hi"}, {"response_type", "in_channel"}};
    EXPECT_EQ(stage.respond(command(), message).status, 200);
    EXPECT_EQ(stage.respond(command(), message).status, 429);
}

TEST_F(ResponseUrlTest, APressOfTheNewestSuchButtonTellsTheApp) {
    stage.respond(command(), preview("1"));
    stage.respond(command(), preview("2"));
    const Got& pressed = stage.order("press", press_send);
    const Json& payload = stage.last_sent().payload;
    EXPECT_EQ(stage.last_sent().type, "interactive");
    EXPECT_EQ(payload["type"], "block_actions");
    EXPECT_EQ(payload["actions"][0]["action_id"], "send");
    EXPECT_EQ(payload["actions"][0]["value"], "2");
    EXPECT_EQ(payload["container"]["is_ephemeral"], true);
    EXPECT_FALSE(payload.contains("message"));
    stage.ack();
    EXPECT_EQ(pressed.body["acked"], true);
}

TEST_F(ResponseUrlTest, APressFindsItsButtonByMessageLabelAndValue) {
    stage.respond(command(), preview("1"));
    const std::string first = text_of(stage.see("U0KIM", "C0GENERAL")[0], "ts");
    stage.respond(command(), preview("2"));
    press({{"user", "U0KIM"}, {"message", first}, {"label", "Send"}});
    EXPECT_EQ(stage.last_sent().payload["actions"][0]["value"], "1");
    press({{"user", "U0KIM"}, {"message", "last"}, {"label", "Send"}, {"value", "1"}});
    EXPECT_EQ(stage.last_sent().payload["actions"][0]["value"], "1");
}

TEST_F(ResponseUrlTest, NobodyPressesWhatTheyDoNotSee) {
    stage.respond(command(), preview());
    Json order = press_send;
    order["user"] = "U0LEE";
    EXPECT_EQ(stage.order("press", order).status, 404);
    order["message"] = text_of(stage.see("U0KIM", "C0GENERAL")[0], "ts");
    EXPECT_EQ(stage.order("press", order).status, 404);
    order["user"] = "U0KIM";
    order["action_id"] = "other";
    EXPECT_EQ(stage.order("press", order).status, 404);
}

TEST_F(ResponseUrlTest, APressThatNobodyAcksIsSaidToThePresser) {
    stage.respond(command(), preview());
    const Got& pressed = stage.order("press", press_send);
    stage.advance(3s);
    EXPECT_EQ(pressed.body["acked"], false);
    EXPECT_EQ(stage.see("U0KIM", "C0GENERAL").size(), 2u);
}

TEST(See, WaitsForNewsWhenThereAreNone) {
    Stage stage;
    const Json now = stage.look("see", "user=U0LEE&channel=C0TEAM").body;
    const std::string query = "user=U0LEE&channel=C0TEAM&wait_ms=5000&since=" + to_text(now["seq"]);
    const Got& waiting = stage.look("see", query);
    stage.advance(1s);
    stage.say("U0KIM", "C0GENERAL", "elsewhere");
    stage.advance(1s);
    EXPECT_FALSE(waiting.answered);
    stage.say("U0KIM", "C0TEAM", "here");
    stage.advance(Watchers::kGather);
    ASSERT_TRUE(waiting.answered);
    EXPECT_EQ(waiting.body["messages"][0]["text"], "here");
    EXPECT_GT(waiting.body["seq"], now["seq"]);
    EXPECT_TRUE(stage.look("see", query).answered);
}

TEST(See, EndsWithTheSameNumberWhenNothingCame) {
    Stage stage;
    const Json now = stage.look("see", "user=U0LEE&channel=C0TEAM").body;
    const Got& waiting =
        stage.look("see", "user=U0LEE&channel=C0TEAM&wait_ms=500&since=" + to_text(now["seq"]));
    stage.advance(499ms);
    EXPECT_FALSE(waiting.answered);
    stage.advance(1ms);
    EXPECT_EQ(waiting.body, now);
}

TEST(See, IsRefusedToThoseWhoAreNotThere) {
    Stage stage;
    EXPECT_EQ(stage.look("see", "user=U0LEE&channel=D0BOT").status, 404);
    EXPECT_EQ(stage.look("see", "user=U0NONE&channel=C0TEAM").status, 404);
    EXPECT_EQ(stage.look("nothing").status, 404);
    EXPECT_EQ(stage.order("nothing", Json::object()).status, 404);
}

}  // namespace
}  // namespace twin
