#include "services/gateway/core/intake.hpp"

#include <gtest/gtest.h>

namespace gateway {
namespace {

slack::Routing command() {
    slack::Routing routing;
    routing.team = "T1";
    routing.channel = "C1";
    routing.user = "U1";
    routing.trigger_id = "13.37.secret";
    return routing;
}

const base::Time now{std::chrono::milliseconds{1'764'000'000'000}};

TEST(Intake, ATriggerIdNeverBecomesAnEventsId) {
    const auto event = make_event({proto::EventKind::slash_command, "e1", true, 0, ""}, command(), "{}", now);
    EXPECT_EQ(event->id.value.find("13.37"), std::string::npos);
    EXPECT_EQ(event->id.value.size(), 36u);
}

TEST(Intake, ARedeliveryHasTheSameIdUnderANewEnvelope) {
    slack::Routing routing;
    routing.team = "T1";
    routing.event_id = "Ev1";
    const auto first = make_event({proto::EventKind::events_api, "e1", false, 0, ""}, routing, "{}", now);
    const auto again = make_event({proto::EventKind::events_api, "e2", false, 1, "timeout"}, routing, "{}", now);
    EXPECT_EQ(first->id, again->id);
    EXPECT_EQ(again->retry_attempt, 1);
}

TEST(Intake, TheKeyFallsBackToTheMemberAndThenTheTeam) {
    slack::Routing routing = command();
    routing.channel.clear();
    EXPECT_EQ(make_event({}, routing, "{}", now)->conversation.key(), "T1:U1");
    routing.user.clear();
    EXPECT_EQ(make_event({}, routing, "{}", now)->conversation.key(), "T1:T1");
}

TEST(Intake, WithoutATeamItIsUnusable) {
    EXPECT_EQ(make_event({}, slack::Routing{}, "{}", now).error().code, "unusable");
    slack::Routing org;
    org.enterprise = "E1";
    EXPECT_EQ(make_event({}, org, "{}", now)->team.value, "E1");
}

TEST(Intake, TheSameDeliveryGivesTheSameTrace) {
    const Delivery delivery{proto::EventKind::slash_command, "e1", true, 0, ""};
    const auto a = make_event(delivery, command(), "{}", now);
    const auto b = make_event(delivery, command(), "{}", now);
    EXPECT_EQ(a->trace.parent, b->trace.parent);
    EXPECT_EQ(a->trace.trace_id().size(), 32u);
}

}  // namespace
}  // namespace gateway
