// What a gateway needs around it: Kafka in memory, and a Slack that the test directs.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "tests/fixtures/service_world.hpp"
#include "tests/integration/gateway/slack_stage.hpp"

namespace gateway_tests {

using fixtures::eventually;
using fixtures::ServiceProcess;
using namespace std::chrono_literals;

inline constexpr const char* app_token = "xapp-1-A1-1-not-a-live-one";

inline std::string command(const std::string& id) {
    return json{{"envelope_id", id},
                {"type", "slash_commands"},
                {"accepts_response_payload", true},
                {"payload",
                 {{"team_id", "T1"},
                  {"channel_id", "C1"},
                  {"user_id", "U1"},
                  {"command", "/sticker"},
                  {"text", "search"},
                  {"trigger_id", "1.2." + id}}}}
        .dump();
}

inline std::string interactive(const std::string& id, const std::string& type) {
    return json{{"envelope_id", id},
                {"type", "interactive"},
                {"accepts_response_payload", true},
                {"payload",
                 {{"type", type},
                  {"team", {{"id", "T1"}}},
                  {"user", {{"id", "U1"}}},
                  {"trigger_id", "1.2." + id},
                  {"view", {{"id", "V1"}, {"blocks", {{{"type", "input"}, {"block_id", "count"}}}}}}}}}
        .dump();
}

// A mention; `event` is the same on each of Slack's tries.
inline std::string mention(const std::string& id, const std::string& event, int attempt = 0) {
    return json{{"envelope_id", id},
                {"type", "events_api"},
                {"accepts_response_payload", false},
                {"retry_attempt", attempt},
                {"retry_reason", attempt > 0 ? "timeout" : ""},
                {"payload",
                 {{"team_id", "T1"},
                  {"type", "event_callback"},
                  {"event_id", event},
                  {"event", {{"type", "app_mention"}, {"channel", "C1"}, {"user", "U1"}}}}}}
        .dump();
}

struct World : fixtures::ServiceWorld {
    SlackStage slack;
    std::string log_file;

    World() {
        std::string name = (std::filesystem::temp_directory_path() / "ssb-gateway-XXXXXX").string();
        close(mkstemp(name.data()));
        log_file = name;
        environment["SLACK_API_URL"] = slack.api_url();
        environment["SLACK_APP_TOKEN"] = app_token;
        environment["SLACK_SOCKETS"] = "1";
    }
    ~World() override {
        const std::string written = log();
        EXPECT_EQ(written.find("very-secret"), std::string::npos) << "a secret in the log";
        std::filesystem::remove(log_file);
        if (HasFailure()) std::fprintf(stderr, "the gateway's log:\n%s\n", written.c_str());
    }

    std::string log() const {
        std::ostringstream text;
        text << std::ifstream(log_file).rdbuf();
        return text.str();
    }
    static bool ready(const ServiceProcess& gateway) {
        return eventually([&] { return is_ready(gateway); }, 20s);
    }
    static std::string metrics(const ServiceProcess& gateway) {
        return ask(gateway, "/metrics").body;
    }
    static bool is_alive(const ServiceProcess& gateway) {
        return ask(gateway, "/livez").status == 200;
    }
    bool takes_a_command(const std::string& id) {
        slack.send(slack.newest(), command(id));
        return eventually([&] { return slack.has_ack(id); });
    }
    bool is_answered(const std::string& id, std::chrono::milliseconds limit = 10s) const {
        return eventually([&] { return slack.has_ack(id); }, limit);
    }
    static bool counts(const ServiceProcess& gateway, const std::string& line) {
        return eventually([&] { return metrics(gateway).find(line) != std::string::npos; });
    }
    // The envelopes whose records are in the log, each as often as it is there.
    std::map<std::string, int> stored() const {
        std::map<std::string, int> found;
        for (const auto& wire : all(proto::events_topic)) {
            if (const std::string id(wire.header("x-envelope-id")); !id.empty()) ++found[id];
        }
        return found;
    }
    // What Slack was told to be safe must be in the log.
    void expect_nothing_acked_and_lost() const {
        const auto there = stored();
        for (const auto& ack : slack.acks()) {
            if (!ack.bare) continue;
            EXPECT_TRUE(there.count(ack.id)) << ack.id << " was acked and is lost";
        }
    }
    // How long until a command typed again and again is taken.
    std::chrono::milliseconds time_until_service() {
        const auto began = std::chrono::steady_clock::now();
        int tries = 0;
        EXPECT_TRUE(eventually([&] {
            const std::string id = "typed again " + std::to_string(++tries);
            slack.send(slack.newest(), command(id));
            return is_answered(id, 3s) && slack.ack_of(id).bare;
        }, 20s));
        return std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::steady_clock::now() - began);
    }
    bool log_says(const std::string& words) const {
        return eventually([&] { return log().find(words) != std::string::npos; });
    }
};

}  // namespace gateway_tests
