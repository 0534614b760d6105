#include <gtest/gtest.h>

#include "tests/unit/twin/stage.hpp"

namespace twin {
namespace {

using namespace std::chrono_literals;

Json hello(const std::string& channel) { return {{"channel", channel}, {"text", "hello"}}; }

std::string error_of(const Got& got) { return text_of(got.body, "error"); }

TEST(WebApi, AsksForTheRightToken) {
    Stage stage;
    EXPECT_EQ(error_of(stage.form("auth.test", "")), "not_authed");
    EXPECT_EQ(error_of(stage.api("auth.test", {}, "xoxb-of-another")), "invalid_auth");
    EXPECT_EQ(error_of(stage.api("auth.test", {}, kAppToken)), "not_allowed_token_type");
    EXPECT_EQ(error_of(stage.api("apps.connections.open", {}, kBotToken)),
              "not_allowed_token_type");
    const Got& good = stage.api("auth.test", {});
    EXPECT_EQ(good.status, 200);
    EXPECT_EQ(good.body["user_id"], kBotUser);
    EXPECT_EQ(good.body["team_id"], "T0TWIN");
    EXPECT_EQ(error_of(stage.api("chat.shout", {})), "unknown_method");
}

TEST(WebApi, OpensASocketWithATicketOfItsOwn) {
    Stage stage;
    const Got& first = stage.api("apps.connections.open", {}, kAppToken);
    const Got& second = stage.api("apps.connections.open", {}, kAppToken);
    EXPECT_EQ(text_of(first.body, "url").rfind("ws://app/", 0), 0u);
    EXPECT_NE(first.body["url"], second.body["url"]);
}

TEST(WebApi, AMissingScopeIsNamedWithThoseThatAreThere) {
    Stage stage;
    stage.order("world", {{"scopes", Json::array({"commands", "users:read"})}});
    const Got& refused = stage.api("chat.postMessage", hello("C0TEAM"));
    EXPECT_EQ(error_of(refused), "missing_scope");
    EXPECT_EQ(refused.body["needed"], "chat:write");
    EXPECT_EQ(refused.body["provided"], "commands,users:read");
    const std::string* scopes = http::find_header(refused.headers, "x-oauth-scopes");
    ASSERT_TRUE(scopes);
    EXPECT_EQ(*scopes, "commands,users:read");
}

TEST(WebApi, ReadsAFormAsItReadsJson) {
    Stage stage;
    const Got& got =
        stage.form("chat.postMessage", "token=xoxb-0-twin-0&channel=C0TEAM&text=hi&blocks=" +
                                           http::url_encode(to_text(preview()["blocks"])));
    EXPECT_EQ(got.body["ok"], true) << got.text;
    EXPECT_EQ(stage.see("U0LEE", "C0TEAM")[0]["blocks"][0]["type"], "image");
}

TEST(WebApi, WhatIsNoJsonObjectIsSaidToBe) {
    Stage stage;
    EXPECT_EQ(error_of(stage.api("chat.postMessage", Json::array())), "json_not_object");
}

TEST(PostMessage, IsSeenByEveryone) {
    Stage stage;
    const Got& got = stage.api("chat.postMessage", hello("C0TEAM"));
    ASSERT_EQ(got.body["ok"], true) << got.text;
    const Json seen = stage.see("U0LEE", "C0TEAM");
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_EQ(seen[0]["ts"], got.body["ts"]);
    EXPECT_EQ(seen[0]["by"]["name"], "stickerbot");
    EXPECT_EQ(seen[0]["by"]["app"], true);
}

TEST(PostMessage, CarriesTheNameAndPictureItWasGiven) {
    Stage stage;
    Json message = hello("C0GENERAL");
    message.update({{"username", "김지민"}, {"icon_url", "https://img.test/kim.png"}});
    stage.api("chat.postMessage", message);
    const Json by = stage.see("U0LEE", "C0GENERAL")[0]["by"];
    EXPECT_EQ(by["name"], "김지민");
    EXPECT_EQ(by["image"], "https://img.test/kim.png");
    EXPECT_EQ(by["app"], true);
}

TEST(PostMessage, GoesIntoAPublicChannelWithoutTheBotOnlyWithItsScope) {
    Stage stage;
    EXPECT_EQ(stage.api("chat.postMessage", hello("C0GENERAL")).body["ok"], true);
    stage.order("world", {{"scopes", Json::array({"chat:write"})}});
    EXPECT_EQ(error_of(stage.api("chat.postMessage", hello("C0GENERAL"))), "not_in_channel");
}

TEST(PostMessage, KnowsNoPrivateConversationWithoutTheBot) {
    Stage stage;
    for (const char* channel : {"G0SECRET", "D0PAIR", "C0NONE"})
        EXPECT_EQ(error_of(stage.api("chat.postMessage", hello(channel))), "channel_not_found");
}

TEST(PostMessage, ToAMemberGoesIntoTheAppsDirectMessages) {
    Stage stage;
    EXPECT_EQ(stage.api("chat.postMessage", hello("U0KIM")).body["channel"], "D0BOT");
    EXPECT_EQ(stage.see("U0KIM", "D0BOT").size(), 1u);
    Json named = hello("U0KIM");
    named["username"] = "somebody";
    EXPECT_NE(stage.api("chat.postMessage", named).body["channel"], "D0BOT");
}

TEST(PostMessage, OneASecondAndChannel) {
    Stage stage;
    EXPECT_EQ(stage.api("chat.postMessage", hello("C0TEAM")).status, 200);
    const Got& second = stage.api("chat.postMessage", hello("C0TEAM"));
    EXPECT_EQ(second.status, 429);
    EXPECT_EQ(error_of(second), "ratelimited");
    const std::string* wait = http::find_header(second.headers, "retry-after");
    ASSERT_TRUE(wait);
    EXPECT_EQ(*wait, "1");
    EXPECT_EQ(stage.api("chat.postMessage", hello("C0GENERAL")).status, 200);
    stage.advance(1s);
    EXPECT_EQ(stage.api("chat.postMessage", hello("C0TEAM")).status, 200);
    EXPECT_EQ(stage.see("U0KIM", "C0TEAM").size(), 2u);
    EXPECT_EQ(stage.ledger("call").at(1)["retry_after"], 1);
}

TEST(PostMessage, OneThatIsALittleEarlyPassesButNotTheNext) {
    Stage stage;
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(stage.api("chat.postMessage", hello("C0TEAM")).status, 200) << i;
        stage.advance(i == 0 ? 900ms : 1000ms);
    }
    EXPECT_EQ(stage.api("chat.postMessage", hello("C0TEAM")).status, 200);
    stage.advance(850ms);
    EXPECT_EQ(stage.api("chat.postMessage", hello("C0TEAM")).status, 429);
}

TEST(PostMessage, AWorkspaceHasACeiling) {
    Stage stage;
    stage.order("world", {{"channel_ms", 0}, {"workspace_per_minute", 3}});
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(stage.api("chat.postMessage", hello("C0TEAM")).status, 200);
    const Got& refused = stage.api("chat.postMessage", hello("C0GENERAL"));
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(*http::find_header(refused.headers, "retry-after"), "60");
}

TEST(PostMessage, WrongBlocksAreToldAsSlackTellsThem) {
    Stage stage;
    Json message = hello("C0TEAM");
    message["blocks"] = Json::array({Json{{"type", "image"}, {"image_url", "https://a/b.png"}}});
    const Got& got = stage.api("chat.postMessage", message);
    EXPECT_EQ(error_of(got), "invalid_blocks");
    EXPECT_EQ(got.body["errors"][0], "missing required field: alt_text [json-pointer:/blocks/0]");
    EXPECT_EQ(got.body["response_metadata"]["messages"][0],
              "[ERROR] missing required field: alt_text [json-pointer:/blocks/0]");
    EXPECT_EQ(error_of(stage.api("chat.postMessage", {{"channel", "C0TEAM"}})), "no_text");
}

TEST(PostEphemeral, IsSeenByOneAndNeedsTheBotAndTheMemberThere) {
    Stage stage;
    Json message = hello("C0TEAM");
    message["user"] = "U0KIM";
    const Got& got = stage.api("chat.postEphemeral", message);
    EXPECT_TRUE(got.body.contains("message_ts")) << got.text;
    EXPECT_EQ(stage.see("U0KIM", "C0TEAM").size(), 1u);
    EXPECT_TRUE(stage.see("U0LEE", "C0TEAM").empty());
    message["channel"] = "C0GENERAL";
    EXPECT_EQ(error_of(stage.api("chat.postEphemeral", message)), "not_in_channel");
    message["channel"] = "D0BOT";
    message["user"] = "U0LEE";
    EXPECT_EQ(error_of(stage.api("chat.postEphemeral", message)), "user_not_in_channel");
}

TEST(UpdateAndDelete, ActOnTheAppsOwnMessagesOnly) {
    Stage stage;
    const std::string theirs = stage.say("U0KIM", "C0TEAM", "mine").body["id"];
    const std::string ours = text_of(stage.api("chat.postMessage", hello("C0TEAM")).body, "ts");
    const Json change{{"channel", "C0TEAM"}, {"ts", ours}, {"text", "changed"}};
    EXPECT_EQ(stage.api("chat.update", change).body["text"], "changed");
    const Json changed = stage.see("U0LEE", "C0TEAM")[1];
    EXPECT_EQ(changed["text"], "changed");
    EXPECT_EQ(changed["edited"], true);
    const Json other{{"channel", "C0TEAM"}, {"ts", theirs}, {"text", "x"}};
    EXPECT_EQ(error_of(stage.api("chat.update", other)), "cant_update_message");
    EXPECT_EQ(error_of(stage.api("chat.delete", other)), "cant_delete_message");
    EXPECT_EQ(stage.api("chat.delete", {{"channel", "C0TEAM"}, {"ts", ours}}).body["ok"], true);
    EXPECT_EQ(error_of(stage.api("chat.delete", {{"channel", "C0TEAM"}, {"ts", ours}})),
              "message_not_found");
}

TEST(UpdateAndDelete, DoNotKnowAnEphemeral) {
    Stage stage;
    Json message = hello("C0TEAM");
    message["user"] = "U0KIM";
    const std::string ts = text_of(stage.api("chat.postEphemeral", message).body, "message_ts");
    EXPECT_EQ(error_of(stage.api("chat.delete", {{"channel", "C0TEAM"}, {"ts", ts}})),
              "message_not_found");
}

TEST(History, ShowsMetadataWholeOnlyOnRequest) {
    Stage stage;
    Json message = hello("C0TEAM");
    message["metadata"] = Json{{"event_type", "sticker"}, {"event_payload", Json{{"id", "7"}}}};
    stage.api("chat.postMessage", message);
    Json args{{"channel", "C0TEAM"}, {"limit", 5}};
    EXPECT_FALSE(stage.api("conversations.history", args)
                     .body["messages"][0]["metadata"]
                     .contains("event_payload"));
    args["include_all_metadata"] = true;
    const Got& whole = stage.api("conversations.history", args);
    EXPECT_EQ(whole.body["messages"][0]["metadata"]["event_payload"]["id"], "7");
    EXPECT_EQ(error_of(stage.api("conversations.history", {{"channel", "C0GENERAL"}})),
              "not_in_channel");
}

TEST(History, IsNewestFirstFromOldestOnAndWithoutEphemerals) {
    Stage stage;
    stage.order("world", {{"channel_ms", 0}});
    Json ephemeral = hello("C0TEAM");
    ephemeral["user"] = "U0KIM";
    stage.api("chat.postEphemeral", ephemeral);
    const std::string first = text_of(stage.api("chat.postMessage", hello("C0TEAM")).body, "ts");
    const std::string second = text_of(stage.api("chat.postMessage", hello("C0TEAM")).body, "ts");
    const Json all = stage.api("conversations.history", {{"channel", "C0TEAM"}}).body["messages"];
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0]["ts"], second);
    const Got& after =
        stage.api("conversations.history", {{"channel", "C0TEAM"}, {"oldest", first}});
    EXPECT_EQ(after.body["messages"].size(), 1u);
    const Got& one = stage.api("conversations.history", {{"channel", "C0TEAM"}, {"limit", 1}});
    EXPECT_EQ(one.body["has_more"], true);
}

TEST(Users, TellTheirLocaleOnRequest) {
    Stage stage;
    EXPECT_FALSE(stage.api("users.info", {{"user", "U0KIM"}}).body["user"].contains("locale"));
    const Got& got = stage.api("users.info", {{"user", "U0KIM"}, {"include_locale", true}});
    EXPECT_EQ(got.body["user"]["locale"], "ko-KR");
    EXPECT_EQ(error_of(stage.api("users.info", {{"user", "U0NONE"}})), "user_not_found");
}

TEST(Conversations, OpenTheAppsDirectMessagesWithTheirScope) {
    Stage stage;
    EXPECT_EQ(error_of(stage.api("conversations.open", {{"users", "U0KIM"}})), "missing_scope");
    stage.order("world", {{"scopes", Json::array({"im:write"})}});
    EXPECT_EQ(stage.api("conversations.open", {{"users", "U0KIM"}}).body["channel"]["id"], "D0BOT");
}

}  // namespace
}  // namespace twin
