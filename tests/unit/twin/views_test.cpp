#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/twin/modal.hpp"
#include "tests/unit/twin/stage.hpp"

namespace twin {
namespace {

using namespace std::chrono_literals;

std::string error_of(const Got& got) { return text_of(got.body, "error"); }

// Kim has clicked somewhere; the trigger_id of it.
class ViewsTest : public testing::Test {
protected:
    std::string trigger() {
        stage.say("U0KIM", "C0GENERAL", "/sticker");
        stage.ack();
        return text_of(stage.last_sent().payload, "trigger_id");
    }
    std::string open(const Json& view = modal()) {
        const Got& got = stage.api("views.open", {{"trigger_id", trigger()}, {"view", view}});
        EXPECT_EQ(got.body["ok"], true) << got.text;
        return text_of(got.body["view"], "id");
    }
    Json modals(const std::string& user = "U0KIM") {
        return stage.look("see", "user=" + user + "&channel=C0GENERAL").body["modals"];
    }
    const Got& submit(const Json& values) {
        return stage.order("submit", {{"user", "U0KIM"}, {"view", "last"}, {"values", values}});
    }
    const Json named{{"name", "고양이"}};
    Stage stage;
};

TEST_F(ViewsTest, AreOpenedByATriggerForWhoClicked) {
    const Got& got = stage.api("views.open", {{"trigger_id", trigger()}, {"view", modal()}});
    ASSERT_EQ(got.body["ok"], true) << got.text;
    const Json& view = got.body["view"];
    EXPECT_FALSE(text_of(view, "hash").empty());
    EXPECT_EQ(view["root_view_id"], view["id"]);
    EXPECT_EQ(view["app_id"], kApp);
    ASSERT_EQ(modals().size(), 1u);
    EXPECT_EQ(modals()[0]["title"]["text"], "Sticker");
    EXPECT_TRUE(modals("U0LEE").empty());
}

TEST_F(ViewsTest, ATriggerIsGoodForThreeSecondsAndOnce) {
    const std::string late = trigger(), once = trigger();
    Json args{{"trigger_id", once}, {"view", modal()}};
    EXPECT_EQ(stage.api("views.open", args).body["ok"], true);
    EXPECT_EQ(error_of(stage.api("views.open", args)), "exchanged_trigger_id");
    stage.advance(3001ms);
    args["trigger_id"] = late;
    EXPECT_EQ(error_of(stage.api("views.open", args)), "expired_trigger_id");
    args["trigger_id"] = "1.2.3";
    EXPECT_EQ(error_of(stage.api("views.open", args)), "invalid_trigger_id");
}

TEST_F(ViewsTest, AWrongViewIsToldWhereAndLeavesTheTriggerUnused) {
    const std::string fresh = trigger();
    Json wrong = modal();
    wrong["title"]["text"] = std::string(25, 'a');
    wrong.erase("submit");
    const Got& got = stage.api("views.open", {{"trigger_id", fresh}, {"view", wrong}});
    EXPECT_EQ(error_of(got), "invalid_arguments");
    const Json& messages = got.body["response_metadata"]["messages"];
    ASSERT_EQ(messages.size(), 2u) << got.text;
    EXPECT_EQ(messages[0],
              "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]");
    EXPECT_EQ(stage.api("views.open", {{"trigger_id", fresh}, {"view", modal()}}).body["ok"], true);
    Json large = modal();
    large["blocks"][0]["block_id"] = "b";
    for (int i = 0; i < 95; ++i)
        large["blocks"].push_back(
            Json{{"type", "section"},
                 {"text", Json{{"type", "mrkdwn"}, {"text", std::string(2900, 'a')}}}});
    EXPECT_EQ(error_of(stage.api("views.open", {{"trigger_id", trigger()}, {"view", large}})),
              "view_too_large");
    EXPECT_EQ(error_of(stage.api("views.open", {{"view", modal()}})), "invalid_arguments");
}

TEST_F(ViewsTest, AnUpdateNeedsTheHashOfWhatItChanges) {
    const std::string id = open();
    const std::string hash = text_of(modals()[0], "hash");
    Json args{{"view_id", id}, {"view", modal("Other")}, {"hash", hash}};
    EXPECT_EQ(stage.api("views.update", args).body["view"]["title"]["text"], "Other");
    EXPECT_EQ(error_of(stage.api("views.update", args)), "hash_conflict");
    args.erase("hash");
    EXPECT_EQ(stage.api("views.update", args).body["view"]["id"], id);
    args["view_id"] = "V0NONE";
    EXPECT_EQ(error_of(stage.api("views.update", args)), "not_found");
}

TEST_F(ViewsTest, AnExternalIdNamesOneView) {
    Json view = modal();
    view["external_id"] = "mine";
    open(view);
    EXPECT_EQ(stage.api("views.update", {{"external_id", "mine"}, {"view", view}}).body["ok"],
              true);
    EXPECT_EQ(error_of(stage.api("views.open", {{"trigger_id", trigger()}, {"view", view}})),
              "duplicate_external_id");
}

TEST_F(ViewsTest, AStackHasThreeAndIsPushedByAClickInside) {
    open();
    const auto push = [this] {
        stage.order("press", {{"user", "U0KIM"}, {"view", "last"}, {"action_id", "more"}});
        stage.ack();
        const std::string inside = text_of(stage.last_sent().payload, "trigger_id");
        return error_of(stage.api("views.push", {{"trigger_id", inside}, {"view", modal()}}));
    };
    EXPECT_EQ(push(), "");
    EXPECT_EQ(push(), "");
    EXPECT_EQ(push(), "push_limit_reached");
    ASSERT_EQ(modals().size(), 3u);
    EXPECT_EQ(modals()[2]["previous_view_id"], modals()[1]["id"]);
    EXPECT_EQ(modals()[2]["root_view_id"], modals()[0]["id"]);
    EXPECT_EQ(error_of(stage.api("views.push", {{"trigger_id", trigger()}, {"view", modal()}})),
              "not_found");
}

TEST_F(ViewsTest, APressInsideTellsTheAppWhichViewAndNoChannel) {
    const std::string id = open();
    const Got& pressed = stage.order("press", {{"user", "U0KIM"}, {"view", id}, {"label", "More"}});
    const Json& payload = stage.last_sent().payload;
    EXPECT_EQ(payload["type"], "block_actions");
    EXPECT_EQ(payload["container"]["view_id"], id);
    EXPECT_EQ(payload["actions"][0]["action_id"], "more");
    EXPECT_FALSE(payload.contains("response_url"));
    EXPECT_FALSE(payload.contains("channel"));
    stage.ack();
    EXPECT_EQ(pressed.body["acked"], true);
}

TEST_F(ViewsTest, ASubmissionCarriesTheStateAndABareAckClosesIt) {
    open();
    const Got& sent = submit({{"name", "고양이"}, {"mood", "happy"}});
    EXPECT_FALSE(sent.answered);
    const Json& payload = stage.last_sent().payload;
    EXPECT_EQ(payload["type"], "view_submission");
    EXPECT_EQ(payload["view"]["callback_id"], "pick");
    const Json& values = payload["view"]["state"]["values"];
    EXPECT_EQ(values["name"]["name"]["value"], "고양이");
    EXPECT_EQ(values["mood"]["mood"]["selected_option"]["value"], "happy");
    EXPECT_EQ(stage.app.sent.back().accepts_payload, true);
    stage.ack();
    EXPECT_EQ(sent.body["acked"], true);
    EXPECT_EQ(sent.body["closed"], true);
    EXPECT_TRUE(modals().empty());
}

TEST_F(ViewsTest, AnEmptyRequiredFieldIsRefusedBySlackItself) {
    open();
    const std::size_t before = stage.app.sent.size();
    const Got& sent = submit(Json::object());
    EXPECT_TRUE(sent.body["acked"].is_null());
    EXPECT_EQ(sent.body["errors"]["name"], "Please complete this required field.");
    EXPECT_EQ(stage.app.sent.size(), before);
    EXPECT_EQ(modals()[0]["errors"]["name"], "Please complete this required field.");
}

TEST_F(ViewsTest, ErrorsInTheAckStandUnderTheirFields) {
    open();
    const Got& sent = submit(named);
    stage.ack({{"response_action", "errors"}, {"errors", Json{{"name", "No such sticker"}}}});
    EXPECT_EQ(sent.body["closed"], false);
    EXPECT_EQ(sent.body["errors"]["name"], "No such sticker");
    EXPECT_EQ(modals()[0]["state"]["values"]["name"]["name"]["value"], "고양이");
}

TEST_F(ViewsTest, AnAckMayUpdatePushOrClear) {
    open();
    submit(named);
    stage.ack({{"response_action", "update"}, {"view", modal("Second")}});
    EXPECT_EQ(modals()[0]["title"]["text"], "Second");
    submit(named);
    stage.ack({{"response_action", "push"}, {"view", modal("Above")}});
    ASSERT_EQ(modals().size(), 2u);
    submit(named);
    stage.ack({{"response_action", "update"}, {"view", Json{{"type", "modal"}}}});
    EXPECT_FALSE(text_of(modals()[1], "trouble").empty());
    submit(named);
    stage.ack({{"response_action", "clear"}});
    EXPECT_TRUE(modals().empty());
}

TEST_F(ViewsTest, WithoutAnAckTheViewStaysAndSaysSo) {
    open();
    const Got& sent = submit(named);
    stage.advance(3s);
    EXPECT_EQ(sent.body["acked"], false);
    EXPECT_EQ(sent.body["closed"], false);
    EXPECT_EQ(modals()[0]["trouble"], "We had some trouble connecting. Try again?");
}

TEST_F(ViewsTest, AClosedOneIsToldOnlyOnRequest) {
    open();
    const Json close{{"user", "U0KIM"}, {"view", "last"}};
    EXPECT_TRUE(stage.order("close", close).body["acked"].is_null());
    EXPECT_TRUE(modals().empty());
    Json view = modal();
    view["notify_on_close"] = true;
    open(view);
    stage.order("close", {{"user", "U0KIM"}, {"view", "last"}, {"all", true}});
    EXPECT_EQ(stage.last_sent().payload["type"], "view_closed");
    EXPECT_EQ(stage.last_sent().payload["is_cleared"], true);
    EXPECT_EQ(stage.order("close", close).status, 404);
}

TEST_F(ViewsTest, AHomeTabIsPublishedToOneMemberAndOpenedByThem) {
    const Json home{{"type", "home"}, {"blocks", modal()["blocks"]}};
    const Got& got = stage.api("views.publish", {{"user_id", "U0KIM"}, {"view", home}});
    ASSERT_EQ(got.body["ok"], true) << got.text;
    const Json seen = stage.look("see", "user=U0KIM&channel=C0TEAM").body;
    EXPECT_EQ(seen["home"]["id"], got.body["view"]["id"]);
    EXPECT_TRUE(stage.look("see", "user=U0LEE&channel=C0TEAM").body["home"].is_null());
    EXPECT_EQ(error_of(stage.api("views.publish", {{"user_id", "U0KIM"}, {"view", modal()}})),
              "invalid_arguments");
    stage.order("home", {{"user", "U0KIM"}});
    const Json& event = stage.last_sent().payload["event"];
    EXPECT_EQ(event["type"], "app_home_opened");
    EXPECT_EQ(event["tab"], "home");
    EXPECT_EQ(event["channel"], "D0BOT");
    EXPECT_EQ(event["view"]["id"], got.body["view"]["id"]);
    stage.order("world", {{"home_tab", false}});
    EXPECT_EQ(error_of(stage.api("views.publish", {{"user_id", "U0KIM"}, {"view", home}})),
              "not_enabled");
}

TEST_F(ViewsTest, NewsOfAViewWakeWhoWaitsInAnyChannel) {
    const std::string fresh = trigger();
    const Json now = stage.look("see", "user=U0KIM&channel=C0TEAM").body;
    const Got& waiting =
        stage.look("see", "user=U0KIM&channel=C0TEAM&wait_ms=5000&since=" + to_text(now["seq"]));
    stage.api("views.open", {{"trigger_id", fresh}, {"view", modal()}});
    stage.advance(Watchers::kGather);
    ASSERT_TRUE(waiting.answered);
    EXPECT_EQ(waiting.body["modals"].size(), 1u);
    EXPECT_GT(waiting.body["seq"], now["seq"]);
}

}  // namespace
}  // namespace twin
