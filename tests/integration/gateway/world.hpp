// What a gateway needs around it: Kafka in memory, and a Slack that the test directs.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
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
    bool log_says(const std::string& words) const {
        return eventually([&] { return log().find(words) != std::string::npos; });
    }
};

}  // namespace gateway_tests
