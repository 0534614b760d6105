// What a worker needs around it beside Kafka and Redis: a Slack that knows its members.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "libs/http/server.hpp"
#include "proto/decision.hpp"
#include "tests/fixtures/service_world.hpp"
#include "tests/unit/worker/world.hpp"

namespace worker_tests {

using fixtures::eventually;
using fixtures::ServiceProcess;
using namespace std::chrono_literals;

struct World : fixtures::ServiceWorld {
    http::Server slack{http::ServerConfig{}};

    void SetUp() override {
        slack.route("POST", "/api/users.info", [](const http::Request&) {
            return http::Response::json(
                200,
                R"({"ok":true,"user":{"locale":"ko-KR","profile":{"display_name":"김지민"}}})");
        });
        const auto port = slack.start();
        ASSERT_TRUE(port.ok());
        environment["SLACK_API_URL"] = "http://127.0.0.1:" + std::to_string(*port) + "/api/";
        environment["SLACK_BOT_TOKEN"] = "xoxb-0-test-0";
        environment["LOG_LEVEL"] = "warn";
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
        std::vector<proto::Wire> wires;
        for (const proto::Event& event : events) wires.push_back(proto::encode(event));
        publish_to(proto::events_topic, wires);
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
};

}  // namespace worker_tests
