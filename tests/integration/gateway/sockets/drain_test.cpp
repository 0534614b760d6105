#include <future>

#include "tests/integration/gateway/world.hpp"
#include "tests/unit/http/raw_peer.hpp"

namespace gateway_tests {
namespace {

struct Drain : World {
    std::chrono::milliseconds stop(ServiceProcess& gateway) {
        const auto begin = std::chrono::steady_clock::now();
        EXPECT_EQ(gateway.terminate(), 0);
        return std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::steady_clock::now() - begin);
    }
    bool has_under_way(const ServiceProcess& gateway, int count) const {
        const std::string words = "\"under_way\":" + std::to_string(count) + "}";
        return eventually(
            [&] { return ask(gateway, "/debug/state").body.find(words) != std::string::npos; });
    }
};

TEST_F(Drain, WhatIsUnderWayIsAckedBeforeTheSocketsSayGoodbye) {
    environment["SLACK_SOCKETS"] = "2";
    ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    ASSERT_TRUE(eventually([&] { return slack.open().size() == 2; }));
    cluster.delay_answers(1000ms);
    const auto sockets = slack.open();
    for (int i = 0; i < 50; ++i)
        slack.send(i % 2 ? *sockets.begin() : *sockets.rbegin(), command("e" + std::to_string(i)));
    ASSERT_TRUE(has_under_way(gateway, 50));
    auto stopping = std::async(std::launch::async, [&] { return stop(gateway); });
    EXPECT_TRUE(log_says("draining"));
    EXPECT_LE(stopping.get(), 5s);
    EXPECT_EQ(slack.acks().size(), 50u);
    EXPECT_EQ(slack.close_codes(), (std::vector<int>{1000, 1000}));
    cluster.delay_answers(0ms);
    EXPECT_EQ(all(proto::events_topic).size() - 1, 50u);
}

TEST_F(Drain, ReadinessGoesOffFirst) {
    ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    cluster.delay_answers(1200ms);
    slack.send(slack.newest(), command("e1"));
    ASSERT_TRUE(has_under_way(gateway, 1));
    auto stopping = std::async(std::launch::async, [&] { return stop(gateway); });
    EXPECT_TRUE(eventually([&] { return ask(gateway, "/readyz").status == 503; }));
    EXPECT_FALSE(slack.has_ack("e1")) << "not ready while it still works";
    EXPECT_LE(stopping.get(), 5s);
    EXPECT_TRUE(slack.has_ack("e1"));
}

// field-pain 6: a stop at every place where it waits for somebody.
TEST_F(Drain, WaitsForAnAddressThatDoesNotComeNoLongerThanFiveSeconds) {
    slack.hang_calls(true);
    ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(eventually([&] { return slack.calls().size() == 1; }));
    EXPECT_LE(stop(gateway), 5s);
}

TEST_F(Drain, WaitsForAHelloThatDoesNotComeNoLongerThanFiveSeconds) {
    slack.hold_hellos();
    ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(eventually([&] { return slack.open().size() == 1; }));
    EXPECT_LE(stop(gateway), 5s);
}

TEST_F(Drain, WaitsForASilentUpgradeNoLongerThanFiveSeconds) {
    http_test::RawPeer silent(
        [](http_test::Connection& connection, int) { connection.wait_for_end(); });
    const std::string url = "ws://127.0.0.1:" + std::to_string(silent.port()) + "/";
    slack.answer_next(http::Response::json(200, json{{"ok", true}, {"url", url}}.dump()));
    ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(eventually([&] { return silent.connections() == 1; }));
    EXPECT_LE(stop(gateway), 5s);
}

TEST_F(Drain, WaitsForABrokerThatIsAwayNoLongerThanFiveSeconds) {
    ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    cluster.set_down(true);
    for (int i = 0; i < 50; ++i) slack.send(slack.newest(), command("e" + std::to_string(i)));
    ASSERT_TRUE(has_under_way(gateway, 50));
    EXPECT_LE(stop(gateway), 5s);
    EXPECT_EQ(slack.acks().size(), 50u);  // each is told "busy"
    for (const auto& ack : slack.acks()) EXPECT_FALSE(ack.bare);
}

TEST_F(Drain, WaitsForABrokerThatNeverCameNoLongerThanFiveSeconds) {
    cluster.set_down(true);
    ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(eventually([&] { return ask(gateway, "/livez").status == 200; }));
    EXPECT_FALSE(is_ready(gateway));
    EXPECT_LE(stop(gateway), 5s);
}

}  // namespace
}  // namespace gateway_tests
