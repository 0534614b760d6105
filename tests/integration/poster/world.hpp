// What a poster needs around it beside Kafka and Redis: a Slack that remembers its calls.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/fixtures/service_world.hpp"
#include "tests/integration/poster/slack_server.hpp"
#include "tests/unit/poster/world.hpp"

namespace poster_tests {

using fixtures::eventually;
using fixtures::ServiceProcess;
using proto::End;
using namespace std::chrono_literals;

inline constexpr const char* token = "xoxb-0-very-secret-0";

struct World : fixtures::ServiceWorld {
    SlackServer slack;

    explicit World(const std::vector<std::string>& more = {}) : ServiceWorld(options(more)) {
        environment["SLACK_API_URL"] = slack.api_url();
        environment["SLACK_BOT_TOKEN"] = token;
        environment["LOG_LEVEL"] = "error";
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
    // The same with its id in the metadata, so that a look at the history finds it.
    proto::Action traced(int number, const std::string& channel = "C1") const {
        auto action = sticker(number, channel);
        action.arguments =
            json{{"channel", channel},
                 {"text", "cat " + std::to_string(number)},
                 {"metadata",
                  {{"event_type", "sticker_post"}, {"event_payload", {{"id", action.id.value}}}}}}
                .dump();
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
    void publish(const std::vector<proto::Wire>& wires) { publish_to(proto::actions_topic, wires); }

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

    static std::vector<std::string> options(const std::vector<std::string>& more) {
        std::vector<std::string> all{"--maxmemory", "64mb", "--maxmemory-policy", "volatile-ttl"};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    static bool ready(const ServiceProcess& process) {
        return eventually([&] { return is_ready(process); }, 20s);
    }
};

}  // namespace poster_tests
