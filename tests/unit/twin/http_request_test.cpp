#include "tools/slack-twin/delivery/http_request.hpp"

#include <gtest/gtest.h>

#include "tools/slack-twin/delivery/signature.hpp"

namespace twin {
namespace {

std::string header(const http::Request& request, const char* name) {
    const std::string* value = http::find_header(request.headers, name);
    return value ? *value : "(none)";
}

http::Request request_of(const std::string& type, int number = 0) {
    const Attempt attempt{"id", type,   Json{{"text", "고양이 & co"}, {"n", 1}},
                          true, number, "http_timeout"};
    return http_request(attempt, "/slack/events?a=1", base::Time{std::chrono::seconds{1531420618}});
}

// The worked example of docs.slack.dev "Verifying requests from Slack".
TEST(Signature, IsTheOneOfSlacksOwnExample) {
    EXPECT_EQ(
        signature_v0("8f742231b10e8888abcd99yyyzzz85a5", "1531420618",
                     "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&"
                     "channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&"
                     "user_name=roadrunner&command=%2Fwebhook-collect&text=&"
                     "response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F"
                     "397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id="
                     "398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"),
        "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");
}

TEST(HttpRequest, IsSignedOverItsBodyAndTime) {
    const http::Request request = request_of("events_api");
    EXPECT_EQ(header(request, "x-slack-request-timestamp"), "1531420618");
    EXPECT_EQ(header(request, "x-slack-signature"),
              signature_v0("twin-signing-secret", "1531420618", request.body));
    EXPECT_EQ(request.path, "/slack/events");
    EXPECT_EQ(request.query, "a=1");
}

TEST(HttpRequest, CarriesEachKindInItsOwnForm) {
    EXPECT_EQ(request_of("events_api").body, "{\"text\":\"고양이 & co\",\"n\":1}");
    EXPECT_EQ(header(request_of("events_api"), "content-type"), "application/json");
    const http::Request command = request_of("slash_commands");
    EXPECT_EQ(header(command, "content-type"), "application/x-www-form-urlencoded");
    const auto fields = http::parse_form(command.body);
    ASSERT_EQ(fields.size(), 2u);
    EXPECT_EQ(fields[0].second, "고양이 & co");
    EXPECT_EQ(fields[1].second, "1");
    const auto press = http::parse_form(request_of("interactive").body);
    ASSERT_EQ(press.size(), 1u);
    EXPECT_EQ(press[0].first, "payload");
    EXPECT_EQ(press[0].second, "{\"text\":\"고양이 & co\",\"n\":1}");
}

TEST(HttpRequest, ARepeatSaysWhichAndWhy) {
    EXPECT_EQ(header(request_of("events_api"), "x-slack-retry-num"), "(none)");
    EXPECT_EQ(header(request_of("events_api", 2), "x-slack-retry-num"), "2");
    EXPECT_EQ(header(request_of("events_api", 2), "x-slack-retry-reason"), "http_timeout");
}

TEST(HttpVerdict, AnythingInThe200sIsAnAck) {
    EXPECT_TRUE(judge(http::Response::text(200, "")).acked);
    EXPECT_TRUE(judge(http::Response::text(204, "")).payload.is_null());
    EXPECT_EQ(judge(http::Response::json(200, "{\"text\":\"a\"}")).payload["text"], "a");
    EXPECT_EQ(judge(http::Response::text(200, "busy")).payload["text"], "busy");
    const HttpVerdict wrong = judge(http::Response::text(500, "no"));
    EXPECT_FALSE(wrong.acked);
    EXPECT_EQ(wrong.failure, "http_service_error");
    EXPECT_EQ(judge(http::Response::text(401, "")).failure, "http_client_error");
    http::Response once = http::Response::text(503, "");
    once.headers.emplace_back("X-Slack-No-Retry", "1");
    EXPECT_TRUE(judge(once).no_retry);
}

TEST(HttpVerdict, TakesTheChallengeInItsThreeForms) {
    EXPECT_TRUE(verified(http::Response::text(200, "abc"), "abc"));
    EXPECT_TRUE(verified(http::Response::text(200, "challenge=abc"), "abc"));
    EXPECT_TRUE(verified(http::Response::json(200, "{\"challenge\":\"abc\"}"), "abc"));
    EXPECT_FALSE(verified(http::Response::text(200, "abcd"), "abc"));
    EXPECT_FALSE(verified(http::Response::text(401, "abc"), "abc"));
}

}  // namespace
}  // namespace twin
