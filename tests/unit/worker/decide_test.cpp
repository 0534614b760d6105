// What is the same for every decision.
#include "services/sticker-worker/core/decide.hpp"

#include <gtest/gtest.h>

#include "tests/unit/worker/world.hpp"

namespace {

using namespace worker;

TEST(Decide, SaysTheSameBytesEveryTime) {
    const proto::Event event = command("search 고양이");
    const auto encoded = [&] { return proto::encode(decided(event, korean()).actions.at(0)); };
    const proto::Wire once = encoded();
    EXPECT_EQ(once.value, encoded().value);
    EXPECT_EQ(once.headers, encoded().headers);
}

TEST(Decide, ARedeliveryAsksForTheSameAction) {
    // Slack gives a redelivered envelope another id, the trigger id stays.
    proto::Event again = command("고양이");
    again.id = proto::EventId("another");
    again.envelope_id = "another";
    again.retry_attempt = 1;
    EXPECT_EQ(decided(command("고양이"), korean()).actions.at(0).id,
              decided(again, korean()).actions.at(0).id);
}

TEST(Decide, TheTriggerIdItselfAppearsNowhere) {
    const proto::Action action = decided(command("고양이"), korean()).actions.at(0);
    EXPECT_EQ(proto::encode(action).value.find("trigger.E1"), std::string::npos);
    EXPECT_EQ(understand(command("고양이"))->source_id.find("trigger.E1"), std::string::npos);
}

TEST(Decide, EveryActionGoesUnderItsConversationsKey) {
    EXPECT_EQ(proto::encode(decided(command("고양이"), korean()).actions.at(0)).key, "T1:C1");
}

TEST(Decide, GoesOnInTheTraceOfTheEvent) {
    const proto::Event event = command("고양이");
    const proto::Action action = decided(event, korean()).actions.at(0);
    EXPECT_EQ(action.trace.trace_id(), event.trace.trace_id());
    EXPECT_NE(action.trace.parent, event.trace.parent);
}

TEST(Decide, WhatCannotBeReadIsAnError) {
    proto::Event broken = command("고양이");
    broken.payload = "{";
    EXPECT_EQ(decide(broken, korean(), broken.received_at).error().code, "bad_json");
    proto::Event poor = event_of(proto::EventKind::slash_command, {{"text", "cat"}});
    EXPECT_EQ(decide(poor, korean(), poor.received_at).error().code, "missing_field");
}

TEST(Plan, ReadsNoMoreThanTheDecisionNeeds) {
    EXPECT_TRUE(plan(command("고양이")).search.has_value());
    EXPECT_TRUE(plan(command("고양이")).sticker_id.empty());
    EXPECT_FALSE(plan(command("help")).search.has_value());
    const Needs send = plan(press(std::string(button::send), value_of(Send{"p", "pack/9", 2})));
    EXPECT_EQ(send.sticker_id, "pack/9");
    EXPECT_FALSE(send.search.has_value());
    EXPECT_TRUE(send.member);
}

}  // namespace
