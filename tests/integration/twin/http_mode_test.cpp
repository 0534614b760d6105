#include "libs/http/server.hpp"
#include "tests/integration/twin/outsider.hpp"
#include "tools/slack-twin/delivery/signature.hpp"

namespace twin {
namespace {

// An app with a Request URL: it takes the challenge, keeps what comes and answers `status`.
class AppServer {
public:
    AppServer() : server_(http::ServerConfig{}) {
        server_.route("POST", "/slack/events", [this](const http::Request& request) {
            const Json body = parse_json(request.body);
            if (text_of(body, "type") == "url_verification")
                return http::Response::text(200,
                                            takes_challenge ? text_of(body, "challenge") : "no");
            requests.put(request);
            return http::Response::text(status, "");
        });
        const auto port = server_.start();
        EXPECT_TRUE(port);
        url = "http://127.0.0.1:" + std::to_string(port.value_or(0)) + "/slack/events";
    }
    std::string url;
    std::atomic<int> status{200};
    std::atomic<bool> takes_challenge{true};
    Arrivals<http::Request> requests;

private:
    http::Server server_;
};

const Json kSearch{{"user", "U0KIM"}, {"channel", "C0GENERAL"}, {"text", "/sticker search 고양이"}};

std::string header(const http::Request& request, const char* name) {
    const std::string* value = http::find_header(request.headers, name);
    return value ? *value : std::string();
}

TEST(HttpMode, ACommandArrivesSignedAndIsAckedByA200) {
    AppServer app;
    const LocalSlack slack(app.url);
    const Json answer = slack.order("say", kSearch);
    EXPECT_EQ(answer["acked"], true);
    const auto request = app.requests.take();
    ASSERT_TRUE(request);
    EXPECT_EQ(
        header(*request, "x-slack-signature"),
        signature_v0(kSigningSecret, header(*request, "x-slack-request-timestamp"), request->body));
    const auto fields = http::parse_form(request->body);
    const auto text = std::find_if(fields.begin(), fields.end(),
                                   [](const auto& field) { return field.first == "text"; });
    ASSERT_NE(text, fields.end());
    EXPECT_EQ(text->second, "search 고양이");
}

TEST(HttpMode, AnErrorIsNoAckAndAnEventComesAgain) {
    AppServer app;
    app.status = 500;
    const LocalSlack slack(app.url);
    const Json mention{{"user", "U0KIM"}, {"channel", "C0TEAM"}, {"text", "@stickerbot hi"}};
    EXPECT_EQ(slack.order("say", mention)["acked"], false);
    const auto first = app.requests.take();
    const auto second = app.requests.take();
    ASSERT_TRUE(first && second);
    EXPECT_EQ(second->body, first->body);
    EXPECT_EQ(header(*second, "x-slack-retry-num"), "1");
    EXPECT_EQ(header(*second, "x-slack-retry-reason"), "http_error");
}

TEST(HttpMode, NothingIsSentToAUrlThatDoesNotTakeTheChallenge) {
    AppServer app;
    app.takes_challenge = false;
    const LocalSlack slack;
    EXPECT_EQ(slack.order("mode", {{"socket", false}, {"url", app.url}})["verified"], false);
    EXPECT_EQ(slack.order("say", kSearch)["acked"], false);
    EXPECT_FALSE(app.requests.take(std::chrono::milliseconds(0)));
    app.takes_challenge = true;
    EXPECT_EQ(slack.order("mode", {{"socket", false}, {"url", app.url}})["verified"], true);
    EXPECT_EQ(slack.order("say", kSearch)["acked"], true);
}

TEST(HttpMode, WithNobodyThereACommandFails) {
    const LocalSlack slack("http://127.0.0.1:1/slack/events");
    const Json answer = slack.order("say", kSearch);
    EXPECT_EQ(answer["acked"], false);
    EXPECT_EQ(answer["failure"], "dispatch_failed");
}

// Slack's tiers as an app meets them: on the wire, a method for itself.
TEST(Tiers, AMethodBeyondItsTierIs429WithRetryAfterAndTheOthersGoOn) {
    const LocalSlack slack;
    slack.order("world", {{"tiers", true}});
    const auto call = [&](const char* method) {
        return slack.request("POST", std::string("/api/") + method, {{"user", "U0KIM"}}, kBotToken);
    };
    for (int i = 0; i < 20; ++i) ASSERT_EQ(call("emoji.list").status, 200) << i;
    const http::Response refused = call("emoji.list");
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(parse_json(refused.body), (Json{{"ok", false}, {"error", "ratelimited"}}));
    const std::string* const wait = http::find_header(refused.headers, "retry-after");
    ASSERT_NE(wait, nullptr);
    EXPECT_GE(std::stoi(*wait), 30);
    EXPECT_LE(std::stoi(*wait), 60);
    EXPECT_EQ(call("users.info").status, 200);
    EXPECT_EQ(parse_json(call("emoji.shout").body)["error"], "unknown_method");
}

}  // namespace
}  // namespace twin
