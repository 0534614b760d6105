#include "tests/integration/twin/outsider.hpp"

namespace twin {
namespace {

using namespace std::chrono_literals;

const Json kSearch{{"user", "U0KIM"}, {"channel", "C0GENERAL"}, {"text", "/sticker search 고양이"}};

void order(const LocalSlack& slack, Json fault) {
    fault["method"] = "socket";
    EXPECT_EQ(slack.order("faults", fault)["ok"], true) << fault;
}

TEST(SocketFaults, ARefusedUpgradeIsAnsweredWithTheOrderedStatus) {
    const LocalSlack slack;
    order(slack, {{"status", 408}});
    AppSocket refused(socket_url(slack));
    EXPECT_EQ(refused.ends.take(), "upgrade_refused: status 408");
    order(slack, {{"drop", "refuse"}});
    AppSocket again(socket_url(slack));
    EXPECT_EQ(again.ends.take(), "upgrade_refused: status 503");
    AppSocket app(socket_url(slack));
    EXPECT_TRUE(app.frames.take());
}

TEST(SocketFaults, ADroppedConnectionEndsWithoutACloseFrame) {
    const LocalSlack slack;
    AppSocket app(socket_url(slack));
    ASSERT_TRUE(app.frames.take());
    order(slack, {{"drop", "before"}});
    const auto end = app.ends.take();
    ASSERT_TRUE(end);
    EXPECT_NE(*end, "closed 1000");
    EXPECT_TRUE(slack.has_connections(0));
}

TEST(SocketFaults, ADropAfterAnEnvelopeLeavesItUnacked) {
    const LocalSlack slack;
    AppSocket app(socket_url(slack));
    ASSERT_TRUE(app.frames.take());
    order(slack, {{"drop", "after"}});
    auto said = slack.order_meanwhile("say", kSearch);
    EXPECT_TRUE(app.frames.take());
    EXPECT_TRUE(app.ends.take());
    EXPECT_EQ(said.get()["acked"], false);
}

TEST(SocketFaults, AHalfOpenConnectionCountsAndLosesWhatItIsSent) {
    const LocalSlack slack;
    AppSocket app(socket_url(slack));
    ASSERT_TRUE(app.frames.take());
    order(slack, {{"drop", "half_open"}});
    EXPECT_EQ(slack.order("say", kSearch)["failure"], "operation_timeout");
    EXPECT_FALSE(app.frames.take(0ms));
    EXPECT_TRUE(slack.has_connections(1));
    slack.order("reset", {});
    auto said = slack.order_meanwhile("say", kSearch);
    const auto command = app.frames.take();
    ASSERT_TRUE(command);
    app.ack(*command);
    EXPECT_EQ(said.get()["acked"], true);
}

TEST(SocketFaults, GhostsCountInHelloAndInTheLimitAndTakeTheirTurn) {
    const LocalSlack slack;
    order(slack, {{"ghosts", 9}});
    AppSocket app(socket_url(slack));
    EXPECT_EQ((*app.frames.take())["num_connections"], 10);
    AppSocket one_more(socket_url(slack));
    EXPECT_EQ((*one_more.frames.take())["reason"], "too_many_websockets");
    auto said = slack.order_meanwhile("say", kSearch);
    const auto first = app.frames.take();
    ASSERT_TRUE(first);
    app.ack(*first);
    EXPECT_EQ(said.get()["acked"], true);
    EXPECT_EQ(slack.order("say", kSearch)["failure"], "operation_timeout");
    order(slack, {{"ghosts", 0}});
    AppSocket now(socket_url(slack));
    EXPECT_EQ((*now.frames.take())["num_connections"], 2);
}

TEST(SocketFaults, ADelayedEnvelopeComesLate) {
    const LocalSlack slack;
    AppSocket app(socket_url(slack));
    ASSERT_TRUE(app.frames.take());
    order(slack, {{"delay_ms", 400}});
    const auto began = std::chrono::steady_clock::now();
    auto said = slack.order_meanwhile("say", kSearch);
    const auto command = app.frames.take();
    ASSERT_TRUE(command);
    EXPECT_GE(std::chrono::steady_clock::now() - began, 400ms);
    app.ack(*command);
    EXPECT_EQ(said.get()["acked"], true);
}

TEST(OAuth, TheAuthorizePageLeadsBackWithACodeThatGivesAToken) {
    const LocalSlack slack;
    const http::Response moved = slack.request(
        "GET",
        "/oauth/v2/authorize?client_id=0.twin&scope=chat:write&state=s-1&redirect_uri=http://a/"
        "b");
    ASSERT_EQ(moved.status, 302);
    const std::string back = *http::find_header(moved.headers, "location");
    EXPECT_EQ(back.rfind("http://a/b?code=", 0), 0u);
    EXPECT_NE(back.find("&state=s-1"), std::string::npos);
    const std::string code = back.substr(16, back.find('&') - 16);
    const Json got = slack.api(
        "oauth.v2.access",
        {{"client_id", "0.twin"}, {"client_secret", "twin-client-secret"}, {"code", code}});
    EXPECT_EQ(slack.api("auth.test", {}, text_of(got, "access_token"))["ok"], true);
}

}  // namespace
}  // namespace twin
