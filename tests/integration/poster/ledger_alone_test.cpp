// The poster's ledger with no other layer in front of it: no gateway remembers, no worker guards.
// The same action lies in the log many times, also in partitions of different posters.
#include <memory>

#include "tests/integration/poster/world.hpp"

namespace {

using namespace poster_tests;

struct LedgerAlone : poster_tests::World {
    static constexpr std::size_t copies = 24;

    // Under keys of their own: over all partitions.
    void publish_everywhere(const proto::Action& action) {
        std::vector<proto::Wire> wires;
        for (std::size_t i = 0; i < copies; ++i) {
            wires.push_back(proto::encode(action));
            wires.back().key = "key " + std::to_string(i);
        }
        publish(wires);
    }
    static bool has_work(const ServiceProcess& process) {
        const auto state = json::parse(ask(process, "/debug/state").body, nullptr, false);
        return state.value("in_flight", 0) > 0;
    }
    bool end_reaches(std::size_t count) const {
        return eventually(
            [&] { return outcomes(End::done).size() + outcomes(End::duplicate).size() >= count; },
            30s);
    }
};

TEST_F(LedgerAlone, MakesOnePostOfAnActionThatTwoPostersHaveAtOnceAndAThirdOneLater) {
    auto one = std::make_unique<ServiceProcess>(environment);
    auto two = std::make_unique<ServiceProcess>(environment);
    ASSERT_TRUE(ready(*one));
    ASSERT_TRUE(ready(*two));
    const auto action = traced(1);
    slack.close_doors();  // the one that is first stays at its call
    publish_everywhere(action);
    ASSERT_TRUE(posts_reach(1));
    ASSERT_TRUE(eventually([&] { return has_work(*one) && has_work(*two); }));
    EXPECT_FALSE(posts_reach(2, 1200ms)) << "the other one posts it as well";
    slack.open_doors();
    ASSERT_TRUE(end_reaches(copies));
    EXPECT_EQ(one->terminate(), 0);
    EXPECT_EQ(two->terminate(), 0);

    publish_everywhere(action);
    const ServiceProcess three(environment);
    ASSERT_TRUE(end_reaches(2 * copies));
    EXPECT_EQ(slack.count("chat.postMessage"), 1u);
    EXPECT_TRUE(slack.calls("conversations.history").empty());  // the ledger says it, nobody looks
    EXPECT_TRUE(all(proto::dlq_topic).empty());
}

}  // namespace
