#include <gtest/gtest.h>

#include "libs/limits/local_limiter.hpp"
#include "libs/limits/rates.hpp"
#include "tests/unit/twin/stage.hpp"

namespace twin {
namespace {

using namespace std::chrono_literals;

// So many calls of a method that reaches nobody until one is refused for its pace.
int calls_until_429(Stage& stage, const std::string& method, const std::string& token = kBotToken) {
    for (int calls = 0; calls <= 1'000; ++calls)
        if (stage.api(method, {}, token).status == 429) return calls;
    return -1;
}

TEST(Tiers, HoldEachMethodToItsOwnAndNoOther) {
    Stage stage;
    stage.order("world", {{"tiers", true}});
    const std::map<std::string, int> tiers{
        {"auth.test", 600},           {"chat.delete", 50},          {"chat.postEphemeral", 100},
        {"chat.update", 50},          {"conversations.history", 50}, {"conversations.replies", 50},
        {"emoji.list", 20},           {"users.info", 100},          {"views.open", 100},
        {"views.publish", 100},       {"views.update", 100}};
    for (const auto& [method, most] : tiers)
        EXPECT_EQ(calls_until_429(stage, method), most) << method;
    EXPECT_EQ(calls_until_429(stage, "chat.postMessage"), -1) << "its rule is another";
    EXPECT_EQ(calls_until_429(stage, "apps.connections.open", kAppToken), 50);
}

TEST(Tiers, ARefusalTellsWhenTheMinuteIsOverAndCountsForNothing) {
    Stage stage;
    stage.order("world", {{"tiers", true}});
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(stage.api("emoji.list", {}).status, 200) << i;
        stage.advance(1s);
    }
    for (int i = 0; i < 100; ++i) {
        const Got& refused = stage.api("emoji.list", {});
        ASSERT_EQ(refused.status, 429) << i;
        ASSERT_EQ(refused.body["error"], "ratelimited");
        ASSERT_EQ(*http::find_header(refused.headers, "retry-after"), "40");
    }
    EXPECT_EQ(stage.ledger("call").back()["retry_after"], 40);
    stage.advance(40s);
    EXPECT_EQ(stage.api("emoji.list", {}).status, 200);
    EXPECT_EQ(stage.api("emoji.list", {}).status, 429) << "one left the minute, one came";
}

TEST(Tiers, AllTokensOfAWorkspaceShareAMethod) {
    Stage stage;
    stage.order("world", {{"methods_per_minute", {{"users.info", 2}}},
                          {"tokens", Json::array({Json{{"token", "xoxb-0-twin-other"}}})}});
    const Json kim{{"user", "U0KIM"}};
    EXPECT_EQ(stage.api("users.info", kim).status, 200);
    EXPECT_EQ(stage.api("users.info", kim, "xoxb-0-twin-other").status, 200);
    EXPECT_EQ(stage.api("users.info", kim, "xoxb-of-nobody").status, 200) << "invalid_auth";
    EXPECT_EQ(stage.api("users.info", kim).status, 429);
    EXPECT_EQ(stage.api("users.info", kim, "xoxb-0-twin-other").status, 429);
}

TEST(Tiers, AreOffUntilAskedForAndAfterAReset) {
    Stage stage;
    EXPECT_EQ(calls_until_429(stage, "emoji.list"), -1);
    stage.order("world", {{"tiers", true}, {"methods_per_minute", {{"emoji.list", 0}}}});
    EXPECT_EQ(calls_until_429(stage, "emoji.list"), -1) << "0: any number";
    stage.order("world", {{"methods_per_minute", Json::object()}});
    EXPECT_EQ(calls_until_429(stage, "emoji.list"), 20);
    stage.order("reset", Json::object());
    EXPECT_EQ(calls_until_429(stage, "emoji.list"), -1);
}

TEST(Tiers, WhatIsNoMethodAndNoNumberIsRefused) {
    Stage stage;
    for (const Json& wrong : {Json{{"chat.shout", 1}}, Json{{"chat.update", -1}},
                              Json{{"chat.update", "many"}}, Json::array({1})})
        EXPECT_EQ(stage.order("world", {{"methods_per_minute", wrong}}).status, 400) << wrong;
}

// Ten minutes of as many calls as our own limiter lets through, a burst saved up at the begin.
TEST(Tiers, ThePostersOwnPaceIsNeverRefused) {
    for (const char* method : {"chat.update", "chat.delete", "chat.postEphemeral", "views.open",
                               "views.publish", "conversations.history"}) {
        Stage stage;
        stage.order("world", {{"tiers", true}});
        limits::LocalLimiter limiter(stage.clock);
        const auto buckets = limits::buckets_for({"T0TWIN", "C0TEAM", method}, 240);
        const auto end = stage.clock.now() + 10min;
        int calls = 0;
        while (stage.clock.now() < end) {
            const auto slot = limiter.reserve(buckets);
            ASSERT_TRUE(slot);
            stage.advance(slot->delay);
            if (!slot->granted) continue;
            ++calls;
            ASSERT_NE(stage.api(method, {}).status, 429) << method << ", call " << calls;
        }
        EXPECT_GT(calls, 300) << method;
    }
}

// What strangers' software asks before all else.
TEST(WebApi, ApiTestNeedsNoTokenAndSaysBackWhatItWasTold) {
    Stage stage;
    EXPECT_EQ(stage.form("api.test", "").body, (Json{{"ok", true}}));
    const Got& told = stage.form("api.test", "foo=bar");
    EXPECT_EQ(told.body["args"]["foo"], "bar");
    const Got& wrong = stage.form("api.test", "error=my_error&foo=bar");
    EXPECT_EQ(wrong.body["ok"], false);
    EXPECT_EQ(wrong.body["error"], "my_error");
}

}  // namespace
}  // namespace twin
