#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/twin/modal.hpp"
#include "tests/unit/twin/stage.hpp"
#include "tools/slack-twin/control/hangul_keys.hpp"
#include "tools/slack-twin/views/state.hpp"

namespace twin {
namespace {

using testing::ElementsAre;

Json message_with(const Json& element) {
    return {{"text", "choose"},
            {"channel", "C0TEAM"},
            {"blocks",
             Json::array({Json{
                 {"type", "actions"}, {"block_id", "b"}, {"elements", Json::array({element})}}})}};
}

Json static_select() {
    return {{"type", "static_select"},
            {"action_id", "mood"},
            {"options", Json::array({option("Happy", "happy"), option("Sad", "sad")})}};
}

class ChoicesTest : public testing::Test {
protected:
    std::string post(const Json& element) {
        const Got& got = stage.api("chat.postMessage", message_with(element));
        EXPECT_EQ(got.body["ok"], true) << got.text;
        return text_of(got.body, "ts");
    }
    Stage stage;
};

TEST_F(ChoicesTest, ASelectInAMessageTellsWhichOption) {
    const std::string ts = post(static_select());
    stage.order("press",
                {{"user", "U0LEE"}, {"message", ts}, {"action_id", "mood"}, {"value", "sad"}});
    const Json& payload = stage.last_sent().payload;
    EXPECT_EQ(payload["actions"][0]["type"], "static_select");
    EXPECT_EQ(payload["actions"][0]["selected_option"]["text"]["text"], "Sad");
    EXPECT_EQ(payload["state"]["values"]["b"]["mood"]["selected_option"]["value"], "sad");
    EXPECT_EQ(
        stage
            .order("press",
                   {{"user", "U0LEE"}, {"message", ts}, {"action_id", "mood"}, {"value", "angry"}})
            .status,
        400);
}

TEST_F(ChoicesTest, EveryKindOfElementHasItsOwnState) {
    const auto state = [](Json element, const Json& value) {
        element["action_id"] = "a";
        return element_state(element, value, {});
    };
    const Json options = static_select()["options"];
    EXPECT_EQ(state({{"type", "checkboxes"}, {"options", options}},
                    Json::array({"happy", "Sad"}))["selected_options"]
                  .size(),
              2u);
    EXPECT_EQ(state({{"type", "users_select"}}, "U0LEE")["selected_user"], "U0LEE");
    EXPECT_EQ(state({{"type", "datepicker"}}, "2026-11-24")["selected_date"], "2026-11-24");
    EXPECT_EQ(state({{"type", "multi_users_select"}}, "U0LEE")["selected_users"][0], "U0LEE");
    EXPECT_TRUE(
        state({{"type", "radio_buttons"}, {"options", options}}, {})["selected_option"].is_null());
    EXPECT_TRUE(state({{"type", "button"}}, "x").is_null());
}

TEST_F(ChoicesTest, AnExternalSelectAsksOncePerKeyOfTheKoreanKeyboard) {
    const std::string ts = post(external_select());
    const Got& typed = stage.order(
        "type", {{"user", "U0KIM"}, {"message", ts}, {"action_id", "find"}, {"text", "고양"}});
    std::vector<std::string> asked;
    for (const Attempt& attempt : stage.app.sent) {
        EXPECT_EQ(attempt.payload["type"], "block_suggestion");
        asked.push_back(text_of(attempt.payload, "value"));
    }
    EXPECT_THAT(asked, ElementsAre("ㄱ", "고", "공", "고야", "고양"));
    stage.ack({{"options", Json::array({option("고양이", "cat")})}});
    EXPECT_EQ(typed.body["options"][0]["value"], "cat");
    stage.order("press",
                {{"user", "U0KIM"}, {"message", ts}, {"action_id", "find"}, {"value", "cat"}});
    EXPECT_EQ(stage.last_sent().payload["actions"][0]["selected_option"]["text"]["text"], "고양이");
}

TEST_F(ChoicesTest, WhatIsTooShortAsksNothing) {
    Json select = external_select();
    select["min_query_length"] = 2;
    const std::string ts = post(select);
    Json order{{"user", "U0KIM"}, {"message", ts}, {"action_id", "find"}, {"text", "공"}};
    EXPECT_TRUE(stage.order("type", order).body["acked"].is_null());
    order["text"] = "곰이";
    order["whole"] = true;
    stage.order("type", order);
    EXPECT_EQ(stage.app.sent.size(), 1u);
}

TEST_F(ChoicesTest, AnAnswerThatIsNoListShowsNoOptions) {
    const std::string ts = post(external_select());
    const Json order{{"user", "U0KIM"}, {"message", ts}, {"action_id", "find"}, {"text", "a"}};
    const Got& typed = stage.order("type", order);
    Json many = Json::array();
    for (int i = 0; i < 101; ++i) many.push_back(option("a", std::to_string(i)));
    stage.ack({{"options", many}});
    EXPECT_TRUE(typed.body["options"].empty());
    const Got& late = stage.order("type", order);
    stage.advance(std::chrono::seconds{3});
    EXPECT_EQ(late.body["acked"], false);
    EXPECT_TRUE(late.body["options"].empty());
}

TEST(HangulKeys, ComposeAsAnInputMethodDoes) {
    EXPECT_THAT(typed_keys("곰"), ElementsAre("ㄱ", "고", "곰"));
    EXPECT_THAT(typed_keys("값이"), ElementsAre("ㄱ", "가", "갑", "값", "값ㅇ", "값이"));
    EXPECT_THAT(typed_keys("와a"), ElementsAre("ㅇ", "오", "와", "와a"));
    EXPECT_THAT(typed_keys("가떠"), ElementsAre("ㄱ", "가", "가ㄸ", "가떠"));
    EXPECT_TRUE(typed_keys("").empty());
}

TEST(Shortcuts, AMessagesShortcutCarriesItsMessage) {
    Stage stage;
    const std::string ts = text_of(stage.say("U0LEE", "C0TEAM", "hi").body, "id");
    const Json order{{"user", "U0KIM"}, {"callback_id", "sticker_reply"}, {"message_ts", ts}};
    const Got& done = stage.order("shortcut", order);
    const Json payload = stage.last_sent().payload;
    EXPECT_EQ(payload["type"], "message_action");
    EXPECT_EQ(payload["callback_id"], "sticker_reply");
    EXPECT_EQ(payload["message"]["text"], "hi");
    EXPECT_EQ(payload["channel"]["id"], "C0TEAM");
    stage.ack();
    EXPECT_EQ(done.body["acked"], true);
    const std::string url = text_of(payload, "response_url");
    EXPECT_EQ(stage.respond(url, {{"text", "psst"}}).status, 200);
    EXPECT_EQ(stage.see("U0KIM", "C0TEAM").size(), 2u);
}

TEST(Shortcuts, AGlobalOneKnowsNoChannelAndOpensAView) {
    Stage stage;
    stage.order("shortcut", {{"user", "U0KIM"}, {"callback_id", "sticker_search"}});
    const Json& payload = stage.last_sent().payload;
    EXPECT_EQ(payload["type"], "shortcut");
    EXPECT_FALSE(payload.contains("channel"));
    EXPECT_EQ(stage.api("views.open", {{"trigger_id", payload["trigger_id"]}, {"view", modal()}})
                  .body["ok"],
              true);
}

TEST(Shortcuts, OnlyThoseOfTheManifestAndOnlyOnWhatAllSee) {
    Stage stage;
    EXPECT_EQ(stage.order("shortcut", {{"user", "U0KIM"}, {"callback_id", "none"}}).status, 404);
    stage.order(
        "world",
        {{"shortcuts",
          Json::array({Json{{"callback_id", "mine"}, {"name", "Mine"}, {"type", "message"}}})}});
    stage.api("chat.postEphemeral", {{"channel", "C0TEAM"}, {"user", "U0KIM"}, {"text", "psst"}});
    const std::string ts = text_of(stage.see("U0KIM", "C0TEAM")[0], "ts");
    EXPECT_EQ(
        stage.order("shortcut", {{"user", "U0KIM"}, {"callback_id", "mine"}, {"message_ts", ts}})
            .status,
        404);
}

}  // namespace
}  // namespace twin
