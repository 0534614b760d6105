#include "tests/integration/twin/outsider.hpp"
#include "tests/unit/twin/preview.hpp"

namespace twin {
namespace {

using namespace std::chrono_literals;

const Json kSearch{{"user", "U0KIM"}, {"channel", "C0GENERAL"}, {"text", "/sticker search 고양이"}};
const Json kPress{{"user", "U0KIM"}, {"message", "last"}, {"action_id", "send"}};

TEST(SocketMode, FromTheTypedCommandToTheOthersSight) {
    const LocalSlack slack;
    AppSocket app(socket_url(slack));
    const auto hello = app.frames.take();
    ASSERT_TRUE(hello);
    EXPECT_EQ((*hello)["type"], "hello");
    EXPECT_EQ((*hello)["num_connections"], 1);

    auto said = slack.order_meanwhile("say", kSearch);
    const auto command = app.frames.take();
    ASSERT_TRUE(command);
    EXPECT_EQ((*command)["type"], "slash_commands");
    EXPECT_EQ((*command)["payload"]["text"], "search 고양이");
    app.ack(*command);
    const Json answer = said.get();
    EXPECT_EQ(answer["acked"], true);
    EXPECT_EQ(answer["id"], (*command)["envelope_id"]);

    EXPECT_EQ(slack.respond((*command)["payload"]["response_url"], preview()).body, "ok");
    EXPECT_EQ(slack.see("U0KIM", "C0GENERAL").size(), 1u);
    EXPECT_TRUE(slack.see("U0LEE", "C0GENERAL").empty());

    auto pressed = slack.order_meanwhile("press", kPress);
    const auto press = app.frames.take();
    ASSERT_TRUE(press);
    EXPECT_EQ((*press)["type"], "interactive");
    EXPECT_EQ((*press)["payload"]["actions"][0]["action_id"], "send");
    app.ack(*press);
    EXPECT_EQ(pressed.get()["acked"], true);

    Json post{{"channel", "C0GENERAL"}};
    post.update(preview());
    EXPECT_EQ(slack.api("chat.postMessage", post)["ok"], true);
    slack.respond((*press)["payload"]["response_url"], {{"delete_original", true}});
    const Json seen = slack.see("U0LEE", "C0GENERAL");
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_EQ(seen[0]["blocks"][0]["image_url"], "https://img.test/cat.png");
    EXPECT_EQ(slack.see("U0KIM", "C0GENERAL"), seen);
}

TEST(SocketMode, EachEnvelopeGoesToOneOfSeveralSockets) {
    const LocalSlack slack;
    AppSocket first(socket_url(slack));
    ASSERT_TRUE(first.frames.take());
    AppSocket second(socket_url(slack));
    ASSERT_EQ((*second.frames.take())["num_connections"], 2);
    auto one = slack.order_meanwhile("say", kSearch);
    const auto a = first.frames.take();
    ASSERT_TRUE(a);
    auto two = slack.order_meanwhile("say", kSearch);
    const auto b = second.frames.take();
    ASSERT_TRUE(b);
    EXPECT_NE((*a)["envelope_id"], (*b)["envelope_id"]);
    second.ack(*a);  // an ack may come on any connection
    second.ack(*b);
    EXPECT_EQ(one.get()["acked"], true);
    EXPECT_EQ(two.get()["acked"], true);
}

TEST(SocketMode, ATicketIsGoodOnce) {
    const LocalSlack slack;
    const std::string url = socket_url(slack);
    AppSocket first(url);
    ASSERT_TRUE(first.frames.take());
    AppSocket second(url);
    EXPECT_EQ(second.ends.take(), "upgrade_refused: status 403");
}

TEST(SocketMode, TheEleventhConnectionIsTooMany) {
    const LocalSlack slack;
    std::deque<AppSocket> apps;
    for (int i = 0; i < 10; ++i)
        ASSERT_TRUE(apps.emplace_back(socket_url(slack)).frames.take()) << i;
    AppSocket one_more(socket_url(slack));
    const auto frame = one_more.frames.take();
    ASSERT_TRUE(frame);
    EXPECT_EQ((*frame)["type"], "disconnect");
    EXPECT_EQ((*frame)["reason"], "too_many_websockets");
    EXPECT_TRUE(one_more.ends.take());
}

TEST(SocketMode, AFrameOfMoreThan20KilobytesClosesTheConnection) {
    const LocalSlack slack;
    AppSocket app(socket_url(slack));
    ASSERT_TRUE(app.frames.take());
    app.send({{"envelope_id", std::string(21'000, 'a')}});
    EXPECT_EQ(app.ends.take(), "closed 1009");
}

TEST(SocketMode, AnOrderedDisconnectReachesTheSocketWhichStillGetsEnvelopes) {
    const LocalSlack slack;
    AppSocket app(socket_url(slack));
    ASSERT_TRUE(app.frames.take());
    slack.order("faults", {{"method", "socket"}, {"disconnect", "warning"}});
    const auto frame = app.frames.take();
    ASSERT_TRUE(frame);
    EXPECT_EQ((*frame)["reason"], "warning");
    auto said = slack.order_meanwhile("say", kSearch);
    const auto command = app.frames.take();
    ASSERT_TRUE(command);
    app.ack(*command);
    EXPECT_EQ(said.get()["acked"], true);
}

TEST(SocketMode, AConnectionWithoutHelloCountsButGetsNoEnvelope) {
    const LocalSlack slack;
    slack.order("faults", {{"method", "socket"}, {"no_hello", true}});
    AppSocket silent(socket_url(slack));
    ASSERT_TRUE(slack.has_connections(1));
    EXPECT_EQ(slack.order("say", kSearch)["failure"], "dispatch_failed");
    AppSocket app(socket_url(slack));
    EXPECT_EQ((*app.frames.take())["num_connections"], 2);
    for (int i = 0; i < 2; ++i) {
        auto said = slack.order_meanwhile("say", kSearch);
        const auto command = app.frames.take();
        ASSERT_TRUE(command);
        app.ack(*command);
        EXPECT_EQ(said.get()["acked"], true);
    }
    EXPECT_FALSE(silent.frames.take(0ms));
}

TEST(SocketMode, TurnedOffTheSocketsAreToldSo) {
    const LocalSlack slack("http://127.0.0.1:1/slack/events");
    AppSocket app(socket_url(slack));
    const auto frame = app.frames.take();
    ASSERT_TRUE(frame);
    EXPECT_EQ((*frame)["reason"], "link_disabled");
    EXPECT_EQ(slack.order("mode", {{"socket", true}})["socket"], true);
    AppSocket now(socket_url(slack));
    EXPECT_EQ((*now.frames.take())["type"], "hello");
}

TEST(SocketMode, ThoseWhoWaitDoNotHoldUpTheEnd) {
    LocalSlack slack;
    const Json seen = parse_json(slack.request("GET", "/twin/see?user=U0KIM&channel=C0TEAM").body);
    auto waiting = std::async(std::launch::async, [&] {
        return slack.request("GET", "/twin/see?user=U0KIM&channel=C0TEAM&wait_ms=20000&since=" +
                                        to_text(seen["seq"]));
    });
    EXPECT_EQ(waiting.wait_for(200ms), std::future_status::timeout);
    const auto began = std::chrono::steady_clock::now();
    slack.stop();
    EXPECT_LT(std::chrono::steady_clock::now() - began, 5s);
    EXPECT_NE(waiting.get().status, 200);
}

}  // namespace
}  // namespace twin
