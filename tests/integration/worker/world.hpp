// What a worker needs around it: a Kafka in memory, a real Redis, a Slack that knows its members.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "libs/http/client.hpp"
#include "libs/http/server.hpp"
#include "libs/kafka/log_reader.hpp"
#include "libs/kafka/mock_cluster.hpp"
#include "libs/kafka/producer.hpp"
#include "proto/decision.hpp"
#include "proto/topics.hpp"
#include "tests/fixtures/redis_server.hpp"
#include "tests/integration/worker/worker_process.hpp"
#include "tests/unit/worker/world.hpp"

namespace worker_tests {

using fixtures::eventually;
using namespace std::chrono_literals;

struct World : testing::Test {
    fixtures::RedisServer redis;  // first: it forks before any thread is there
    kafka::MockCluster cluster;
    http::Server slack{http::ServerConfig{}};
    kafka::ClientConfig client;
    Environment environment;

    void SetUp() override {
        for (const proto::Topic& topic : proto::topics) {
            cluster.create_topic(topic.full("sticker."), topic.partitions);
        }
        slack.route("POST", "/api/users.info", [](const http::Request&) {
            return http::Response::json(
                200,
                R"({"ok":true,"user":{"locale":"ko-KR","profile":{"display_name":"김지민"}}})");
        });
        const auto port = slack.start();
        ASSERT_TRUE(port.ok());
        client.brokers = cluster.bootstrap();
        client.client_id = "test";
        environment = {{"KAFKA_BROKERS", client.brokers},
                       {"KAFKA_CLIENT_OPTIONS", "fetch.wait.max.ms=10,session.timeout.ms=3500"},
                       {"REDIS_URL", redis.url()},
                       {"SLACK_API_URL", "http://127.0.0.1:" + std::to_string(*port) + "/api/"},
                       {"SLACK_BOT_TOKEN", "xoxb-0-test-0"},
                       {"LOG_LEVEL", "warn"},
                       {"ADMIN_ADDR", "127.0.0.1:0"}};
    }

    // The `number`-th command of the test, each in one of ten conversations.
    static proto::Event command(int number) {
        const std::string id = "E" + std::to_string(number);
        proto::Event event = worker::command("search 고양이", "/sticker", id);
        event.conversation.channel = proto::ChannelId("C" + std::to_string(number % 10));
        event.received_at = base::SystemClock().now();
        return event;
    }

    void publish(const std::vector<proto::Event>& events) {
        kafka::Producer producer(client);
        for (const proto::Event& event : events) {
            proto::Wire wire = proto::encode(event);
            producer.publish(
                {proto::events_topic.full("sticker."), wire.key, wire.headers, wire.value, {}},
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
    std::vector<proto::Action> actions() const {
        std::vector<proto::Action> found;
        for (const proto::Wire& wire : all(proto::actions_topic)) {
            if (auto action = proto::decode_action(wire)) found.push_back(*std::move(action));
        }
        return found;
    }
    std::vector<proto::Decision> decisions() const {
        std::vector<proto::Decision> found;
        for (const proto::Wire& wire : all(proto::outcomes_topic)) {
            if (auto decision = proto::decode_decision(wire)) found.push_back(*std::move(decision));
        }
        return found;
    }
    // Events that have at least one decision.
    std::set<std::string> decided() const {
        std::set<std::string> events;
        for (const proto::Decision& decision : decisions()) events.insert(decision.event.value);
        return events;
    }

    // What an admin endpoint answers; empty where there is none.
    static http::Response ask(const WorkerProcess& process, const std::string& path) {
        http::ClientConfig config;
        config.origin = process.admin_url();
        http::Request request;
        request.method = "GET";
        request.path = path;
        const auto answer = http::Client(config).send(request);
        return answer ? *answer : http::Response{};
    }
    static bool ready(const WorkerProcess& process) {
        return ask(process, "/readyz").status == 200;
    }
};

}  // namespace worker_tests
