// Recorded by the worker's own hand, decided again by stickerctl's.
#include "tools/stickerctl/replay/rerun.hpp"

#include <gtest/gtest.h>

#include "libs/kafka/mock_cluster.hpp"
#include "libs/kafka/producer.hpp"
#include "proto/topics.hpp"
#include "services/sticker-worker/adapters/kafka_outbox.hpp"
#include "tests/unit/worker/world.hpp"

namespace {

using namespace worker;
using namespace std::chrono_literals;

struct ReplayOfTheLog : testing::Test {
    kafka::MockCluster cluster;
    kafka::ClientConfig client;
    const std::string events = proto::events_topic.full("sticker.");
    const std::string outcomes = proto::outcomes_topic.full("sticker.");

    void SetUp() override {
        cluster.create_topic(events, 3);
        cluster.create_topic(outcomes, 3);
        client.brokers = cluster.bootstrap();
    }
    void write(const std::string& topic, proto::Wire wire) {
        if (!producer_) producer_ = std::make_unique<kafka::Producer>(client);
        const auto at =
            kafka::publish_and_wait(*producer_, {topic, wire.key, wire.headers, wire.value, {}});
        ASSERT_TRUE(at.ok()) << at.error().message();
    }
    void record(const proto::Event& event, const Inputs& inputs) {
        const Decision decision = decided(event, inputs);
        proto::Decision record;
        record.event = event.id;
        record.rule = decision.rule;
        record.conversation = event.conversation;
        record.now = event.received_at;
        for (const proto::Action& action : decision.actions) record.actions.push_back(action.id);
        write(events, proto::encode(event));
        write(outcomes, record_of({record, inputs}));
    }
    std::vector<stickerctl::Rerun> all(stickerctl::Choice choice = {}) {
        const base::Time now = base::SystemClock().now();
        choice.from = kafka::Edge{now - 1h};
        choice.to = kafka::Edge{now + 1h};
        const auto reruns =
            stickerctl::rerun(client, events, outcomes, choice,
                              [this](std::int64_t records) { announced_ = records; });
        EXPECT_TRUE(reruns.ok()) << reruns.error().message();
        return reruns ? *reruns : std::vector<stickerctl::Rerun>{};
    }

    std::unique_ptr<kafka::Producer> producer_;
    std::int64_t announced_ = 0;
};

TEST_F(ReplayOfTheLog, DecidesTheVeryActionsThatWereRecorded) {
    record(command("search 고양이", "/sticker", "E1"), korean());
    record(press(std::string(button::send), value_of(Send{"p", "pack/1", 2}), "E2"), korean());
    record(said({{"type", "message"}, {"channel", "C1"}, {"user", "U1"}}, "E3"), Inputs{});
    const auto reruns = all();
    ASSERT_EQ(reruns.size(), 3u);
    for (const auto& rerun : reruns) {
        ASSERT_TRUE(rerun.decision.has_value()) << rerun.why_not;
        EXPECT_EQ(rerun.decision->rule, rerun.recorded_rule);
        std::vector<proto::ActionId> ids;
        for (const proto::Action& action : rerun.decision->actions) ids.push_back(action.id);
        EXPECT_EQ(ids, rerun.recorded_actions);
    }
    EXPECT_EQ(announced_, 3);
}

TEST_F(ReplayOfTheLog, SkipsProbesAndTellsOfEventsWithoutADecision) {
    write(events, proto::encode_probe("gateway", base::SystemClock().now()));
    write(events, proto::encode(command("고양이", "/sticker", "E1")));
    const auto reruns = all();
    ASSERT_EQ(reruns.size(), 1u);
    EXPECT_FALSE(reruns[0].decision.has_value());
    EXPECT_EQ(reruns[0].why_not, "no decision is recorded");
}

TEST_F(ReplayOfTheLog, AnEventThatCannotBeReadIsTold) {
    proto::Wire broken = proto::encode(command("고양이", "/sticker", "E1"));
    broken.value = "{";
    write(events, broken);
    proto::Decision decision;
    decision.event = proto::EventId("E1");
    decision.rule = "search";
    decision.conversation = {team, proto::ChannelId("C1")};
    write(outcomes, record_of({decision, korean()}));
    const auto reruns = all();
    ASSERT_EQ(reruns.size(), 1u);
    EXPECT_FALSE(reruns[0].decision.has_value());
    EXPECT_FALSE(reruns[0].why_not.empty());
}

TEST_F(ReplayOfTheLog, AChoiceIsKept) {
    record(command("고양이", "/sticker", "E1"), korean());
    record(press(std::string(button::cancel), value_of(Cancel{"p"}), "E2"), Inputs{});
    stickerctl::Choice presses;
    presses.type = "interactive";
    EXPECT_EQ(all(presses).size(), 1u);
    stickerctl::Choice elsewhere;
    elsewhere.key = "T1:C2";
    EXPECT_TRUE(all(elsewhere).empty());
    stickerctl::Choice first;
    first.limit = 1;
    EXPECT_EQ(all(first).size(), 1u);
}

}  // namespace
