// A real poster is stopped (SIGSTOP) while another one takes its partitions over, and wakes again:
// rows 11 and 12 of pipeline F5.
#include <iostream>

#include "tests/integration/poster/redis_gate.hpp"
#include "tests/integration/poster/world.hpp"

namespace {

using namespace poster_tests;

struct Zombie : poster_tests::World {
    RedisGate gate{redis.config().port};
    redis::Client keys{redis.config()};

    static void stop(const ServiceProcess& process) { ::kill(process.pid(), SIGSTOP); }
    static void wake(const ServiceProcess& process) { ::kill(process.pid(), SIGCONT); }

    std::string entry_of(const proto::Action& action, const std::string& field) {
        const auto value = keys.command({"HGET", "pi:{T1}:" + action.id.value, field});
        return value ? value->text() : "";
    }
    std::size_t ended(const proto::Action& action, End end) const {
        std::size_t count = 0;
        for (const auto& outcome : outcomes(end)) count += outcome.action == action.id ? 1 : 0;
        return count;
    }
    static bool has_posted(const ServiceProcess& process) {
        return ask(process, "/metrics").body.find("poster_actions_total{") != std::string::npos;
    }
    static std::size_t in_flight(const ServiceProcess& process) {
        const auto state = json::parse(ask(process, "/debug/state").body, nullptr, false);
        return state.value("in_flight", std::size_t{0});
    }
};

// Row 11: stopped with Slack's answer in hand. The lease runs, so it is waited for, and nobody may
// look (the history is closed here: a look would end as "could not confirm").
TEST_F(Zombie, WhoseLeaseRunsIsWaitedForAndItsResultStands) {
    environment["REDIS_URL"] = gate.url();
    const ServiceProcess one(environment), two(environment);
    ASSERT_TRUE(ready(one));
    ASSERT_TRUE(ready(two));
    publish({traced(1)});  // Redis knows the scripts from now on
    ASSERT_TRUE(reaches(End::done, 1));
    const auto& zombie = has_posted(one) ? one : two;  // the channel is its
    const auto& other = has_posted(one) ? two : one;

    const auto action = traced(2);
    gate.hold({action.id.value, "\r\nsent\r\n"});
    publish({action});
    ASSERT_TRUE(eventually([&] { return gate.holds(); }));
    stop(zombie);
    ASSERT_TRUE(eventually([&] { return in_flight(other) >= 1; }));
    EXPECT_FALSE(eventually([&] { return slack.count("conversations.history") > 0; }, 500ms))
        << "somebody looks for what is under way";
    gate.let_go();
    wake(zombie);

    ASSERT_TRUE(eventually([&] { return ended(action, End::done) >= 1; }));
    ASSERT_TRUE(eventually([&] { return in_flight(other) == 0; }));
    EXPECT_EQ(slack.count("chat.postMessage"), 2u);
    EXPECT_EQ(slack.count("conversations.history"), 0u);
    EXPECT_EQ(entry_of(action, "st"), "sent");
    EXPECT_TRUE(all(proto::dlq_topic).empty());
}

// Row 12: it sleeps with its intent in hand, past its session and its lease, until another one has
// looked twice and posted. It sees how old its intent is, and its token opens nothing any more.
TEST_F(Zombie, ThatWakesAfterItsLeasePostsNothingAndChangesNothing) {
    slack.open_history();
    auto through_the_gate = environment;
    through_the_gate["REDIS_URL"] = gate.url();
    const ServiceProcess zombie(through_the_gate);
    publish({traced(1)});  // Redis knows the scripts from now on
    ASSERT_TRUE(reaches(End::done, 1));

    const auto action = traced(2);
    gate.hold_answer_to({action.id.value, "\r\nsending\r\n"});
    publish({action});
    ASSERT_TRUE(eventually([&] { return gate.holds(); }));
    stop(zombie);
    const auto stopped_at = std::chrono::steady_clock::now();
    gate.let_go();  // its intent is written, and the answer lies before it
    ASSERT_EQ(entry_of(action, "st"), "sending");
    const auto owner = entry_of(action, "own");

    const ServiceProcess other(environment);
    ASSERT_TRUE(eventually([&] { return ended(action, End::done) >= 1; }, 60s));
    EXPECT_GE(slack.calls("chat.postMessage").at(1).at - stopped_at, 14s);  // lease and looks
    const auto new_owner = entry_of(action, "own");
    EXPECT_NE(new_owner, owner);
    wake(zombie);

    ASSERT_TRUE(eventually([&] { return ended(action, End::duplicate) >= 1; }, 20s));
    EXPECT_EQ(slack.count("chat.postMessage"), 2u);
    EXPECT_EQ(entry_of(action, "own"), new_owner);
    EXPECT_EQ(entry_of(action, "ts"), slack.calls("chat.postMessage").at(1).ts);
    EXPECT_TRUE(all(proto::dlq_topic).empty());
}

// What stays of row 12: a stop between the last look at the clock and Slack's receipt. How long
// that is, is for the record; no figure is promised.
TEST_F(Zombie, HasAWindowFromItsLastLookAtTheClockToSlacksReceipt) {
    const int posts = 60;
    const ServiceProcess process(environment);
    ASSERT_TRUE(ready(process));
    std::vector<proto::Action> actions;
    for (int i = 0; i < posts; ++i) actions.push_back(traced(i, "C" + std::to_string(i)));
    publish(actions);
    ASSERT_TRUE(reaches(End::done, posts));
    const auto offset = std::chrono::system_clock::now().time_since_epoch() -
                        std::chrono::steady_clock::now().time_since_epoch();
    std::vector<std::chrono::milliseconds> windows;
    for (const auto& done : outcomes(End::done)) {
        const auto there = slack.calls("chat.postMessage", done.conversation.channel.value);
        ASSERT_EQ(there.size(), 1u);
        windows.push_back(std::chrono::ceil<std::chrono::milliseconds>(
            there[0].at.time_since_epoch() + offset - done.sent_at.time_since_epoch()));
    }
    std::sort(windows.begin(), windows.end());
    const auto median = static_cast<int>(windows[windows.size() / 2].count());
    const auto longest = static_cast<int>(windows.back().count());
    RecordProperty("window_ms_median", median);
    RecordProperty("window_ms_longest", longest);
    std::cout << "row 12, from the clock to Slack's receipt: median " << median << " ms, longest "
              << longest << " ms, of " << posts << " posts (to the next ms)\n";
}

}  // namespace
