#include "tests/integration/gateway/world.hpp"

namespace gateway_tests {
namespace {

struct SocketLife : World {};

TEST_F(SocketLife, SeveralSocketsAckEachWhatItBrought) {
    environment["SLACK_SOCKETS"] = "3";
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    ASSERT_TRUE(eventually([&] { return slack.open().size() == 3; }));
    for (const ConnectionId id : slack.open()) slack.send(id, command("e" + std::to_string(id)));
    ASSERT_TRUE(eventually([&] { return slack.acks().size() == 3; }));
    for (const auto& ack : slack.acks()) {
        EXPECT_EQ(ack.id, "e" + std::to_string(ack.connection));
        EXPECT_TRUE(ack.bare);
    }
    EXPECT_EQ(all(proto::events_topic).size() - 1, 3u);  // and the probe record
}

// field-pain 8: simultaneous dials are what Slack answers with 409.
TEST_F(SocketLife, OneSocketAtATimeIsOnItsWay) {
    environment["SLACK_SOCKETS"] = "3";
    slack.hold_hellos();
    const ServiceProcess gateway(environment, log_file);
    for (std::size_t open = 1; open <= 3; ++open) {
        ASSERT_TRUE(eventually([&] { return slack.open().size() == open; }));
        ASSERT_EQ(slack.calls().size(), open);
        EXPECT_EQ(is_ready(gateway), open > 1) << "before its first hello it is not ready";
        slack.greet_waiting();
        if (open == 1) {
            ASSERT_TRUE(ready(gateway));
        }
    }
}

TEST_F(SocketLife, AGoodbyeIsAnsweredByANewSocketBeforeTheOldOneCloses) {
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    slack.extremes();
    for (const char* reason : {"warning", "refresh_requested", "a_reason_of_tomorrow"}) {
        const ConnectionId old = slack.newest();
        slack.say_goodbye(old, reason);
        ASSERT_TRUE(eventually([&] { return slack.newest() != old; })) << reason;
        EXPECT_EQ(slack.open().count(old), 1u) << reason;
        const std::string id = std::string("late ") + reason;
        slack.send(old, command(id));
        ASSERT_TRUE(eventually([&] { return slack.has_ack(id); })) << reason;
        EXPECT_EQ(slack.acks().back().connection, old) << reason;
        ASSERT_TRUE(takes_a_command(std::string("fresh ") + reason));
        slack.close(old);
        ASSERT_TRUE(eventually([&] { return slack.open().count(old) == 0; })) << reason;
        EXPECT_TRUE(is_ready(gateway));
    }
    const auto [fewest, most] = slack.extremes();
    EXPECT_EQ(fewest, 1u);
    EXPECT_EQ(most, 2u);
}

// field-pain 5: before the upgrade, in place of hello, after it, and while closing.
TEST_F(SocketLife, AGoodbyeAtAnyMomentLeavesOneSocketThatWorks) {
    slack.refuse_upgrade_next(503);
    for (const char* reason : {"warning", "refresh_requested", "", "a_reason_of_tomorrow"}) {
        slack.greet_next_with(json{{"type", "disconnect"}, {"reason", reason}}.dump());
    }
    slack.greet_next_with(R"({"type":"disconnect"})");
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(eventually([&] { return is_ready(gateway); }, 30s));
    for (const char* reason : {"warning", "refresh_requested"}) {
        const ConnectionId old = slack.newest();
        slack.say_goodbye(old, reason);
        slack.close(old);
        slack.say_goodbye(old, reason);
        ASSERT_TRUE(eventually([&] { return slack.newest() != old && is_ready(gateway); }));
    }
    ASSERT_TRUE(takes_a_command("after all"));
    EXPECT_TRUE(eventually([&] { return slack.open().size() == 1; }));
    EXPECT_TRUE(is_alive(gateway));
}

TEST_F(SocketLife, TooManySocketsClosesFirstAndComesBackLater) {
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    const std::size_t calls = slack.calls().size();
    const auto told = std::chrono::steady_clock::now();
    slack.say_goodbye(slack.newest(), "too_many_websockets");
    ASSERT_TRUE(eventually([&] { return slack.open().empty(); }));
    ASSERT_TRUE(eventually([&] { return !is_ready(gateway); }));
    ASSERT_TRUE(eventually([&] { return slack.calls().size() > calls; }, 20s));
    EXPECT_GE(slack.calls().back() - told, 2400ms);
    EXPECT_TRUE(ready(gateway));
    EXPECT_TRUE(log_says("SLACK_SOCKETS"));
}

TEST_F(SocketLife, SocketModeSwitchedOffIsSaidWithWhatToDo) {
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    slack.say_goodbye(slack.newest(), "link_disabled");
    ASSERT_TRUE(eventually([&] { return slack.open().empty() && !is_ready(gateway); }));
    EXPECT_TRUE(log_says("socket_mode_is_off"));
    EXPECT_NE(ask(gateway, "/readyz").body.find("Socket Mode is off"), std::string::npos);
    EXPECT_TRUE(is_alive(gateway));
}

// field-pain 3.
TEST_F(SocketLife, GhostsRaiseAMetricAndKeepItFromOpeningMore) {
    environment["SLACK_SOCKETS"] = "2";
    slack.count_connections_as(10);
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    EXPECT_TRUE(log_says("slack_counts_too_many"));
    EXPECT_NE(metrics(gateway).find("gateway_slack_num_connections 10"), std::string::npos);
    EXPECT_EQ(slack.open().size(), 1u);
    slack.count_connections_as(0);
    EXPECT_TRUE(eventually([&] { return slack.open().size() == 2; }));
    ASSERT_TRUE(takes_a_command("after the ghosts"));
}

// field-pain 1: silence is a dead socket, and is noticed and mended within 15 s.
TEST_F(SocketLife, ASocketThatFallsSilentIsReplacedInTime) {
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    const ConnectionId old = slack.newest();
    slack.mute(old);
    const auto silent = std::chrono::steady_clock::now();
    ASSERT_TRUE(eventually([&] { return slack.newest() != old; }, 20s));
    EXPECT_LE(std::chrono::steady_clock::now() - silent, 15s);
    ASSERT_TRUE(takes_a_command("after the silence"));
    EXPECT_TRUE(eventually([&] { return slack.open().count(old) == 0; }));
    EXPECT_TRUE(eventually([&] {
        return metrics(gateway).find("gateway_sockets_live 1") != std::string::npos;
    }));
}

// field-pain 15: whoever says the same thing twenty thousand times is heard, and written down once.
TEST_F(SocketLife, ASlackThatRepeatsItselfFillsNoLog) {
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    const auto lines = [&] {
        const std::string text = log();
        return std::count(text.begin(), text.end(), '\n');
    };
    const auto before = lines();
    const ConnectionId old = slack.newest();
    for (int i = 0; i < 5'000; ++i) {
        slack.say_goodbye(old, "warning");
        slack.say_goodbye(old, "reason " + std::to_string(i));
        slack.send(old, R"({"type":"hello","num_connections":3})");
        slack.send(old, i % 2 ? "null" : R"({"type":"of_tomorrow"})");
    }
    slack.send(old, command("after all that"));
    ASSERT_TRUE(eventually([&] { return slack.has_ack("after all that"); }));
    EXPECT_LE(lines() - before, 6);
    const std::string figures = metrics(gateway);
    EXPECT_NE(figures.find(R"(gateway_disconnects_total{reason="warning"} 5000)"), std::string::npos);
}

}  // namespace
}  // namespace gateway_tests
