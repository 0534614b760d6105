#include "tests/integration/gateway/world.hpp"

namespace gateway_tests {
namespace {

constexpr int not_enough_replicas = 19;  // the protocol's error code

// Promise 1 with a broker that is slow, refuses, forgets to answer or is away.
struct Broker : World {
    static long peak_kib(const ServiceProcess& process) {
        std::ifstream status("/proc/" + std::to_string(process.pid()) + "/status");
        for (std::string line; std::getline(status, line);) {
            if (line.rfind("VmHWM:", 0) == 0) return std::stol(line.substr(6));
        }
        return 0;
    }
    std::size_t bare_acks() const {
        const auto all = slack.acks();
        return static_cast<std::size_t>(
            std::count_if(all.begin(), all.end(), [](const auto& ack) { return ack.bare; }));
    }
};

TEST_F(Broker, ASlowOneIsWaitedForBeforeAnythingIsAcked) {
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    cluster.delay_answers(700ms);
    const auto sent = std::chrono::steady_clock::now();
    slack.send(slack.newest(), command("c"));
    slack.send(slack.newest(), mention("e", "Ev1"));
    slack.send(slack.newest(), interactive("p", "block_actions"));
    for (const char* id : {"c", "e", "p"}) {
        ASSERT_TRUE(is_answered(id)) << id;
        EXPECT_TRUE(slack.ack_of(id).bare) << id;
        EXPECT_GE(slack.ack_of(id).at - sent, 700ms) << id << " was acked before the confirm";
    }
    cluster.delay_answers(0ms);
    expect_nothing_acked_and_lost();
}

TEST_F(Broker, OneThatRefusesAtFirstIsAskedAgainInTime) {
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    cluster.fail_produce(3, not_enough_replicas);
    slack.send(slack.newest(), command("c"));
    ASSERT_TRUE(is_answered("c", 3s));
    EXPECT_TRUE(slack.ack_of("c").bare);
    expect_nothing_acked_and_lost();
}

TEST_F(Broker, OneThatKeepsRefusingIsNoConfirm) {
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    cluster.fail_produce(1'000, not_enough_replicas);
    slack.send(slack.newest(), mention("e", "Ev1"));
    slack.send(slack.newest(), command("c"));
    ASSERT_TRUE(is_answered("c", 3s));
    EXPECT_FALSE(slack.ack_of("c").bare);
    EXPECT_TRUE(counts(gateway, R"(kind="event",outcome="unacked"} 1)"));
    EXPECT_FALSE(slack.has_ack("e"));
    cluster.stop_failing();
    EXPECT_LE(time_until_service(), 5s);
    expect_nothing_acked_and_lost();
}

TEST_F(Broker, ALostAnswerOfItIsNoConfirm) {
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    cluster.lose_produce_answer(1);
    slack.send(slack.newest(), command("c"));
    ASSERT_TRUE(is_answered("c", 3s));
    EXPECT_TRUE(slack.ack_of("c").bare);
    expect_nothing_acked_and_lost();
}

TEST_F(Broker, WithItAwayEachKindEndsInItsWayBeforeSlacksThreeSeconds) {
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    cluster.set_down(true);
    const auto sent = std::chrono::steady_clock::now();
    slack.send(slack.newest(), command("c"));
    slack.send(slack.newest(), interactive("m", "view_submission"));
    slack.send(slack.newest(), interactive("o", "block_suggestion"));
    slack.send(slack.newest(), interactive("p", "block_actions"));
    slack.send(slack.newest(), mention("e", "Ev1"));
    for (const char* id : {"c", "m", "o"}) {
        ASSERT_TRUE(is_answered(id)) << id;
        EXPECT_LT(slack.ack_of(id).at - sent, 3s) << id;
    }
    EXPECT_EQ(slack.ack_of("c").payload["response_type"], "ephemeral");
    EXPECT_TRUE(slack.ack_of("m").payload["errors"].contains("count"));
    EXPECT_EQ(slack.ack_of("o").payload, json({{"options", json::array()}}));
    EXPECT_TRUE(counts(gateway, R"(kind="event",outcome="unacked"} 1)"));
    EXPECT_TRUE(counts(gateway, R"(kind="press",outcome="unacked"} 1)"));
    EXPECT_EQ(slack.acks().size(), 3u) << "an event or a press was acked";
    cluster.set_down(false);
    EXPECT_LE(time_until_service(), 5s);
}

// field-pain 16. Thirty seconds of outage are six here: all times that a delivery meets are shorter.
TEST_F(Broker, ABurstOfFiveThousandWhileItIsAwayIsBusyOrComesAgain) {
    environment["SLACK_SOCKETS"] = "2";
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    ASSERT_TRUE(eventually([&] { return slack.open().size() == 2; }));
    const long before = peak_kib(gateway);
    cluster.set_down(true);
    const auto down = std::chrono::steady_clock::now();
    constexpr int burst = 5'000, events = burst / 5;
    for (int i = 0; i < burst; ++i) {
        const std::string id = std::to_string(i);
        const auto sockets = slack.open();
        const ConnectionId socket = i % 2 ? *sockets.begin() : *sockets.rbegin();
        slack.send(socket, i % 5 == 0   ? mention(id, "Ev" + id)
                           : i % 5 == 1 ? interactive(id, "view_submission")
                           : i % 5 == 2 ? interactive(id, "block_suggestion")
                                        : command(id));
    }
    const auto sent = std::chrono::steady_clock::now();
    ASSERT_TRUE(eventually([&] { return slack.ack_count() == burst - events; }, 10s));
    for (const auto& ack : slack.acks()) {
        EXPECT_FALSE(ack.bare) << ack.id;
        EXPECT_LT(ack.at - sent, 3s) << ack.id;
    }
    ASSERT_TRUE(eventually([&] { return std::chrono::steady_clock::now() - down > 6s; }));
    EXPECT_EQ(slack.ack_count(), burst - events) << "an event was acked that nobody has";
    EXPECT_LE(peak_kib(gateway) - before, 64 * 1024) << "KiB";

    cluster.set_down(false);
    EXPECT_LE(time_until_service(), 5s);
    for (int i = 0; i < burst; i += 5) {  // Slack's second try, under new ids
        const std::string id = std::to_string(i);
        slack.send(slack.newest(), mention(id + " again", "Ev" + id, 1));
    }
    ASSERT_TRUE(eventually([&] { return bare_acks() >= events + 1; }));
    expect_nothing_acked_and_lost();
    const auto there = stored();
    for (int i = 0; i < burst; i += 5)
        EXPECT_TRUE(there.count(std::to_string(i) + " again")) << i;
}

TEST_F(Broker, WithItAwayMemoryHasABoundThatIsCountedWhenItIsReached) {
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    const long before = peak_kib(gateway);
    cluster.set_down(true);
    constexpr int large = 160;  // 128 MB; the queue takes 64 MiB
    for (int i = 0; i < large; ++i) {
        json envelope = json::parse(command(std::to_string(i)));
        envelope["payload"]["text"] = std::string(800'000, 'x');
        slack.send(slack.newest(), envelope.dump());
    }
    ASSERT_TRUE(eventually([&] { return slack.ack_count() == large; }, 20s));
    EXPECT_EQ(bare_acks(), 0u);
    EXPECT_NE(metrics(gateway).find(R"(gateway_limit_reached_total{limit="queue"})"),
              std::string::npos);
    EXPECT_LE(peak_kib(gateway) - before, 128 * 1024) << "KiB";
    cluster.set_down(false);
    EXPECT_LE(time_until_service(), 5s);
}

}  // namespace
}  // namespace gateway_tests
