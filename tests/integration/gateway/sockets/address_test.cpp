#include "tests/integration/gateway/world.hpp"

namespace gateway_tests {
namespace {

struct SocketAddress : World {};

// field-pain 6.
TEST_F(SocketAddress, ACallThatFailsInAnyPassingWayIsTriedAgain) {
    for (const char* word : {"internal_error", "fatal_error", "service_unavailable"}) {
        slack.refuse_next(word);
    }
    slack.answer_next(http::Response::text(500, "oops"));
    slack.answer_next(http::Response::text(503, "<html><h1>503</h1></html>"));
    slack.answer_next(http::Response::text(408, ""));
    slack.answer_next(http::Response::json(200, R"({"ok":true,"url":""})"));
    slack.answer_next(http::Response::json(200, R"({"ok":true,"url":7})"));
    slack.answer_next(http::Response::text(200, "garb\xffge"));
    slack.answer_next(http::Response::json(200, "null"));
    http::Response cut = http::Response::json(200, R"({"ok":true})");
    cut.cut = true;
    slack.answer_next(std::move(cut));
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(eventually([&] { return slack.calls().size() == 12; }, 60s));
    EXPECT_TRUE(eventually([&] { return is_ready(gateway); }, 5s)) << "after healing";
    const auto calls = slack.calls();
    for (std::size_t i = 1; i < calls.size(); ++i) {
        EXPECT_LE(calls[i] - calls[i - 1], 5s) << "the wait has a cap; " << i;
    }
    EXPECT_GE(calls.back() - calls[calls.size() - 2], 1900ms) << "and has grown to it";
    ASSERT_TRUE(takes_a_command("healed"));
    const std::string written = log();
    EXPECT_LE(std::count(written.begin(), written.end(), '\n'), 11 + 4) << "a line for each try";
}

TEST_F(SocketAddress, RetryAfterIsObeyed) {
    http::Response limited = http::Response::json(429, R"({"ok":false,"error":"ratelimited"})");
    limited.headers.emplace_back("Retry-After", "3");
    slack.answer_next(limited);
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    const auto calls = slack.calls();
    ASSERT_EQ(calls.size(), 2u);
    EXPECT_GE(calls[1] - calls[0], 3s);
    EXPECT_LE(calls[1] - calls[0], 5s);
}

TEST_F(SocketAddress, ARefusedTokenIsSaidLoudlyAndTheProcessStaysUpNotReady) {
    slack.refuse_next("invalid_auth");
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(log_says("slack_refuses_app_token"));
    for (const char* words :
         {"invalid_auth", "SLACK_APP_TOKEN", "begins with xapp", "api.slack.com/apps"}) {
        EXPECT_TRUE(log_says(words)) << words;
    }
    ASSERT_TRUE(eventually(
        [&] { return ask(gateway, "/readyz").body.find("SLACK_APP_TOKEN") != std::string::npos; }));
    EXPECT_FALSE(is_ready(gateway));
    EXPECT_TRUE(is_alive(gateway));
    EXPECT_EQ(slack.calls().size(), 1u);  // and the next one in a minute: SocketPlanTest
}

// A reply that is written before the end of its topic is known would be read by nobody.
TEST_F(SocketAddress, IsNotAskedForBeforeTheEndOfTheRepliesTopicIsKnown) {
    constexpr int not_allowed = 29;  // the protocol's error code
    cluster.fail_offsets(1'000, not_allowed);
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(log_says("waiting_for_replies_topic"));
    ASSERT_TRUE(log_says("kafka_proven")) << "all else is there";
    EXPECT_FALSE(eventually([&] { return !slack.calls().empty(); }, 2s)) << "a socket too early";
    EXPECT_FALSE(is_ready(gateway));
    cluster.stop_failing();
    ASSERT_TRUE(ready(gateway));
    EXPECT_EQ(slack.calls().size(), 1u);
    ASSERT_TRUE(takes_a_command("at last"));
}

// field-pain 7: growing waits, a figure for each status, and alive.
TEST_F(SocketAddress, AnUpgradeMayBeRefusedWithAnyStatus) {
    const std::vector<int> statuses{400, 403, 408, 409, 429, 500, 503};
    for (const int status : statuses) slack.refuse_upgrade_next(status);
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(eventually([&] { return is_ready(gateway); }, 40s));
    const std::string figures = metrics(gateway);
    for (const int status : statuses) {
        EXPECT_NE(figures.find("reason=\"upgrade_" + std::to_string(status) + "\"} 1"),
                  std::string::npos)
            << status;
    }
    EXPECT_EQ(slack.calls().size(), statuses.size() + 1) << "one call, one dial, each time";
}

}  // namespace
}  // namespace gateway_tests
