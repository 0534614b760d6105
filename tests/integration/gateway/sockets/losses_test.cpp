// field-pain 11: alive but deaf after a loss. A hundred real ones; by the manual clock: SocketMarks.
#include <random>
#include <thread>

#include "tests/integration/gateway/world.hpp"

namespace gateway_tests {
namespace {

#ifdef SSB_SANITIZED  // each takes ten times the memory and the time
constexpr std::size_t gateways = 5;
#else
constexpr std::size_t gateways = 25;
#endif

// The waits between two dials grow to 4 s when one loss follows the other, so a hundred of one
// gateway would take minutes: these are four of each of 25, each with a Slack and an app of its
// own.
struct SocketLosses : World {
    enum Kind { by_surprise, nameless, unanswered, refused };  // what the next dials meet
    static constexpr int kinds = 4;

    struct Pair {
        SlackStage slack;
        std::unique_ptr<ServiceProcess> gateway;
        std::mt19937 random{11};
    };
    std::vector<std::unique_ptr<Pair>> pairs;

    void start_all() {
        for (std::size_t i = 0; i < gateways; ++i) {
            auto& pair = *pairs.emplace_back(std::make_unique<Pair>());
            pair.random.seed(static_cast<unsigned>(i));
            environment["SLACK_API_URL"] = pair.slack.api_url();
            environment["SLACK_APP_TOKEN"] = "xapp-1-A" + std::to_string(i) + "-1-not-a-live-one";
            pair.gateway = std::make_unique<ServiceProcess>(environment, log_file);
        }
    }
    static void break_it(Pair& pair, Kind kind) {
        const json elsewhere{{"ok", true},
                             {"url", "wss://nowhere.invalid/?ticket=very-secret-ticket"}};
        for (int i = 0; i < 50; ++i) {
            if (kind == nameless) {
                pair.slack.answer_next(http::Response::json(200, elsewhere.dump()));
            }
            if (kind == unanswered) pair.slack.answer_next(http::Response::text(503, ""));
            if (kind == refused) pair.slack.refuse_upgrade_next(503);
        }
        const ConnectionId old = pair.slack.newest();
        pair.random() % 2 ? pair.slack.drop(old) : pair.slack.close(old, 1011);
    }
    static void lose_and_recover(Pair& pair, Kind kind, const std::string& id) {
        const ConnectionId old = pair.slack.newest();
        const std::size_t calls = pair.slack.calls().size() + (kind == by_surprise ? 0 : 1);
        break_it(pair, kind);
        ASSERT_TRUE(eventually([&] { return pair.slack.calls().size() >= calls; }, 15s)) << id;
        pair.slack.heal();
        const auto healed = std::chrono::steady_clock::now();
        ASSERT_TRUE(eventually([&] { return pair.slack.newest() != old; }, 15s)) << id;
        pair.slack.send(pair.slack.newest(), command(id));
        ASSERT_TRUE(eventually([&] { return pair.slack.has_ack(id); })) << id;
        EXPECT_LE(std::chrono::steady_clock::now() - healed, 10s) << id;
    }
};

TEST_F(SocketLosses, AfterEachOfAHundredAnEnvelopeIsAckedWithinTenSeconds) {
    start_all();
    for (const auto& pair : pairs) ASSERT_TRUE(ready(*pair->gateway));
    std::vector<std::thread> all;
    for (std::size_t i = 0; i < gateways; ++i) {
        all.emplace_back([&pair = *pairs[i], i] {
            for (int loss = 0; loss < kinds; ++loss) {
                const auto kind = static_cast<Kind>((i + static_cast<std::size_t>(loss)) % kinds);
                lose_and_recover(pair, kind,
                                 "loss " + std::to_string(loss) + " of " + std::to_string(i));
            }
        });
    }
    for (std::thread& one : all) one.join();
    for (const auto& pair : pairs) {
        EXPECT_EQ(pair->slack.ack_count(), kinds) << "one after each loss";
        EXPECT_EQ(pair->slack.open().size(), 1u);
        EXPECT_NE(metrics(*pair->gateway).find(R"(reason="resolve_failed")"), std::string::npos);
    }
    EXPECT_EQ(stored().size(), gateways * kinds);
}

}  // namespace
}  // namespace gateway_tests
