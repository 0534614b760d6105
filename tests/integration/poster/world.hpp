// What a poster needs around it: a Kafka in memory, a real Redis, a Slack that remembers its calls.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "libs/http/client.hpp"
#include "libs/kafka/log_reader.hpp"
#include "libs/kafka/mock_cluster.hpp"
#include "libs/kafka/producer.hpp"
#include "proto/topics.hpp"
#include "tests/fixtures/redis_server.hpp"
#include "tests/integration/poster/poster_process.hpp"
#include "tests/integration/poster/slack_server.hpp"
#include "tests/unit/poster/world.hpp"

namespace poster_tests {

using fixtures::eventually;
using proto::End;
using namespace std::chrono_literals;

inline constexpr const char* token = "xoxb-0-very-secret-0";

struct World : testing::Test {
    // First: it forks before any thread is there.
    fixtures::RedisServer redis{{"--maxmemory", "64mb", "--maxmemory-policy", "volatile-ttl"}};
    kafka::MockCluster cluster;
    SlackServer slack;
    kafka::ClientConfig client;
    Environment environment;

    void SetUp() override {
        for (const proto::Topic& topic : proto::topics) {
            cluster.create_topic(topic.full("sticker."), topic.partitions);
        }
        client.brokers = cluster.bootstrap();
        client.client_id = "test";
        environment = {{"KAFKA_BROKERS", client.brokers},
                       {"KAFKA_CLIENT_OPTIONS", "fetch.wait.max.ms=10,session.timeout.ms=3500"},
                       {"REDIS_URL", redis.url()},
                       {"SLACK_API_URL", slack.api_url()},
                       {"SLACK_BOT_TOKEN", token},
                       {"LOG_LEVEL", "error"},
                       {"ADMIN_ADDR", "127.0.0.1:0"}};
    }

    // The `number`-th sticker of the test.
    proto::Action sticker(int number, const std::string& channel = "C1") const {
        auto action = poster::sticker(base::SystemClock().now(), "preview", number);
        action.conversation.channel = proto::ChannelId(channel);
        action.arguments =
            json{{"channel", channel}, {"text", "cat " + std::to_string(number)}}.dump();
        action.notify->response_url = slack.response_url();
        return action;
    }
    proto::Action previews(const std::string& intent) const {
        auto action = poster::previews(base::SystemClock().now(), intent);
        action.arguments = json{{"text", intent}}.dump();
        action.response_url = slack.response_url();
        action.notify->response_url = slack.response_url();
        return action;
    }

    void publish(const std::vector<proto::Action>& actions) {
        std::vector<proto::Wire> wires;
        for (const auto& action : actions) wires.push_back(proto::encode(action));
        publish(wires);
    }
    void publish(const std::vector<proto::Wire>& wires) {
        kafka::Producer producer(client);
        for (const auto& wire : wires) {
            producer.publish(
                {proto::actions_topic.full("sticker."), wire.key, wire.headers, wire.value, {}},
                [](const base::Result<stream::Position>& where) { EXPECT_TRUE(where.ok()); });
        }
        EXPECT_TRUE(producer.flush(10s));
    }

    std::vector<proto::Wire> all(const proto::Topic& topic) const {
        std::vector<proto::Wire> wires;
        const kafka::Stretch whole{topic.full("sticker."), base::Time{},
                                   base::SystemClock().now() + 1h};
        (void)kafka::read(client, whole, [&](const stream::Record& record) {
            wires.push_back({record.key, record.headers, record.value});
            return true;
        });
        return wires;
    }
    std::vector<proto::Outcome> outcomes(End end) const {
        std::vector<proto::Outcome> found;
        for (const auto& wire : all(proto::outcomes_topic)) {
            auto outcome = proto::decode_outcome(wire);
            if (outcome && outcome->end == end) found.push_back(*std::move(outcome));
        }
        return found;
    }
    bool reaches(End end, std::size_t count, std::chrono::milliseconds limit = 30s) const {
        return eventually([&] { return outcomes(end).size() >= count; }, limit);
    }
    bool posts_reach(std::size_t count, std::chrono::milliseconds limit = 30s) const {
        return eventually([&] { return slack.calls("chat.postMessage").size() >= count; }, limit);
    }

    static http::Response ask(const PosterProcess& process, const std::string& path) {
        http::ClientConfig config;
        config.origin = process.admin_url();
        http::Request request;
        request.method = "GET";
        request.path = path;
        const auto answer = http::Client(config).send(request);
        return answer ? *answer : http::Response{0, {}, {}};
    }
    static bool ready(const PosterProcess& process) {
        return eventually([&] { return ask(process, "/readyz").status == 200; }, 20s);
    }
};

}  // namespace poster_tests
