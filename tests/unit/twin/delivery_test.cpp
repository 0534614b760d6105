#include <gtest/gtest.h>

#include "tests/unit/twin/stage.hpp"

namespace twin {
namespace {

using namespace std::chrono_literals;

class DeliveriesTest : public testing::Test {
protected:
    std::string send(const std::string& type, bool accepts_payload = true) {
        return stage.slack.deliveries.send({type, "U0KIM", Json{{"text", "hi"}}, accepts_payload},
                                           [this](const Outcome& one) { outcome = one; });
    }
    Stage stage;
    std::optional<Outcome> outcome;
};

TEST_F(DeliveriesTest, AnAckInTimeEndsItAndIsTimed) {
    const std::string id = send("slash_commands");
    stage.advance(120ms);
    stage.ack(Json{{"text", "here"}});
    ASSERT_TRUE(outcome);
    EXPECT_TRUE(outcome->acked);
    EXPECT_EQ(outcome->ack_ms, 120);
    EXPECT_EQ(outcome->ack["text"], "here");
    const Json line = stage.ledger("envelope").at(0);
    EXPECT_EQ(line["id"], id);
    EXPECT_EQ(line["acked_ms"], 120);
    EXPECT_EQ(line["attempt"], 0);
    EXPECT_EQ(line["socket"], "1");
}

TEST_F(DeliveriesTest, WithoutAnAckItEndsAfterThreeSeconds) {
    send("slash_commands");
    stage.advance(2999ms);
    EXPECT_FALSE(outcome);
    stage.advance(1ms);
    ASSERT_TRUE(outcome);
    EXPECT_FALSE(outcome->acked);
    EXPECT_EQ(outcome->failure, "operation_timeout");
    EXPECT_TRUE(stage.ledger("envelope").at(0)["acked_ms"].is_null());
}

TEST_F(DeliveriesTest, ALateAckChangesNothing) {
    send("events_api", false);
    const std::string first = stage.last_sent().envelope_id;
    stage.advance(3s);
    stage.slack.deliveries.acked(first, {});
    EXPECT_TRUE(stage.ledger("envelope").at(0)["acked_ms"].is_null());
    EXPECT_EQ(stage.app.sent.size(), 2u);
}

TEST_F(DeliveriesTest, AnEventComesAgainAtOnceAfterAMinuteAndAfterFive) {
    const std::string id = send("events_api", false);
    stage.advance(3s);
    ASSERT_EQ(stage.app.sent.size(), 2u);
    EXPECT_EQ(stage.last_sent().number, 1);
    EXPECT_NE(stage.last_sent().envelope_id, id);
    EXPECT_EQ(stage.last_sent().payload, stage.app.sent[0].payload);
    stage.advance(3s + 59s);
    EXPECT_EQ(stage.app.sent.size(), 2u);
    stage.advance(1s);
    EXPECT_EQ(stage.app.sent.size(), 3u);
    stage.advance(3s + 5min);
    EXPECT_EQ(stage.app.sent.size(), 4u);
    stage.advance(24h);
    EXPECT_EQ(stage.app.sent.size(), 4u);
    EXPECT_EQ(stage.slack.deliveries.waiting(), 0u);
}

TEST_F(DeliveriesTest, AnAckedRetryEndsTheSeries) {
    send("events_api", false);
    stage.advance(3s);
    stage.ack();
    stage.advance(1h);
    EXPECT_EQ(stage.app.sent.size(), 2u);
}

TEST_F(DeliveriesTest, CommandsAndPressesAreNotRepeated) {
    send("slash_commands");
    send("interactive");
    stage.advance(1h);
    EXPECT_EQ(stage.app.sent.size(), 2u);
}

TEST_F(DeliveriesTest, WithNobodyThereACommandFailsAtOnceAndAnEventIsRepeated) {
    stage.app.connected = false;
    send("slash_commands");
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->failure, "dispatch_failed");
    EXPECT_TRUE(stage.ledger("envelope").at(0)["socket"].is_null());
    send("events_api", false);
    stage.app.connected = true;
    stage.advance();
    ASSERT_EQ(stage.app.sent.size(), 1u);
    EXPECT_EQ(stage.last_sent().number, 1);
}

TEST_F(DeliveriesTest, AnAckOfWhatTakesNoAnswerIsBare) {
    send("events_api", false);
    stage.ack(Json{{"text", "not shown"}});
    EXPECT_TRUE(outcome->ack.empty());
}

TEST_F(DeliveriesTest, WhoAsksForNoRetryGetsNone) {
    const std::string id = send("events_api", false);
    stage.slack.deliveries.failed(id, "http_service_error", "http_error", true);
    stage.advance(1h);
    EXPECT_EQ(stage.app.sent.size(), 1u);
}

TEST_F(DeliveriesTest, AnOrderedRepeatOfAnEventIsARetryUnderANewId) {
    stage.order("faults", {{"method", "socket"}, {"redeliver", 2}});
    send("events_api", false);
    ASSERT_EQ(stage.app.sent.size(), 3u);
    EXPECT_NE(stage.app.sent[1].envelope_id, stage.app.sent[0].envelope_id);
    EXPECT_EQ(stage.app.sent[2].number, 2);
    EXPECT_EQ(stage.app.sent[2].payload, stage.app.sent[0].payload);
    for (const Attempt& one : stage.app.sent) stage.slack.deliveries.acked(one.envelope_id, {});
    send("events_api", false);
    EXPECT_EQ(stage.app.sent.size(), 4u);
}

TEST_F(DeliveriesTest, AnOrderedRepeatOfACommandKeepsItsIdAndOneAckEndsBoth) {
    stage.order("faults", {{"method", "socket"}, {"redeliver", 1}});
    const std::string id = send("slash_commands");
    ASSERT_EQ(stage.app.sent.size(), 2u);
    EXPECT_EQ(stage.app.sent[1].envelope_id, id);
    stage.ack();
    ASSERT_TRUE(outcome);
    ASSERT_EQ(stage.ledger("envelope").size(), 2u);
    for (const Json& line : stage.ledger("envelope")) EXPECT_EQ(line["acked_ms"], 0);
}

TEST_F(DeliveriesTest, AResetEndsAllThatWaits) {
    send("events_api", false);
    stage.slack.deliveries.reset();
    EXPECT_EQ(outcome->failure, "reset");
    stage.advance(1h);
    EXPECT_EQ(stage.app.sent.size(), 1u);
}

std::string code_of(const base::Result<ResponseUrl>& looked) {
    return looked ? "fine" : looked.error().code;
}

TEST(ResponseUrls, LastThirtyMinutesAndFiveUses) {
    base::ManualClock clock;
    ResponseUrls urls(clock);
    const std::string path = urls.mint("commands", {"U0KIM", "C0TEAM", "", ""});
    for (int i = 0; i < 5; ++i) {
        EXPECT_TRUE(urls.look(path)) << i;
        urls.count_use(path);
    }
    EXPECT_EQ(code_of(urls.look(path)), "used_url");
    const std::string other = urls.mint("commands", {"U0KIM", "C0TEAM", "", ""});
    clock.advance(30min);
    EXPECT_TRUE(urls.look(other));
    clock.advance(1ms);
    EXPECT_EQ(code_of(urls.look(other)), "expired_url");
}

TEST(Tickets, OpenOneConnectionOnceAndSoon) {
    base::ManualClock clock;
    Tickets tickets(clock);
    const std::string ticket = tickets.mint();
    EXPECT_TRUE(tickets.redeem(ticket));
    EXPECT_FALSE(tickets.redeem(ticket));
    const std::string late = tickets.mint();
    clock.advance(31s);
    EXPECT_FALSE(tickets.redeem(late));
}

}  // namespace
}  // namespace twin
