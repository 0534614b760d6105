#include <future>

#include "libs/crypto/hash.hpp"
#include "tests/integration/gateway/answering_worker.hpp"
#include "tests/integration/gateway/world.hpp"

namespace gateway_tests {
namespace {

constexpr const char* signing_secret = "0123456789abcdef0123456789abcdef";
constexpr const char* some_options = R"({"options":[{"text":{"type":"plain_text","text":"곰"},"value":"b"}]})";
constexpr const char* field_error = R"({"response_action":"errors","errors":{"count":"3..5"}})";

struct Reply : World {
    Reply() { client.extra["fetch.wait.max.ms"] = "10"; }

    // An option list for a question; for a modal what is wrong with it.
    static std::vector<proto::Wire> right(const proto::Event& event) {
        return {proto::encode(
            reply_to(event, event.subject == "block_suggestion" ? some_options : field_error))};
    }
};

TEST_F(Reply, AnOptionListAndAModalAreAckedWithWhatTheWorkerSaid) {
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    const AnsweringWorker worker(client, "sticker.", right);
    slack.send(slack.newest(), interactive("o", "block_suggestion"));
    slack.send(slack.newest(), interactive("m", "view_submission"));
    slack.send(slack.newest(), interactive("b", "block_actions"));
    for (const char* id : {"o", "m", "b"}) ASSERT_TRUE(is_answered(id)) << id;
    EXPECT_EQ(slack.ack_of("o").payload, json::parse(some_options));
    EXPECT_EQ(slack.ack_of("m").payload, json::parse(field_error));
    EXPECT_TRUE(slack.ack_of("b").bare);
    EXPECT_EQ(slack.acks().size(), 3u);
}

TEST_F(Reply, WithNoWorkerBothAreAnsweredBeforeSlacksThreeSeconds) {
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    const auto sent = std::chrono::steady_clock::now();
    slack.send(slack.newest(), interactive("o", "block_suggestion"));
    slack.send(slack.newest(), interactive("m", "view_submission"));
    ASSERT_TRUE(is_answered("o"));
    ASSERT_TRUE(is_answered("m"));
    EXPECT_LT(slack.ack_of("o").at - sent, 3s);
    EXPECT_LT(slack.ack_of("m").at - sent, 3s);
    EXPECT_EQ(slack.ack_of("o").payload, json({{"options", json::array()}}));
    EXPECT_TRUE(slack.ack_of("m").payload["errors"].contains("count"));
    EXPECT_EQ(all(proto::events_topic).size() - 1, 2u) << "stored all the same";
    EXPECT_TRUE(counts(gateway, R"(kind="submission",outcome="unanswered"} 1)"));
}

TEST_F(Reply, OfTwoGatewaysTheOneThatAskedTakesItAndTheOtherDropsIt) {
    SlackStage elsewhere;
    const ServiceProcess one(environment, log_file);
    auto other_environment = environment;
    other_environment["SLACK_API_URL"] = elsewhere.api_url();
    const ServiceProcess other(other_environment, log_file);
    ASSERT_TRUE(ready(one));
    ASSERT_TRUE(ready(other));
    const AnsweringWorker worker(client, "sticker.", right);
    slack.send(slack.newest(), interactive("o", "block_suggestion"));
    ASSERT_TRUE(is_answered("o"));
    EXPECT_EQ(slack.ack_of("o").payload, json::parse(some_options));
    EXPECT_TRUE(counts(one, R"(gateway_replies_total{outcome="taken"} 1)"));
    EXPECT_TRUE(counts(other, R"(gateway_replies_total{outcome="foreign"} 1)"));
    EXPECT_TRUE(elsewhere.acks().empty());
}

// Twice, and around them what is no use: the envelope ends as if only the right one had come.
TEST_F(Reply, WhatIsMalformedOrForNobodyHurtsNothing) {
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    const AnsweringWorker worker(client, "sticker.", [](const proto::Event& event) {
        auto broken = proto::encode(reply_to(event, "{\"options\":"));
        auto long_one = reply_to(event, R"({"x":")" + std::string(20'000, 'x') + "\"}");
        auto strange = reply_to(event, some_options);
        strange.envelope_id = "never seen";
        const auto good = proto::encode(reply_to(event, some_options));
        return std::vector<proto::Wire>{broken, proto::encode(long_one), proto::encode(strange),
                                        proto::Wire{"", {}, "no record of ours"}, good, good};
    });
    slack.send(slack.newest(), interactive("o", "block_suggestion"));
    ASSERT_TRUE(is_answered("o"));
    EXPECT_EQ(slack.ack_of("o").payload, json::parse(some_options));
    EXPECT_TRUE(counts(gateway, R"(gateway_replies_total{outcome="malformed"} 1)"));
    EXPECT_TRUE(counts(gateway, R"(gateway_replies_total{outcome="too_long"} 1)"));
    EXPECT_TRUE(counts(gateway, R"(gateway_replies_total{outcome="unawaited"} 2)"));
    EXPECT_EQ(slack.acks().size(), 1u);
    EXPECT_TRUE(is_alive(gateway));
}

TEST_F(Reply, IsReadyOnlyOnceTheTopicIsThereAndItsEndIsKnown) {
    for (const proto::Topic& topic : proto::topics) {
        if (topic.name != proto::replies_topic.name)
            cluster.create_topic(topic.full("late."), topic.partitions);
    }
    environment["KAFKA_TOPIC_PREFIX"] = "late.";
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(log_says("late.replies.v1"));
    EXPECT_FALSE(is_ready(gateway));
    EXPECT_NE(ask(gateway, "/readyz").body.find("replies"), std::string::npos);
    EXPECT_TRUE(slack.open().empty()) << "takes envelopes that nobody can answer";
    cluster.create_topic(proto::replies_topic.full("late."), proto::replies_topic.partitions);
    ASSERT_TRUE(ready(gateway));
    const AnsweringWorker worker(client, "late.", right);
    slack.send(slack.newest(), interactive("o", "block_suggestion"));
    ASSERT_TRUE(is_answered("o"));
    EXPECT_EQ(slack.ack_of("o").payload, json::parse(some_options));
}

TEST_F(Reply, TheyComeAgainAfterTheBrokerWasAway) {
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    const AnsweringWorker worker(client, "sticker.", right);
    cluster.set_down(true);
    slack.send(slack.newest(), interactive("away", "block_suggestion"));
    ASSERT_TRUE(is_answered("away", 3s));
    EXPECT_EQ(slack.ack_of("away").payload, json({{"options", json::array()}}));
    cluster.set_down(false);
    const auto back = std::chrono::steady_clock::now();
    int tries = 0;
    ASSERT_TRUE(eventually([&] {
        const std::string id = "back " + std::to_string(++tries);
        slack.send(slack.newest(), interactive(id, "block_suggestion"));
        return is_answered(id, 3s) && slack.ack_of(id).payload == json::parse(some_options);
    }));
    EXPECT_LE(std::chrono::steady_clock::now() - back, 5s);
}

struct HttpReply : Reply {
    HttpReply() {
        environment["SLACK_SOCKET_MODE"] = "false";
        environment["SLACK_SIGNING_SECRET"] = signing_secret;
        environment["HTTP_ADDR"] = "127.0.0.1:0";
    }
    // What Slack gets for an interaction.
    static http::Response post(const ServiceProcess& gateway, const std::string& type) {
        const auto url = http::parse_url(gateway.address("http"));
        http::ClientConfig config;
        config.origin = url->origin();
        http::Request request;
        request.method = "POST";
        request.path = url->target;
        request.body = "payload=" + http::url_encode(json::parse(interactive("h", type))["payload"].dump());
        const std::string at = std::to_string(
            base::SystemClock().now().time_since_epoch().count() / 1000);
        request.headers = {
            {"Content-Type", "application/x-www-form-urlencoded"},
            {"X-Slack-Request-Timestamp", at},
            {"X-Slack-Signature", "v0=" + crypto::hmac_sha256_hex(base::Secret(signing_secret),
                                                                  "v0:" + at + ":" + request.body)}};
        const auto answer = http::Client(config).send(request);
        return answer ? *answer : http::Response{0, {}, {}};
    }
};

TEST_F(HttpReply, ThePostIsAnsweredWithWhatTheWorkerSaid) {
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    const AnsweringWorker worker(client, "sticker.", [](const proto::Event& event) {
        auto records = right(event);
        if (event.subject == "view_submission") records = {proto::encode(reply_to(event, ""))};
        records.push_back(records[0]);  // a repeat
        return records;
    });
    const auto options = post(gateway, "block_suggestion");
    EXPECT_EQ(options.status, 200);
    EXPECT_EQ(json::parse(options.body, nullptr, false), json::parse(some_options));
    const auto modal = post(gateway, "view_submission");
    EXPECT_EQ(modal.status, 200);
    EXPECT_EQ(modal.body, "") << "a bare ack closes it";
    EXPECT_EQ(post(gateway, "block_actions").body, "");
}

TEST_F(HttpReply, WithNoWorkerBothAreAnsweredBeforeSlacksThreeSeconds) {
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    const auto sent = std::chrono::steady_clock::now();
    const auto modal = post(gateway, "view_submission");
    EXPECT_LT(std::chrono::steady_clock::now() - sent, 3s);
    EXPECT_EQ(modal.status, 200);
    EXPECT_TRUE(json::parse(modal.body, nullptr, false)["errors"].contains("count")) << modal.body;
    const auto asked = std::chrono::steady_clock::now();
    EXPECT_EQ(post(gateway, "block_suggestion").body, R"({"options":[]})");
    EXPECT_LT(std::chrono::steady_clock::now() - asked, 3s);
    EXPECT_TRUE(counts(gateway, R"(kind="submission",outcome="unanswered"} 1)"));
}

TEST_F(HttpReply, QuestionsThatNobodyAnswersLeaveRoomForTheRest) {
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    std::vector<std::future<http::Response>> questions;
    for (int i = 0; i < 70; ++i) {
        questions.push_back(std::async(std::launch::async,
                                       [&] { return post(gateway, "block_suggestion"); }));
    }
    ASSERT_TRUE(counts(gateway, R"(gateway_limit_reached_total{limit="waiting"})"));
    const auto pressed = std::chrono::steady_clock::now();
    EXPECT_EQ(post(gateway, "block_actions").status, 200);
    EXPECT_LT(std::chrono::steady_clock::now() - pressed, 2s);
    for (auto& question : questions) EXPECT_EQ(question.get().body, R"({"options":[]})");
}

}  // namespace
}  // namespace gateway_tests
