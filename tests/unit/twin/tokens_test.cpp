#include <gtest/gtest.h>

#include "tests/unit/twin/stage.hpp"

namespace twin {
namespace {

using namespace std::chrono_literals;

std::string error_of(const Got& got) { return text_of(got.body, "error"); }

const char* const kClient = "client_id=0.twin&client_secret=twin-client-secret";

TEST(Tokens, EachHasItsOwnScopes) {
    Stage stage;
    stage.order(
        "world",
        {{"tokens",
          Json::array({Json{{"token", "xoxb-few"}, {"scopes", Json::array({"users:read"})}}})}});
    const Json post{{"channel", "C0TEAM"}, {"text", "hi"}};
    const Got& refused = stage.api("chat.postMessage", post, "xoxb-few");
    EXPECT_EQ(error_of(refused), "missing_scope");
    EXPECT_EQ(refused.body["provided"], "users:read");
    EXPECT_EQ(stage.api("users.info", {{"user", "U0KIM"}}, "xoxb-few").body["ok"], true);
    EXPECT_EQ(stage.api("chat.postMessage", post).body["ok"], true);
}

TEST(Tokens, ARevokedOneSaysSoAlsoTheUsualOne) {
    Stage stage;
    stage.order("world", {{"tokens",
                           Json::array({Json{{"token", kBotToken}, {"error", "token_revoked"}}})}});
    EXPECT_EQ(error_of(stage.api("auth.test", {})), "token_revoked");
    stage.order("reset", Json::object());
    EXPECT_EQ(stage.api("auth.test", {}).body["ok"], true);
}

TEST(OAuth, ARefreshTokenIsGoodOnceAndItsTokenForTwelveHours) {
    Stage stage;
    const std::string grant = "&grant_type=refresh_token&refresh_token=";
    const Got& got = stage.form("oauth.v2.access", kClient + grant + "xoxe-1-twin-0");
    ASSERT_EQ(got.body["ok"], true) << got.text;
    EXPECT_EQ(got.body["expires_in"], 43200);
    const std::string token = text_of(got.body, "access_token");
    EXPECT_EQ(stage.api("auth.test", {}, token).body["ok"], true);
    EXPECT_EQ(error_of(stage.form("oauth.v2.access", kClient + grant + "xoxe-1-twin-0")),
              "invalid_refresh_token");
    stage.advance(12h);
    EXPECT_EQ(error_of(stage.api("auth.test", {}, token)), "token_expired");
    const std::string next = text_of(got.body, "refresh_token");
    EXPECT_EQ(stage.form("oauth.v2.access", kClient + grant + next).body["ok"], true);
}

TEST(OAuth, ACodeIsGoodOnceAndTheClientIsChecked) {
    Stage stage;
    const std::string code = stage.slack.tokens.mint_code({"chat:write"});
    EXPECT_EQ(error_of(stage.form("oauth.v2.access", "client_id=0.twin&client_secret=x")),
              "bad_client_secret");
    const Got& got = stage.form("oauth.v2.access", std::string(kClient) + "&code=" + code);
    EXPECT_EQ(got.body["scope"], "chat:write");
    EXPECT_EQ(got.body["token_type"], "bot");
    EXPECT_FALSE(got.body.contains("refresh_token"));
    EXPECT_EQ(error_of(stage.form("oauth.v2.access", std::string(kClient) + "&code=" + code)),
              "invalid_code");
}

TEST(OAuth, TakesTheClientsCredentialsFromTheHeader) {
    Stage stage;
    http::Request request;
    request.method = "POST";
    request.path = "/api/oauth.v2.access";
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                       {"Authorization", "Basic MC50d2luOnR3aW4tY2xpZW50LXNlY3JldA=="}};
    request.body = "code=none";
    Json body;
    answer_call(stage.slack, request,
                [&](const Answer& answer) { body = parse_json(answer.response.body); });
    EXPECT_EQ(text_of(body, "error"), "invalid_code");
}

TEST(Replies, AreThoseOfOneThreadOldestFirstAndNotInTheHistory) {
    Stage stage;
    const std::string root = text_of(stage.say("U0KIM", "C0TEAM", "root").body, "id");
    const auto reply = [&](const std::string& text) {
        stage.order(
            "say", {{"user", "U0LEE"}, {"channel", "C0TEAM"}, {"text", text}, {"thread_ts", root}});
    };
    reply("one");
    stage.say("U0KIM", "C0TEAM", "beside");
    reply("two");
    const Json args{{"channel", "C0TEAM"}, {"ts", root}};
    const Json all = stage.api("conversations.replies", args).body["messages"];
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(all[0]["reply_count"], 2);
    EXPECT_EQ(all[1]["text"], "one");
    EXPECT_EQ(all[2]["text"], "two");
    const Got& history = stage.api("conversations.history", {{"channel", "C0TEAM"}});
    EXPECT_EQ(history.body["messages"].size(), 2u);
    EXPECT_EQ(error_of(stage.api("conversations.replies", {{"channel", "C0TEAM"}, {"ts", "1.0"}})),
              "thread_not_found");
}

TEST(Replies, ComeInPages) {
    Stage stage;
    const std::string root = text_of(stage.say("U0KIM", "C0TEAM", "root").body, "id");
    Json args{{"channel", "C0TEAM"}, {"ts", root}, {"limit", 1}};
    for (int i = 0; i < 2; ++i)
        stage.order(
            "say",
            {{"user", "U0LEE"}, {"channel", "C0TEAM"}, {"text", "reply"}, {"thread_ts", root}});
    std::size_t pages = 0;
    for (bool more = true; more && pages < 9; ++pages) {
        const Json page = stage.api("conversations.replies", args).body;
        EXPECT_EQ(page["messages"].size(), 1u);
        more = page["has_more"].get<bool>();
        if (more) args["cursor"] = page["response_metadata"]["next_cursor"];
    }
    EXPECT_EQ(pages, 3u);
    args["cursor"] = "nothing";
    EXPECT_EQ(error_of(stage.api("conversations.replies", args)), "invalid_cursor");
}

TEST(Arguments, ThatAreMissingAreNamed) {
    Stage stage;
    const Got& got = stage.api("chat.postMessage", {{"text", "hi"}});
    EXPECT_EQ(error_of(got), "invalid_arguments");
    EXPECT_EQ(got.body["response_metadata"]["messages"][0],
              "[ERROR] missing required field: channel");
}

TEST(Events, AreThoseOfTheManifestWithTheScopesOfTheInstallation) {
    Stage stage;
    stage.order("world", {{"events", Json::array({"message.channels"})}});
    stage.say("U0KIM", "C0TEAM", "@stickerbot hello");
    ASSERT_EQ(stage.app.sent.size(), 1u);
    EXPECT_EQ(stage.last_sent().payload["event"]["channel_type"], "channel");
    stage.say("U0KIM", "D0BOT", "hello");
    EXPECT_EQ(stage.app.sent.size(), 1u);
    stage.order("world", {{"events", Json::array({"app_mention", "message.channels"})}});
    stage.say("U0KIM", "C0TEAM", "@stickerbot again");
    EXPECT_EQ(stage.app.sent.size(), 3u);  // one mention, two events, as with Slack
}

TEST(Events, AMentionInAThreadNamesTheThread) {
    Stage stage;
    const std::string root = text_of(stage.say("U0KIM", "C0TEAM", "root").body, "id");
    stage.order("say", {{"user", "U0KIM"},
                        {"channel", "C0TEAM"},
                        {"text", "@stickerbot 고양이"},
                        {"thread_ts", root}});
    EXPECT_EQ(stage.last_sent().payload["event"]["thread_ts"], root);
}

TEST(Commands, AreThoseOfTheManifest) {
    Stage stage;
    stage.order("world", {{"commands", Json::array({Json{{"command", "/hello"}}})}});
    EXPECT_TRUE(stage.say("U0KIM", "C0TEAM", "/sticker").body["acked"].is_null());
    stage.say("U0KIM", "C0TEAM", "/hello world");
    EXPECT_EQ(stage.last_sent().payload["text"], "world");
    EXPECT_EQ(stage.order("world", {{"commands", Json::array({Json{{"command", "x"}}})}}).status,
              400);
}

}  // namespace
}  // namespace twin
