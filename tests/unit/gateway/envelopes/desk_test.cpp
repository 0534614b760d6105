#include "services/gateway/core/desk.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "libs/crypto/hash.hpp"
#include "proto/event.hpp"
#include "tests/unit/gateway/fakes.hpp"

namespace gateway {
namespace {

using std::chrono::milliseconds;

class DeskTest : public testing::Test {
protected:
    void arrive(Connection connection, std::string frame) {
        desk_.frame(connection, std::move(frame), clock_.now(), clock_.steady());
    }
    void confirm(bool durable, std::size_t which = 0) {
        desk_.confirmed(publisher_.published.at(which).token, durable, clock_.steady());
    }
    void pass(milliseconds time) {
        clock_.advance(time);
        desk_.tick(clock_.steady());
    }

    base::ManualClock clock_;
    FakePublisher publisher_;
    FakeLine line_;
    FakeFigures figures_;
    Desk desk_{publisher_, line_, figures_};
};

TEST_F(DeskTest, AcksOnlyAfterTheRecordIsConfirmed) {
    arrive(1, command_frame("e1"));
    ASSERT_EQ(publisher_.published.size(), 1u);
    EXPECT_EQ(publisher_.published[0].to, Destination::events);
    EXPECT_TRUE(line_.sent.empty());
    confirm(true);
    ASSERT_EQ(line_.sent.size(), 1u);
    EXPECT_EQ(line_.sent[0], (std::pair<Connection, std::string>(1, R"({"envelope_id":"e1"})")));
    EXPECT_EQ(desk_.under_way(), 0u);
}

// The gateway's layer against repeats, alone.
TEST_F(DeskTest, WhatWasConfirmedIsAckedAgainAndNotStoredAgain) {
    arrive(1, event_frame("e1"));
    confirm(true);
    arrive(2, event_frame("e2"));  // the same event, by another socket
    EXPECT_EQ(publisher_.published.size(), 1u);
    ASSERT_EQ(line_.sent.size(), 2u);
    EXPECT_EQ(line_.sent[1], (std::pair<Connection, std::string>(2, R"({"envelope_id":"e2"})")));
    EXPECT_EQ(figures_.outcomes["event repeat"], 1);
    EXPECT_EQ(desk_.under_way(), 0u);
}

TEST_F(DeskTest, WhatIsUnderWayOrFailedIsNoRepeat) {
    arrive(1, event_frame("e1"));
    arrive(2, event_frame("e2"));
    EXPECT_EQ(publisher_.published.size(), 2u);
    confirm(false);
    confirm(false, 1);
    arrive(1, event_frame("e3"));
    EXPECT_EQ(publisher_.published.size(), 3u);
    EXPECT_TRUE(line_.sent.empty());
}

TEST_F(DeskTest, AnAckThatFoundItsSocketGoneIsMadeUpForByTheNext) {
    arrive(1, event_frame("e1"));
    line_.cut(1);
    confirm(true);
    EXPECT_TRUE(line_.sent.empty());
    arrive(2, event_frame("e2"));
    EXPECT_EQ(publisher_.published.size(), 1u);
    EXPECT_EQ(line_.sent.size(), 1u);
}

TEST_F(DeskTest, WhatWantsAReplyIsAskedAgainThoughItsRecordIsThere) {
    const std::string frame =
        R"({"envelope_id":"e1","type":"interactive","accepts_response_payload":true,"payload":{)"
        R"("type":"block_suggestion","team":{"id":"T1"},"user":{"id":"U1"},"trigger_id":"1.2.3"}})";
    Desk answering(publisher_, line_, figures_, {}, "gateway-1");
    for (int i = 0; i < 2; ++i) {
        answering.frame(1, std::string(frame), clock_.now(), clock_.steady());
        answering.confirmed(publisher_.published.back().token, true, clock_.steady());
        answering.reply({proto::decode_event(publisher_.published.back().record)->id, "e1",
                         "gateway-1", clock_.now(), {}, "{}"},
                        clock_.steady());
    }
    EXPECT_EQ(publisher_.published.size(), 2u);
    EXPECT_EQ(line_.sent.size(), 2u);
}

TEST(SeenEvents, ForgetsTheOldestAtItsBound) {
    SeenEvents seen(2);
    for (const char* id : {"a", "b", "b", "c"}) seen.add(id);
    EXPECT_FALSE(seen.has("a"));
    EXPECT_TRUE(seen.has("b"));
    EXPECT_TRUE(seen.has("c"));
    EXPECT_EQ(seen.size(), 2u);
}

TEST_F(DeskTest, TheRecordIsTheDelivery) {
    arrive(1, command_frame("e1"));
    const auto event = proto::decode_event(publisher_.published[0].record);
    ASSERT_TRUE(event.ok());
    EXPECT_EQ(event->kind, proto::EventKind::slash_command);
    EXPECT_EQ(event->conversation.key(), "T1:C1");
    EXPECT_EQ(event->user.value, "U1");
    EXPECT_EQ(event->subject, "/sticker");
    EXPECT_EQ(event->received_at, clock_.now());
    EXPECT_EQ(nlohmann::json::parse(event->payload)["text"], "search");
}

TEST_F(DeskTest, ACommandThatCannotBeStoredIsAnsweredBusyInBothLanguages) {
    arrive(1, command_frame("e1"));
    confirm(false);
    ASSERT_EQ(line_.sent.size(), 1u);
    const auto frame = nlohmann::json::parse(line_.sent[0].second);
    EXPECT_EQ(frame["payload"]["response_type"], "ephemeral");
    const std::string text = frame["payload"]["text"];
    EXPECT_NE(text.find("다시"), std::string::npos);
    EXPECT_NE(text.find("again"), std::string::npos);
    EXPECT_EQ(figures_.outcomes["command busy"], 1);
}

TEST_F(DeskTest, AnEventThatCannotBeStoredStaysUnacked) {
    arrive(1, event_frame("e1"));
    confirm(false);
    EXPECT_TRUE(line_.sent.empty());
    EXPECT_EQ(figures_.outcomes["event unacked"], 1);
    EXPECT_EQ(figures_.reasons["broker"], 1);
}

TEST_F(DeskTest, ASilentBrokerIsAnsweredForBeforeSlacksThreeSeconds) {
    arrive(1, command_frame("e1"));
    pass(milliseconds{2599});
    EXPECT_TRUE(line_.sent.empty());
    pass(milliseconds{1});
    EXPECT_EQ(line_.sent.size(), 1u);
    confirm(true);  // "busy" was a refusal; the record may have been stored all the same
    EXPECT_EQ(line_.sent.size(), 1u);
    EXPECT_EQ(desk_.under_way(), 0u);
}

TEST_F(DeskTest, AModalAnOptionListAndAButtonAreRefusedEachInItsWay) {
    const auto interactive = [](const std::string& id, const std::string& rest) {
        return R"({"envelope_id":")" + id +
               R"(","type":"interactive","accepts_response_payload":true,"payload":{"team":{"id":"T1"},"user":{"id":"U1"},)" +
               rest + "}}";
    };
    arrive(1, interactive("m", R"("type":"view_submission","view":{"blocks":[{"type":"input","block_id":"b"}]})"));
    arrive(1, interactive("o", R"("type":"block_suggestion")"));
    arrive(1, interactive("p", R"("type":"block_actions")"));
    pass(milliseconds{2600});
    ASSERT_EQ(line_.sent.size(), 2u);
    EXPECT_TRUE(nlohmann::json::parse(line_.sent[0].second)["payload"]["errors"].contains("b"));
    EXPECT_TRUE(nlohmann::json::parse(line_.sent[1].second)["payload"]["options"].empty());
    EXPECT_EQ(figures_.outcomes["press unacked"], 1);
}

TEST_F(DeskTest, AnUnusableEnvelopeIsAckedOnceItLiesInTheDeadLetters) {
    arrive(1, R"({"envelope_id":"e1","type":"interactive","payload":null})");
    ASSERT_EQ(publisher_.published.size(), 1u);
    EXPECT_EQ(publisher_.published[0].to, Destination::dead_letters);
    EXPECT_EQ(publisher_.published[0].record.header("x-dlq-reason"), "unusable");
    EXPECT_TRUE(line_.sent.empty());
    confirm(true);
    EXPECT_EQ(line_.sent.size(), 1u);
}

TEST_F(DeskTest, AHugeEnvelopeIsKeptCutWithLengthAndDigest) {
    std::string frame = command_frame("e1");
    frame.insert(frame.rfind("}}"), R"(,"x":")" + std::string(1'000'000, 'x') + '"');
    const std::size_t length = frame.size();
    arrive(1, frame);
    ASSERT_EQ(publisher_.published.size(), 1u);
    const proto::Wire& record = publisher_.published[0].record;
    EXPECT_EQ(publisher_.published[0].to, Destination::dead_letters);
    EXPECT_TRUE(line_.sent.empty());
    EXPECT_EQ(record.header("x-dlq-reason"), "too_large");
    EXPECT_EQ(record.value.size(), 512'000u);
    EXPECT_EQ(record.header("x-dlq-length"), std::to_string(length));
    EXPECT_EQ(record.header("x-dlq-sha256"), crypto::sha256_hex(frame));
    EXPECT_EQ(record.value, frame.substr(0, 512'000));
    confirm(true);
    ASSERT_EQ(line_.sent.size(), 1u);
    EXPECT_EQ(line_.sent[0].second, R"({"envelope_id":"e1"})");
}

TEST_F(DeskTest, AnIdThatIsNoneByItsLengthIsNotAcked) {
    arrive(1, command_frame(std::string(longest_envelope_id + 1, 'i')));
    EXPECT_TRUE(publisher_.published.empty());
    EXPECT_EQ(figures_.outcomes["unknown dropped"], 1);
    arrive(1, command_frame(std::string(longest_envelope_id, 'i')));
    EXPECT_EQ(publisher_.published.size(), 1u);
}

// A record with such a header is one that no broker takes: it would come back for ever.
TEST_F(DeskTest, APayloadWithAnIdThatFillsARecordIsBuried) {
    arrive(1, command_frame("e1", std::string(300'000, '1')));
    ASSERT_EQ(publisher_.published.size(), 1u);
    EXPECT_EQ(publisher_.published[0].to, Destination::dead_letters);
}

TEST_F(DeskTest, ABusyThatOutgrowsSlacksFrameIsNotSent) {
    arrive(1, R"({"envelope_id":"e1","type":"interactive","accepts_response_payload":true,"payload":{)"
              R"("type":"view_submission","team":{"id":"T1"},"view":{"blocks":[{"type":"input","block_id":")" +
                  std::string(20'000, 'b') + R"("}]}}})");
    confirm(false);
    EXPECT_TRUE(line_.sent.empty());
    EXPECT_EQ(figures_.outcomes["submission unacked"], 1);
}

TEST_F(DeskTest, AFrameWithoutAnIdIsDroppedAndCounted) {
    for (const char* frame : {"null", "5", "{}", "[", R"({"type":"slash_commands","payload":{}})"}) arrive(1, frame);
    EXPECT_TRUE(publisher_.published.empty());
    EXPECT_EQ(figures_.outcomes["unknown dropped"], 5);
}

TEST_F(DeskTest, AnAckForAConnectionThatIsGoneIsNotSentElsewhere) {
    arrive(1, command_frame("e1"));
    desk_.connection_gone(1);
    confirm(true);
    EXPECT_TRUE(line_.sent.empty());
    EXPECT_EQ(figures_.reasons["connection_gone"], 1);
}

TEST_F(DeskTest, MoreThanTheBoundIsRefusedAtOnce) {
    Desk small(publisher_, line_, figures_, {1, milliseconds{2600}});
    small.frame(1, command_frame("e1"), clock_.now(), clock_.steady());
    small.frame(1, command_frame("e2"), clock_.now(), clock_.steady());
    EXPECT_EQ(publisher_.published.size(), 1u);
    ASSERT_EQ(line_.sent.size(), 1u);
    EXPECT_NE(line_.sent[0].second.find("\"e2\""), std::string::npos);
    EXPECT_EQ(small.under_way(), 1u);
    EXPECT_EQ(figures_.limits["envelopes"], 1);
}

}  // namespace
}  // namespace gateway
