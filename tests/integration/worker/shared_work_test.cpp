// Several workers, one backlog: every event has one effect, whoever of them lives to see it.
#include <map>
#include <memory>

#include "tests/integration/worker/world.hpp"

namespace {

using namespace worker_tests;

struct SharedWork : World {
    std::vector<proto::Event> commands(int from, int to) {
        std::vector<proto::Event> events;
        for (int i = from; i < to; ++i) events.push_back(command(i));
        return events;
    }
    bool all_decided(std::size_t events) {
        return eventually([&] { return decided().size() >= events; }, 40s);
    }
    static std::set<std::string> ids(const std::vector<proto::Action>& actions) {
        std::set<std::string> distinct;
        for (const proto::Action& action : actions) distinct.insert(action.id.value);
        return distinct;
    }
    std::size_t count(const std::string& rule) const {
        std::size_t sum = 0;
        for (const proto::Decision& decision : decisions()) sum += decision.rule == rule;
        return sum;
    }
    // A guard is marked after its decision is confirmed.
    bool all_marked(std::size_t events) {
        redis::Client looker(redis.config());
        return eventually([&] {
            return looker.command({"KEYS", "applied:*"})->items().size() == events;
        });
    }
    static bool took_part(const ServiceProcess& process) {
        return ask(process, "/metrics").body.find("worker_decisions_total{rule=\"search\"") !=
               std::string::npos;
    }
};

TEST_F(SharedWork, TwoWorkersGiveEveryEventOfABacklogOneEffect) {
    publish(commands(0, 300));
    ServiceProcess first(environment), second(environment);
    ASSERT_TRUE(all_decided(300));
    EXPECT_EQ(actions().size(), 300u);
    EXPECT_EQ(ids(actions()).size(), 300u);
    // A rebalance in between may bring records again (the mock takes no offsets then): as repeats.
    EXPECT_EQ(count("search"), 300u);
    EXPECT_TRUE(all_marked(300));
    EXPECT_TRUE(took_part(first));
    EXPECT_TRUE(took_part(second));
    EXPECT_EQ(first.terminate(), 0);
    EXPECT_EQ(second.terminate(), 0);

    // What they have done has no effect again.
    publish(commands(300, 301));
    ServiceProcess third(environment);
    ASSERT_TRUE(all_decided(301));
    EXPECT_EQ(actions().size(), 301u);
}

// The worker's guard alone: no gateway remembers what it has seen, no poster's ledger looks.
TEST_F(SharedWork, ARedeliveryIsARepeatWhicheverWorkerGetsIt) {
    ServiceProcess first(environment), second(environment);
    publish(commands(0, 20));
    ASSERT_TRUE(all_decided(20));
    publish(commands(0, 20));
    ASSERT_TRUE(eventually([&] { return decisions().size() >= 40; }, 20s));
    EXPECT_EQ(actions().size(), 20u);
    EXPECT_EQ(count("search"), 20u);
    EXPECT_GE(count("repeat"), 20u);
}

TEST_F(SharedWork, TheOtherWorkerFinishesWhatAKilledOneHeld) {
    publish(commands(0, 100));
    auto doomed = std::make_unique<ServiceProcess>(environment);
    ServiceProcess heir(environment);
    ASSERT_TRUE(eventually([&] { return took_part(*doomed) && took_part(heir); }, 20s));
    publish(commands(100, 400));
    doomed->kill_now();
    ASSERT_TRUE(all_decided(400));
    EXPECT_EQ(ids(actions()).size(),
              400u);  // one killed between two steps writes the same id again
    EXPECT_TRUE(all_marked(400));
}

TEST_F(SharedWork, WithTheBrokersAwayItStillStopsInTime) {
    auto worker = std::make_unique<ServiceProcess>(environment);
    publish(commands(0, 20));
    ASSERT_TRUE(all_decided(20));
    publish(commands(20, 300));  // some of it is under way when the brokers go
    cluster.set_down(true);
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(worker->terminate(), 0);
    EXPECT_LE(std::chrono::steady_clock::now() - start, 5s);
    cluster.set_down(false);
    ServiceProcess heir(environment);
    ASSERT_TRUE(all_decided(300));
    EXPECT_EQ(ids(actions()).size(), 300u);
}

TEST_F(SharedWork, ABrokenRecordIsBuriedAndNobodyWaitsBehindIt) {
    ServiceProcess worker(environment);
    proto::Event broken = command(1);
    broken.payload = "{\"half\":";
    proto::Event next = command(11);  // the same conversation
    proto::Wire undecodable = proto::encode(command(21));
    std::erase_if(undecodable.headers, [](const auto& one) { return one.first == "ce_time"; });
    publish_to(proto::events_topic, {proto::encode(broken), undecodable, proto::encode(next)});
    ASSERT_TRUE(eventually([&] { return decided().count("E11") > 0; }, 20s));
    std::map<std::string, proto::Wire> dead;  // by reason
    for (const proto::Wire& wire : all(proto::dlq_topic)) {
        dead[std::string(wire.header("x-dlq-reason"))] = wire;
        EXPECT_EQ(wire.key, "T1:C1");
        EXPECT_EQ(wire.header("x-dlq-original-topic"), "sticker.events.v1");
        EXPECT_EQ(wire.header("x-dlq-original-group"), "sticker.worker");
        EXPECT_FALSE(wire.header("x-dlq-error").empty());
        EXPECT_FALSE(wire.header("x-dlq-original-partition").empty());
        EXPECT_FALSE(wire.header("x-dlq-stage").empty());
    }
    ASSERT_EQ(dead.size(), 2u);
    for (const auto& [name, value] : undecodable.headers)
        EXPECT_EQ(dead["undecodable"].header(name), value) << name;
    EXPECT_EQ(dead["unusable"].value, broken.payload);
    EXPECT_EQ(dead["unusable"].header("ce_id"), "E1");
    EXPECT_EQ(dead["unusable"].header("x-dlq-original-offset"), "0");
    EXPECT_EQ(dead["undecodable"].value, undecodable.value);
    EXPECT_EQ(dead["undecodable"].header("ce_id"), "E21");
    EXPECT_EQ(dead["undecodable"].header("x-dlq-original-offset"), "1");
}

}  // namespace
