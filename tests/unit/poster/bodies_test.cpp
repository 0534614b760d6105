#include "services/poster/adapters/bodies.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace poster {
namespace {

using nlohmann::json;

json body(const Call& call) { return json::parse(body_of(call).value_or("{}")); }

Call post() {
    Call call;
    call.arguments = R"({"channel":"C1","text":"cat","blocks":[{"type":"image"}],"username":"Kim",)"
                     R"("icon_url":"i","metadata":{},"unfurl_links":false,"thread_ts":"1.1"})";
    return call;
}

TEST(Bodies, SendArgumentsAsTheWorkerWroteThem) {
    EXPECT_EQ(body_of(post()).value_or(""), post().arguments);
}

TEST(Bodies, PointAnUpdateAtTheMessageOfItsTarget) {
    Call call = post();
    call.channel = proto::ChannelId("C9");
    call.ts = "7.7";
    EXPECT_EQ(body(call)["channel"], "C9");
    EXPECT_EQ(body(call)["ts"], "7.7");
    EXPECT_EQ(body(call)["text"], "cat");
}

TEST(Bodies, PutTheSendersNameUnderAPostByResponseUrl) {
    Call call = post();
    call.form = Call::Form::in_channel;
    call.signature = "Kim · /sticker";
    const json sent = body(call);
    EXPECT_EQ(sent["response_type"], "in_channel");
    EXPECT_EQ(sent["replace_original"], false);
    EXPECT_EQ(sent["thread_ts"], "1.1");
    EXPECT_EQ(sent["blocks"].size(), 2u);
    EXPECT_EQ(sent["blocks"][1]["elements"][0]["text"], "Kim · /sticker");
    EXPECT_EQ(sent["blocks"][1]["elements"][0]["type"], "plain_text");
    for (const char* gone : {"channel", "username", "icon_url", "metadata", "unfurl_links"}) {
        EXPECT_FALSE(sent.contains(gone)) << gone;
    }
}

TEST(Bodies, NameNobodyTwice) {
    Call call = post();
    call.form = Call::Form::in_channel;
    call.signature = "Kim";
    call.arguments = R"({"text":"cat","blocks":[{"type":"image"},{"type":"context"}]})";
    EXPECT_EQ(body(call)["blocks"].size(), 2u);
    call.form = Call::Form::nameless;
    EXPECT_EQ(body(call)["blocks"].size(), 2u);
}

TEST(Bodies, PutTheSendersNameUnderAPostThatMayNotBearIt) {
    Call call = post();
    call.form = Call::Form::nameless;
    call.signature = "Kim · /sticker";
    const json sent = body(call);
    EXPECT_FALSE(sent.contains("username"));
    EXPECT_FALSE(sent.contains("icon_url"));
    EXPECT_EQ(sent["blocks"].size(), 2u);
    EXPECT_EQ(sent["blocks"][1]["elements"][0]["text"], "Kim · /sticker");
    EXPECT_EQ(sent["channel"], "C1");
    EXPECT_EQ(sent["thread_ts"], "1.1");
    EXPECT_TRUE(sent.contains("metadata"));
    EXPECT_FALSE(sent.contains("response_type"));
}

TEST(Bodies, ReplaceThePreviewsByWords) {
    Call call;
    call.form = Call::Form::tell;
    call.text = "words";
    call.response_url = "https://hooks.slack.com/x";
    EXPECT_EQ(
        body(call),
        (json{{"response_type", "ephemeral"}, {"replace_original", true}, {"text", "words"}}));
}

TEST(Bodies, TellAMemberInTheConversation) {
    Call call;
    call.form = Call::Form::tell;
    call.text = "words";
    call.channel = proto::ChannelId("C1");
    call.user = proto::UserId("U1");
    EXPECT_EQ(body(call), (json{{"channel", "C1"}, {"user", "U1"}, {"text", "words"}}));
}

TEST(Bodies, RemoveThePreviews) {
    Call call;
    call.form = Call::Form::clear;
    EXPECT_EQ(body(call), (json{{"delete_original", true}}));
}

TEST(Bodies, AskForAPageOfAHistoryWithItsMetadata) {
    Call call;
    call.form = Call::Form::look;
    call.channel = proto::ChannelId("C1");
    call.since = base::Time{base::Duration{1'700'000'000'999}};
    EXPECT_EQ(body(call), (json{{"channel", "C1"},
                                {"oldest", "1700000000.000000"},
                                {"limit", 200},
                                {"include_all_metadata", true}}));
    call.thread_ts = "17.5";
    call.cursor = "next";
    EXPECT_EQ(body(call)["ts"], "17.5");
    EXPECT_EQ(body(call)["cursor"], "next");
}

TEST(Bodies, RefuseArgumentsThatAreNoObject) {
    Call call = post();
    call.ts = "7.7";
    call.arguments = "[]";
    EXPECT_EQ(body_of(call).error().code, "bad_arguments");
}

// A page of a history, as Slack writes it: the newest first.
std::string page_with(const std::vector<std::pair<std::string, std::string>>& messages) {
    json page{{"ok", true}, {"messages", json::array()}};
    for (const auto& [id, ts] : messages) {
        page["messages"].push_back(
            {{"ts", ts},
             {"metadata", {{"event_type", "sticker_notice"}, {"event_payload", {{"id", id}}}}}});
    }
    return page.dump();
}

TEST(Sight, IsOfTheMessageThatBearsTheId) {
    const auto sight = sight_of(page_with({{"b", "9.000002"}, {"a", "9.000001"}}), "a");
    EXPECT_TRUE(sight.readable);
    EXPECT_EQ(sight.ts, "9.000001");
    EXPECT_EQ(sight.spare, "");
}

TEST(Sight, IsOfTheOldestAndTheNewestOfSeveral) {
    const auto sight = sight_of(
        page_with({{"a", "10.000003"}, {"b", "10.000002"}, {"a", "10.000001"}, {"a", "9.900000"}}),
        "a");
    EXPECT_EQ(sight.ts, "9.900000");
    EXPECT_EQ(sight.spare, "10.000003");
}

TEST(Sight, ReachesToTheNextPage) {
    json page = json::parse(page_with({{"b", "9.000002"}}));
    EXPECT_EQ(sight_of(page.dump(), "a").more, "");
    page["response_metadata"] = {{"next_cursor", "bmV4dA=="}};
    const auto sight = sight_of(page.dump(), "a");
    EXPECT_EQ(sight.ts, "");
    EXPECT_EQ(sight.more, "bmV4dA==");
}

TEST(Sight, IsOfNothingOnAPageThatIsNone) {
    EXPECT_FALSE(sight_of("{\"ok\":true}", "a").readable);
    EXPECT_FALSE(sight_of("<html>", "a").readable);
    EXPECT_TRUE(sight_of(page_with({}), "a").readable);
}

}  // namespace
}  // namespace poster
