#include "services/sticker-worker/core/turn.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/unit/worker/stepped.hpp"

namespace {

using namespace worker;

TEST_F(Worker, OneDecisionRecordComesOfEveryEvent) {
    EXPECT_EQ(rule_of(command("고양이")), "search");
    EXPECT_EQ(rule_of(said({{"type", "message"}, {"channel", "C1"}, {"user", "U1"}})), "nothing");
    ASSERT_EQ(outbox.decisions().size(), 2u);
    const proto::Decision search = outbox.decisions().at(0).decision;
    EXPECT_EQ(search.event.value, "E1");
    EXPECT_EQ(search.actions, std::vector{outbox.actions().at(0).id});
    EXPECT_EQ(search.now, command("고양이").received_at);
    EXPECT_EQ(search.build, "0.1.0 test");
    EXPECT_EQ(outbox.decisions().at(1).decision.rule, "nothing");
}

TEST_F(Worker, MarksTheGuardOnlyWhenAllIsConfirmed) {
    Turn one = turn(command("고양이"));
    outbox.fail_next(base::Error::later("timed_out"));
    EXPECT_EQ(run(one), Turn::Next::later);
    EXPECT_TRUE(guards.marked.empty());
    EXPECT_EQ(run(one), Turn::Next::done);
    EXPECT_EQ(guards.marked.size(), 1u);
}

TEST_F(Worker, PublishesAgainOnlyWhatWasNotConfirmed) {
    Turn one = turn(command("고양이"));
    outbox.fail_next(base::Error::unknown("timed_out"), 1);
    EXPECT_EQ(run(one), Turn::Next::later);
    EXPECT_EQ(run(one), Turn::Next::done);
    EXPECT_EQ(outbox.actions().size(), 1u);
    EXPECT_EQ(outbox.decisions().size(), 1u);
    EXPECT_EQ(one.story().publish_failures, 1);
}

TEST_F(Worker, ARepeatIsRecordedAndHasNoEffect) {
    EXPECT_EQ(rule_of(command("고양이")), "search");
    proto::Event again = command("고양이");
    again.id = proto::EventId("redelivered");
    EXPECT_EQ(rule_of(again), "repeat");
    EXPECT_EQ(outbox.actions().size(), 1u);
    ASSERT_EQ(outbox.decisions().size(), 2u);
    EXPECT_TRUE(outbox.decisions().at(1).decision.actions.empty());
    EXPECT_EQ(inputs.reads.size(), 1u);
}

TEST_F(Worker, WithoutTheGuardsARepeatAsksForTheVerySameActions) {
    guards.away = true;
    EXPECT_EQ(rule_of(command("고양이")), "search");
    EXPECT_EQ(rule_of(command("고양이")), "search");
    ASSERT_EQ(outbox.actions().size(), 2u);
    EXPECT_EQ(proto::encode(outbox.actions().at(0)).value,
              proto::encode(outbox.actions().at(1)).value);
}

// The process may end after any step; the record then comes again, to a worker that knows nothing
// of it.
TEST_F(Worker, ACrashBetweenAnyTwoStepsLeavesOneEffect) {
    int steps = 0;
    for (bool through = false; !through; ++steps) {
        FakeGuards fresh_guards;
        FakeOutbox fresh_outbox;
        const Ports fresh{inputs, fresh_guards, fresh_outbox};
        Turn crashed = turn(command("고양이"));
        for (int i = 0; i < steps && !through; ++i)
            through = crashed.step(fresh) == Turn::Next::done;
        Turn again = turn(command("고양이"));
        while (again.step(fresh) != Turn::Next::done) {
        }
        std::set<std::string> effects;
        for (const proto::Action& action : fresh_outbox.actions()) effects.insert(action.id.value);
        EXPECT_EQ(effects.size(), 1u) << "crash after step " << steps;
        EXPECT_EQ(fresh_guards.marked.size(), 1u) << "crash after step " << steps;
    }
    EXPECT_GT(steps, 5);
}

TEST_F(Worker, ASendThatCameTooFastMayBePressedAgain) {
    const auto send = [](const std::string& id) {
        return press(std::string(button::send), value_of(Send{"p", "pack/1", 1}), id);
    };
    inputs.inputs.too_fast = true;
    EXPECT_EQ(rule_of(send("E2")), "fast");
    EXPECT_TRUE(guards.marked.empty());
    inputs.inputs.too_fast = false;
    EXPECT_EQ(rule_of(send("E3")), "send");
    EXPECT_EQ(rule_of(send("E4")), "repeat");
}

TEST_F(Worker, MessagesThatAskForNothingTouchNoGuard) {
    EXPECT_EQ(rule_of(said({{"type", "message"}, {"channel", "C1"}, {"user", "U1"}})), "nothing");
    EXPECT_TRUE(guards.marked.empty());
    EXPECT_TRUE(inputs.reads.empty());
}

TEST_F(Worker, ABrokenRecordGoesToTheDeadLettersWithTheReason) {
    proto::Event event = command("고양이");
    event.payload = "{\"half\":";
    Turn one = turn(event);
    EXPECT_EQ(run(one), Turn::Next::done);
    ASSERT_EQ(outbox.confirmed.size(), 1u);
    const proto::Wire dead = outbox.dead().at(0).wire;
    EXPECT_EQ(dead.value, event.payload);
    EXPECT_EQ(dead.key, "T1:C1");
    EXPECT_EQ(dead.header("x-dlq-reason"), proto::to_text(proto::DeadReason::unusable));
    EXPECT_EQ(dead.header("x-dlq-original-offset"), "41");
    EXPECT_NE(dead.header("x-dlq-error").find("bad_json"), std::string::npos);
    EXPECT_EQ(one.story().dead, proto::DeadReason::unusable);
}

TEST_F(Worker, ARecordWithoutItsHeadersIsUndecodable) {
    proto::Wire wire = proto::encode(command("고양이"));
    std::erase_if(wire.headers, [](const auto& header) { return header.first == "ce_time"; });
    Turn one = turn(wire);
    EXPECT_EQ(run(one), Turn::Next::done);
    ASSERT_EQ(outbox.dead().size(), 1u);
    EXPECT_EQ(outbox.dead().at(0).wire.header("x-dlq-reason"),
              proto::to_text(proto::DeadReason::undecodable));
}

TEST_F(Worker, ProbesAndTypesOfTomorrowAreSkipped) {
    Turn probe = turn(proto::encode_probe("abcd", base::Time{}));
    EXPECT_EQ(run(probe), Turn::Next::done);
    EXPECT_EQ(probe.story().skipped, "probe");
    proto::Wire wire = proto::encode(command("고양이"));
    wire.set("ce_type", "sticker.slack.options.v9");
    Turn tomorrow = turn(wire);
    EXPECT_EQ(run(tomorrow), Turn::Next::done);
    EXPECT_EQ(tomorrow.story().skipped, "unknown_type");
    EXPECT_TRUE(outbox.confirmed.empty());
}

TEST_F(Worker, WhatThrowsGoesToTheDeadLetters) {
    inputs.broken = true;
    Turn one = turn(command("고양이"));
    EXPECT_THROW(run(one), std::runtime_error);
    one.fail("the shelf fell down");
    EXPECT_EQ(run(one), Turn::Next::done);
    ASSERT_EQ(outbox.dead().size(), 1u);
    EXPECT_EQ(outbox.dead().at(0).wire.header("x-dlq-reason"),
              proto::to_text(proto::DeadReason::handler_failed));
    EXPECT_TRUE(outbox.actions().empty());
    EXPECT_TRUE(guards.marked.empty());
}

TEST_F(Worker, WhatTheBusRefusesForGoodIsBuriedToo) {
    Turn one = turn(command("고양이"));
    outbox.fail_next(base::Error::never("too_large"));
    EXPECT_EQ(run(one), Turn::Next::done);
    EXPECT_EQ(outbox.dead().size(), 1u);
    EXPECT_TRUE(outbox.actions().empty());
}

TEST_F(Worker, ADeadLetterThatTheBusRefusesIsLostAloud) {
    proto::Event event = command("고양이");
    event.payload = "x";
    Turn one = turn(event);
    outbox.fail_next(base::Error::never("too_large"));
    EXPECT_EQ(run(one), Turn::Next::done);
    EXPECT_TRUE(one.story().lost);
}

}  // namespace
