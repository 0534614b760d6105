#include <gtest/gtest.h>

#include "tests/unit/twin/stage.hpp"

namespace twin {
namespace {

using namespace std::chrono_literals;

Json hello(const std::string& channel) { return {{"channel", channel}, {"text", "hello"}}; }

std::string error_of(const Got& got) { return text_of(got.body, "error"); }

TEST(Fault, AnErrorStandsInForTheCallAndIsUsedUp) {
    Stage stage;
    stage.order("faults", {{"method", "chat.postMessage"}, {"times", 2}, {"error", "fatal_error"}});
    EXPECT_EQ(error_of(stage.api("chat.postMessage", hello("C0TEAM"))), "fatal_error");
    EXPECT_EQ(stage.api("auth.test", {}).body["ok"], true);
    EXPECT_EQ(error_of(stage.api("chat.postMessage", hello("C0TEAM"))), "fatal_error");
    EXPECT_TRUE(stage.see("U0KIM", "C0TEAM").empty());
    EXPECT_EQ(stage.api("chat.postMessage", hello("C0TEAM")).body["ok"], true);
}

TEST(Fault, ARetryAfterIsA429) {
    Stage stage;
    stage.order("faults", {{"method", "chat.postMessage"}, {"times", 1}, {"retry_after", 7}});
    const Got& got = stage.api("chat.postMessage", hello("C0TEAM"));
    EXPECT_EQ(got.status, 429);
    EXPECT_EQ(*http::find_header(got.headers, "retry-after"), "7");
}

TEST(Fault, ADelayedCallHasItsEffectAtOnceAndItsAnswerLater) {
    Stage stage;
    stage.order("faults", {{"method", "chat.postMessage"}, {"delay_ms", 4000}});
    const Got& got = stage.api("chat.postMessage", hello("C0TEAM"));
    EXPECT_EQ(stage.see("U0KIM", "C0TEAM").size(), 1u);
    stage.advance(3999ms);
    EXPECT_FALSE(got.answered);
    stage.advance(1ms);
    EXPECT_EQ(got.body["ok"], true);
}

TEST(Fault, AConnectionCutBeforeOrAfterTheCallTookEffect) {
    Stage stage;
    stage.order("faults", {{"method", "chat.postMessage"}, {"drop", "before"}});
    EXPECT_TRUE(stage.api("chat.postMessage", hello("C0TEAM")).cut);
    EXPECT_TRUE(stage.see("U0KIM", "C0TEAM").empty());
    stage.order("faults", {{"method", "chat.postMessage"}, {"drop", "after"}});
    EXPECT_TRUE(stage.api("chat.postMessage", hello("C0TEAM")).cut);
    EXPECT_EQ(stage.see("U0KIM", "C0TEAM").size(), 1u);
    EXPECT_EQ(stage.ledger("call").at(0)["fault"], "drop_before");
    EXPECT_EQ(stage.ledger("call").at(1)["fault"], "drop_after");
}

TEST(Fault, AnOrderThatIsNotUnderstoodIsRefused) {
    Stage stage;
    EXPECT_EQ(stage.order("faults", {{"method", "chat.update"}, {"tiems", 1}}).status, 400);
    EXPECT_EQ(stage.order("faults", {{"error", "x"}}).status, 400);
    EXPECT_EQ(stage.order("faults", {{"method", "chat.update"}, {"drop", "sideways"}}).status, 400);
    EXPECT_EQ(stage.order("faults", {{"method", "socket"}, {"error", "x"}}).status, 400);
}

TEST(Fault, ThoseOfTheSocketAreHandedOn) {
    Stage stage;
    const Json order{{"method", "socket"}, {"times", 2}, {"disconnect", "warning"}};
    EXPECT_EQ(stage.order("faults", order).body["sockets"], 2);
    EXPECT_EQ(stage.disconnected, "warning");
    stage.order("faults", {{"method", "socket"}, {"times", 3}, {"no_hello", true}});
    EXPECT_EQ(stage.hellos_withheld, 3);
}

}  // namespace
}  // namespace twin
