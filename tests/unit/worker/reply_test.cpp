// What an envelope that waits is answered, what is kept by it, and what a stuck record does.
#include <gtest/gtest.h>

#include "tests/unit/worker/stepped.hpp"

namespace {

using namespace worker;

TEST_F(Worker, AnswersWhoeverWaitsAndKeepsWhatWasChosen) {
    EXPECT_EQ(rule_of(submitted(choices("5", "ko"))), "saved");
    ASSERT_EQ(outbox.replies().size(), 1u);
    const proto::Reply reply = outbox.replies().at(0);
    EXPECT_EQ(reply.payload, "");
    EXPECT_EQ(reply.reply_to, "gateway-E3");
    EXPECT_EQ(reply.envelope_id, "envelope-E3");
    EXPECT_EQ(reply.reply_by, *submitted(choices("5")).reply_by);
    EXPECT_TRUE(outbox.decisions().at(0).decision.replied);
    ASSERT_EQ(guards.effects.size(), 1u);
    EXPECT_EQ(guards.effects.at(0).settings, (Settings{5, "ko", ""}));
}

TEST_F(Worker, ASecondPressOfABusyModalClosesItAndChangesNothing) {
    EXPECT_EQ(rule_of(submitted(choices("5"), "E3")), "saved");
    EXPECT_EQ(rule_of(submitted(choices("5"), "E9")), "repeat");
    ASSERT_EQ(outbox.replies().size(), 2u);
    EXPECT_EQ(outbox.replies().at(1).payload, outbox.replies().at(0).payload);
    EXPECT_EQ(outbox.replies().at(1).reply_to, "gateway-E9");
    EXPECT_EQ(outbox.replies().at(1).envelope_id, "envelope-E9");
    EXPECT_EQ(guards.effects.size(), 1u);
}

TEST_F(Worker, ARepeatGetsTheReplyThatWasGivenNotANewOne) {
    guards.marked[understand(submitted(choices("4")))->source_id] =
        R"({"response_action":"clear"})";
    EXPECT_EQ(rule_of(submitted(choices("9"))), "repeat");
    ASSERT_EQ(outbox.replies().size(), 1u);
    EXPECT_EQ(outbox.replies().at(0).payload, R"({"response_action":"clear"})");
    EXPECT_TRUE(outbox.decisions().at(0).decision.replied);
}

TEST_F(Worker, RefusedSettingsHaveNoEffectAndMayBeSentAgain) {
    EXPECT_EQ(rule_of(submitted(choices("9"), "E3")), "refused");
    EXPECT_TRUE(guards.marked.empty());
    EXPECT_NE(outbox.replies().at(0).payload.find("errors"), std::string::npos);
    EXPECT_EQ(rule_of(submitted(choices("4"), "E4")), "saved");
}

TEST_F(Worker, NobodyWhoDoesNotWaitIsAnswered) {
    proto::Event event = submitted(choices("4"));
    event.reply_to.clear();
    EXPECT_EQ(rule_of(event), "saved");
    EXPECT_TRUE(outbox.replies().empty());
    EXPECT_FALSE(outbox.decisions().at(0).decision.replied);
}

TEST_F(Worker, WhatWasChosenIsKeptBeforeTheMemberIsToldSo) {
    Turn one = turn(submitted(choices("4")));
    guards.away = true;
    EXPECT_EQ(run(one), Turn::Next::later);
    EXPECT_EQ(run(one), Turn::Next::later);
    EXPECT_EQ(one.story().keep_failures, 2);
    EXPECT_TRUE(outbox.replies().empty());
    guards.away = false;
    EXPECT_EQ(run(one), Turn::Next::done);
    EXPECT_EQ(guards.effects.size(), 1u);
    EXPECT_EQ(outbox.replies().size(), 1u);
}

// It is kept, and the bus is away: tried again, kept once.
TEST_F(Worker, AReplyThatIsNotConfirmedIsGivenAgain) {
    Turn one = turn(submitted(choices("4")));
    outbox.fail_next(base::Error::later("timed_out"));
    EXPECT_EQ(run(one), Turn::Next::later);
    EXPECT_EQ(guards.effects.size(), 1u);
    EXPECT_EQ(run(one), Turn::Next::done);
    EXPECT_EQ(guards.effects.size(), 1u);
    EXPECT_EQ(outbox.replies().size(), 1u);
    EXPECT_EQ(outbox.decisions().size(), 1u);
}

// The process dies while the store is away, and in the next one it is away still.
TEST_F(Worker, NoModalClosesWhoseSettingsAreLost) {
    Turn died = turn(submitted(choices("4")));
    guards.away = true;
    EXPECT_EQ(run(died), Turn::Next::later);
    inputs.inputs.settings.reset();
    Turn again = turn(submitted(choices("4")));
    EXPECT_EQ(run(again), Turn::Next::done);
    EXPECT_TRUE(guards.effects.empty());
    for (const proto::Reply& reply : outbox.replies()) {
        EXPECT_NE(reply.payload.find("errors"), std::string::npos);
    }
}

TEST_F(Worker, ASendWaitsForNoStore) {
    guards.away = true;
    EXPECT_EQ(rule_of(press(std::string(button::send), value_of(Send{"p", "pack/1", 1}))), "send");
}

// The process may end after any step of a submission: the same reply, the same state, once.
TEST_F(Worker, ACrashAnywhereLeavesTheSettingsAsChosen) {
    int steps = 0;
    for (bool through = false; !through; ++steps) {
        FakeGuards fresh_guards;
        FakeOutbox fresh_outbox;
        const Ports fresh{inputs, fresh_guards, fresh_outbox};
        Turn crashed = turn(submitted(choices("5"), "E3"));
        for (int i = 0; i < steps && !through; ++i)
            through = crashed.step(fresh) == Turn::Next::done;
        Turn again = turn(submitted(choices("5"), "E3"));
        while (again.step(fresh) != Turn::Next::done) {
        }
        ASSERT_EQ(fresh_guards.effects.size(), 1u) << steps;
        EXPECT_EQ(fresh_guards.effects.front().settings, (Settings{5, "", ""}));
        for (const proto::Reply& reply : fresh_outbox.replies()) EXPECT_EQ(reply.payload, "");
    }
    EXPECT_GT(steps, 5);
}

TEST_F(Worker, OneThatIsStuckGoesToTheDeadLettersWhole) {
    const proto::Event event = command("고양이");
    Turn one = turn(event);
    outbox.fail_next(base::Error::later("not_enough_replicas"));
    EXPECT_EQ(run(one), Turn::Next::later);
    one.give_up();
    EXPECT_EQ(run(one), Turn::Next::done);
    ASSERT_EQ(outbox.dead().size(), 1u);
    const proto::Wire dead = outbox.dead().at(0).wire;
    EXPECT_EQ(dead.value, event.payload);
    EXPECT_EQ(dead.header("x-dlq-reason"), "handler_failed");
    EXPECT_EQ(dead.header("x-dlq-stage"), "worker.publish");
    EXPECT_NE(dead.header("x-dlq-error").find("not_enough_replicas"), std::string::npos);
    EXPECT_EQ(dead.header("x-dlq-original-partition"), "3");
    EXPECT_TRUE(guards.marked.empty());
}

// With the brokers away for an hour nothing of that hour may end in the dead letters.
TEST_F(Worker, OneThatCannotBeBuriedEitherGoesOnAsBefore) {
    Turn one = turn(command("고양이"));
    outbox.fail_next(base::Error::later("timed_out"));
    EXPECT_EQ(run(one), Turn::Next::later);
    one.give_up();
    outbox.fail_next(base::Error::later("timed_out"));
    EXPECT_EQ(run(one), Turn::Next::later);
    EXPECT_EQ(one.story().rule, "search");
    EXPECT_EQ(run(one), Turn::Next::done);
    EXPECT_TRUE(outbox.dead().empty());
    EXPECT_EQ(outbox.actions().size(), 1u);
    EXPECT_EQ(guards.marked.size(), 1u);
}

TEST_F(Worker, SettingsThatNobodyKeepsAreDeadLettersToo) {
    Turn one = turn(submitted(choices("4")));
    guards.away = true;
    EXPECT_EQ(run(one), Turn::Next::later);
    one.give_up();
    EXPECT_EQ(run(one), Turn::Next::done);
    ASSERT_EQ(outbox.dead().size(), 1u);
    EXPECT_EQ(outbox.dead().at(0).wire.header("x-dlq-stage"), "worker.keep");
}

}  // namespace
