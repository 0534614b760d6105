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

TEST(Fault, ARefusedOrHalfOpenCallHasNoEffect) {
    Stage stage;
    stage.order("faults", {{"method", "chat.postMessage"}, {"drop", "refuse"}});
    EXPECT_TRUE(stage.api("chat.postMessage", hello("C0TEAM")).cut);
    stage.order("faults", {{"method", "chat.postMessage"}, {"drop", "half_open"}});
    const Got& silent = stage.api("chat.postMessage", hello("C0TEAM"));
    stage.advance(59s);
    EXPECT_FALSE(silent.answered);
    stage.advance(1s);
    EXPECT_TRUE(silent.cut);
    EXPECT_TRUE(stage.see("U0KIM", "C0TEAM").empty());
    EXPECT_EQ(stage.ledger("call").at(0)["fault"], "refuse");
    EXPECT_EQ(stage.ledger("call").at(1)["fault"], "half_open");
}

TEST(Fault, ThoseOfTheSocketAreHandedOn) {
    using Kind = SocketFault::Kind;
    const auto ordered = [](Json order) {
        Stage stage;
        order["method"] = "socket";
        order["times"] = 2;
        EXPECT_EQ(stage.order("faults", order).body["sockets"], 2) << order;
        return stage.ordered;
    };
    EXPECT_EQ(ordered({{"disconnect", "warning"}}).text, "warning");
    EXPECT_EQ(ordered({{"no_hello", true}}).kind, Kind::no_hello);
    EXPECT_EQ(ordered({{"no_pong", true}}).kind, Kind::no_pong);
    EXPECT_EQ(ordered({{"ghosts", 7}}).count, 7);
    EXPECT_EQ(ordered({{"delay_ms", 8000}}).count, 8000);
    EXPECT_EQ(ordered({{"status", 408}}).count, 408);
    EXPECT_EQ(ordered({{"drop", "refuse"}}).kind, Kind::refuse);
    EXPECT_EQ(ordered({{"drop", "before"}}).kind, Kind::drop);
    EXPECT_EQ(ordered({{"drop", "after"}}).kind, Kind::drop_after);
    EXPECT_EQ(ordered({{"drop", "half_open"}}).kind, Kind::half_open);
}

TEST(Fault, ASocketsOrderIsOneKindAndItsNumbersAreInRange) {
    Stage stage;
    for (const Json& order : {Json{{"ghosts", 11}}, Json{{"drop", "sideways"}}, Json::object(),
                              Json{{"status", 200}}, Json{{"ghosts", 1}, {"no_pong", true}},
                              Json{{"disconnect", ""}}, Json{{"redeliver", 0}}}) {
        Json whole = order;
        whole["method"] = "socket";
        EXPECT_EQ(stage.order("faults", whole).status, 400) << whole;
    }
}

}  // namespace
}  // namespace twin
