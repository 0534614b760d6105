// The gateway's memory of what it has stored, alone: no worker reads here, so no guard is in play.
#include "tests/integration/gateway/world.hpp"

namespace gateway_tests {
namespace {

struct Repeats : World {
    Repeats() { environment["SLACK_SOCKETS"] = "2"; }

    bool acks(const std::string& id, std::size_t times) const {
        return eventually([&] {
            std::size_t found = 0;
            for (const auto& ack : slack.acks()) found += ack.id == id && ack.bare;
            return found == times;
        });
    }
    std::size_t records() const {
        std::size_t sum = 0;
        for (const auto& [id, times] : stored()) sum += static_cast<std::size_t>(times);
        return sum;
    }
};

TEST_F(Repeats, OneEnvelopeOverTwoSocketsIsStoredOnceAndAckedTwice) {
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    ASSERT_TRUE(eventually([&] { return slack.open().size() == 2; }));
    const auto sockets = slack.open();
    const std::string event = mention("e1", "Ev1"), typed = command("c1");
    slack.send(*sockets.begin(), event);
    slack.send(*sockets.begin(), typed);
    ASSERT_TRUE(acks("e1", 1) && acks("c1", 1));
    slack.send(*sockets.rbegin(), event);
    slack.send(*sockets.rbegin(), typed);
    slack.send(*sockets.rbegin(), mention("e2", "Ev1", 1));  // Slack's second try: another id
    EXPECT_TRUE(acks("e1", 2) && acks("c1", 2) && acks("e2", 1));
    EXPECT_EQ(stored(), (std::map<std::string, int>{{"e1", 1}, {"c1", 1}}));
    EXPECT_TRUE(counts(gateway, R"(kind="event",outcome="repeat"} 2)"));
    EXPECT_TRUE(counts(gateway, R"(kind="command",outcome="repeat"} 1)"));
}

TEST_F(Repeats, ARetryWhoseFirstDeliveryNeverGotThroughIsStored) {
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    slack.send(slack.newest(), mention("e9", "Ev1", 1));
    EXPECT_TRUE(acks("e9", 1));
    EXPECT_EQ(records(), 1u);
}

}  // namespace
}  // namespace gateway_tests
