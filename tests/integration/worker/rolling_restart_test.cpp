// Workers replaced one after the other on a real Kafka, while members go on typing.
#include <map>
#include <memory>
#include <set>

#include "libs/http/server.hpp"
#include "libs/kafka/log_reader.hpp"
#include "libs/kafka/producer.hpp"
#include "proto/decision.hpp"
#include "proto/topics.hpp"
#include "tests/fixtures/service_world.hpp"
#include "tests/integration/kafka/real_service.hpp"
#include "tests/unit/worker/world.hpp"

namespace {

using fixtures::ServiceProcess;
using kafka_tests::eventually;
using namespace std::chrono_literals;

struct RollingRestart : kafka_tests::RealService {
    http::Server slack{http::ServerConfig{}};

    void SetUp() override {
        RealService::SetUp();
        slack.route("POST", "/api/users.info", [](const http::Request&) {
            return http::Response::json(200, R"({"ok":true,"user":{"locale":"ko-KR"}})");
        });
        const auto port = slack.start();
        ASSERT_TRUE(port.ok());
        set_up("http://127.0.0.1:" + std::to_string(*port) + "/api/");
    }

    std::unique_ptr<ServiceProcess> worker() const {
        return std::make_unique<ServiceProcess>(environment);
    }
    static bool is_ready(const ServiceProcess& process) {
        return fixtures::ServiceWorld::is_ready(process);
    }

    void publish(int from, int to) const {
        kafka::Producer producer(config);
        for (int i = from; i < to; ++i) {
            proto::Event event =
                worker::command("search 고양이", "/sticker", "E" + std::to_string(i));
            event.conversation.channel = proto::ChannelId("C" + std::to_string(i % 40));
            event.received_at = base::SystemClock().now();
            proto::Wire wire = proto::encode(event);
            producer.publish(
                {proto::events_topic.full(prefix), wire.key, wire.headers, wire.value, {}},
                [](const base::Result<stream::Position>& at) { EXPECT_TRUE(at.ok()); });
        }
        EXPECT_TRUE(producer.flush(10s));
    }

    std::vector<proto::Wire> all(const proto::Topic& which) const {
        std::vector<proto::Wire> wires;
        const kafka::Stretch whole{which.full(prefix), base::Time{},
                                   base::SystemClock().now() + 1h};
        (void)kafka::read(config, whole, [&](const stream::Record& record) {
            wires.push_back({record.key, record.headers, record.value});
            return true;
        });
        return wires;
    }
    // How often each event was decided with an effect.
    std::map<std::string, int> decided() const {
        std::map<std::string, int> events;
        for (const proto::Wire& wire : all(proto::outcomes_topic)) {
            const auto decision = proto::decode_decision(wire);
            if (decision && decision->rule != worker::rule_repeat) ++events[decision->event.value];
        }
        return events;
    }
};

TEST_F(RollingRestart, LosesNothingAndDoublesNothing) {
    auto first = worker(), second = worker();
    ASSERT_TRUE(eventually([&] { return is_ready(*first) && is_ready(*second); }, 30s));
    publish(0, 200);
    EXPECT_EQ(first->terminate(), 0);  // in the midst of it
    publish(200, 400);
    first = worker();
    ASSERT_TRUE(eventually([&] { return is_ready(*first); }, 30s));
    publish(400, 600);
    EXPECT_EQ(second->terminate(), 0);
    publish(600, 700);
    second = worker();
    ASSERT_TRUE(eventually([&] { return decided().size() == 700; }, 40s));
    for (const auto& [event, times] : decided()) EXPECT_EQ(times, 1) << event;
    std::set<std::string> ids;
    const auto actions = all(proto::actions_topic);
    for (const proto::Wire& wire : actions) {
        if (const auto action = proto::decode_action(wire)) ids.insert(action->id.value);
    }
    EXPECT_EQ(ids.size(), 700u);
    EXPECT_EQ(actions.size(), 700u);
    EXPECT_TRUE(all(proto::dlq_topic).empty());
}

}  // namespace
