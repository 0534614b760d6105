// Recorded by the worker's own hand, decided again by stickerctl's.
#include "tools/stickerctl/replay/rerun.hpp"

#include <gtest/gtest.h>

#include "tests/integration/stickerctl/recorded_log.hpp"

namespace {

using namespace worker;
using namespace std::chrono_literals;

struct ReplayOfTheLog : stickerctl_tests::RecordedLog {
    stickerctl::Reruns all(stickerctl::Choice choice = {}) {
        const base::Time now = base::SystemClock().now();
        choice.from = kafka::Edge{now - 1h};
        choice.to = kafka::Edge{now + 1h};
        const auto reruns =
            stickerctl::rerun(client, events, outcomes, choice,
                              [this](std::int64_t records) { announced_ = records; });
        EXPECT_TRUE(reruns.ok()) << reruns.error().message();
        return reruns ? *reruns : stickerctl::Reruns{};
    }

    std::int64_t announced_ = 0;
};

TEST_F(ReplayOfTheLog, DecidesTheVeryActionsThatWereRecorded) {
    record(command("search 고양이", "/sticker", "E1"), korean());
    record(press(std::string(button::send), value_of(Send{"p", "pack/1", 2}), "E2"), korean());
    record(said({{"type", "message"}, {"channel", "C1"}, {"user", "U1"}}, "E3"), Inputs{});
    const auto reruns = all().events;
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
    const auto reruns = all().events;
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
    const auto reruns = all().events;
    ASSERT_EQ(reruns.size(), 1u);
    EXPECT_FALSE(reruns[0].decision.has_value());
    EXPECT_FALSE(reruns[0].why_not.empty());
}

TEST_F(ReplayOfTheLog, ARepeatStaysOneAndNeverHidesTheDecisionThatHadAnEffect) {
    const auto once = press(std::string(button::send), value_of(Send{"p", "pack/1", 2}), "E1");
    const auto twice = press(std::string(button::send), value_of(Send{"p", "pack/1", 2}), "E2");
    const worker::Decision repeat{std::string(rule_repeat), {}};
    write(events, proto::encode(once));
    write(events, proto::encode(twice));
    write_decision(once, repeat, {});
    write_decision(once, decided(once, korean()), korean());
    write_decision(once, repeat, {});
    write_decision(twice, repeat, {});
    const auto reruns = all().events;
    ASSERT_EQ(reruns.size(), 2u);
    ASSERT_TRUE(reruns[0].decision && reruns[1].decision);
    EXPECT_EQ(reruns[0].decision->rule, "send");
    EXPECT_EQ(reruns[1].decision->rule, rule_repeat);
    EXPECT_TRUE(reruns[1].decision->actions.empty());
}

TEST_F(ReplayOfTheLog, InputsTooLongToBeKeptAreTold) {
    const auto event = command("search 고양이", "/sticker", "E1");
    proto::Decision decision;
    decision.event = event.id;
    decision.rule = "search";
    decision.conversation = event.conversation;
    decision.inputs_digest = std::string(64, '0');
    write(events, proto::encode(event));
    write(outcomes, proto::encode(decision));
    const auto reruns = all().events;
    ASSERT_EQ(reruns.size(), 1u);
    EXPECT_FALSE(reruns[0].decision.has_value());
    EXPECT_EQ(reruns[0].why_not, "inputs_not_recorded: E1");
}

TEST_F(ReplayOfTheLog, AChoiceIsKeptAndALimitIsTold) {
    record(command("고양이", "/sticker", "E1"), korean());
    record(press(std::string(button::cancel), value_of(Cancel{"p"}), "E2"), Inputs{});
    stickerctl::Choice presses;
    presses.type = "interactive";
    EXPECT_EQ(all(presses).events.size(), 1u);
    stickerctl::Choice elsewhere;
    elsewhere.key = "T1:C2";
    EXPECT_TRUE(all(elsewhere).events.empty());
    stickerctl::Choice first;
    first.limit = 1;
    EXPECT_EQ(all(first).events.size(), 1u);
    EXPECT_TRUE(all(first).cut);
    first.limit = 2;
    EXPECT_FALSE(all(first).cut);
}

}  // namespace
