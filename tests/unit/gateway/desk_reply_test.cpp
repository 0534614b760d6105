#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "libs/slack/answers.hpp"
#include "proto/action.hpp"
#include "proto/event.hpp"
#include "services/gateway/core/desk.hpp"
#include "tests/unit/gateway/fakes.hpp"

namespace gateway {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;

constexpr const char* options = R"({"options":[{"text":{"type":"plain_text","text":"곰"},"value":"b"}]})";

std::string interactive(const std::string& id, const std::string& type,
                        const std::string& block = "count", bool takes_an_answer = true) {
    json payload{{"type", type}, {"team", {{"id", "T1"}}}, {"user", {{"id", "U1"}}},
                 {"trigger_id", "1.2." + id}};
    if (!block.empty()) {
        payload["view"] = {{"id", "V1"}, {"blocks", {{{"type", "input"}, {"block_id", block}}}}};
    }
    return json{{"envelope_id", id},
                {"type", "interactive"},
                {"accepts_response_payload", takes_an_answer},
                {"payload", payload}}
        .dump();
}

class DeskReply : public testing::Test {
protected:
    void arrive(Connection connection, std::string frame) {
        desk_.frame(connection, std::move(frame), clock_.now(), clock_.steady());
    }
    proto::Event event(std::size_t which = 0) {
        return *proto::decode_event(publisher_.published.at(which).record);
    }
    void confirm(bool durable = true, std::size_t which = 0) {
        desk_.confirmed(publisher_.published.at(which).token, durable, clock_.steady());
    }
    proto::Reply reply_to(std::size_t which, const std::string& payload) {
        const auto asked = event(which);
        return {asked.id, asked.envelope_id, asked.reply_to, clock_.now(), asked.trace, payload};
    }
    void reply(const std::string& payload, std::size_t which = 0) {
        desk_.reply(reply_to(which, payload), clock_.steady());
    }
    void pass(milliseconds time) {
        clock_.advance(time);
        desk_.tick(clock_.steady());
    }
    json sent(std::size_t which = 0) const { return json::parse(line_.sent.at(which).second); }

    base::ManualClock clock_;
    FakePublisher publisher_;
    FakeLine line_;
    FakeFigures figures_;
    Desk desk_{publisher_, line_, figures_, {}, "gateway-7"};
};

TEST_F(DeskReply, OnlyAnOptionListAndAModalAskForOne) {
    arrive(1, interactive("o", "block_suggestion"));
    arrive(1, interactive("m", "view_submission"));
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(event(i).reply_to, "gateway-7");
        EXPECT_EQ(event(i).reply_by, clock_.now() + milliseconds{2500});
    }
    for (const char* type : {"block_actions", "view_closed", "shortcut", "message_action"})
        arrive(1, interactive("b", type));
    arrive(1, command_frame("c"));
    arrive(1, event_frame("e"));
    arrive(1, interactive("no way back", "view_submission", "count", false));
    for (std::size_t i = 2; i < publisher_.published.size(); ++i) {
        EXPECT_TRUE(event(i).reply_to.empty()) << i;
        EXPECT_FALSE(event(i).reply_by.has_value()) << i;
        confirm(true, i);
    }
    ASSERT_EQ(line_.sent.size(), 7u);
    for (std::size_t i = 0; i < 7; ++i) EXPECT_EQ(sent(i).size(), 1u) << "acked bare at the confirm";
}

TEST_F(DeskReply, WithoutANameForRepliesNobodyWaits) {
    Desk nameless(publisher_, line_, figures_);
    nameless.frame(1, interactive("o", "block_suggestion"), clock_.now(), clock_.steady());
    EXPECT_FALSE(event().reply_by.has_value());
    nameless.confirmed(publisher_.published[0].token, true, clock_.steady());
    EXPECT_EQ(sent(), json({{"envelope_id", "o"}}));
}

TEST_F(DeskReply, TheAckCarriesWhatTheWorkerSaid) {
    arrive(1, interactive("o", "block_suggestion"));
    confirm();
    EXPECT_TRUE(line_.sent.empty()) << "the record alone is no answer";
    EXPECT_EQ(desk_.under_way(1), 1u);
    reply(options);
    ASSERT_EQ(line_.sent.size(), 1u);
    EXPECT_EQ(sent(), json({{"envelope_id", "o"}, {"payload", json::parse(options)}}));
    EXPECT_EQ(desk_.under_way(), 0u);
    EXPECT_EQ(figures_.outcomes["options acked"], 1);
    EXPECT_EQ(figures_.replies["taken"], 1);
    EXPECT_EQ(figures_.replied, 1);
    pass(milliseconds{5000});
    EXPECT_EQ(line_.sent.size(), 1u);
}

TEST_F(DeskReply, AReplyWithoutAPayloadIsABareAck) {
    arrive(1, interactive("m", "view_submission"));
    confirm();
    reply("");
    EXPECT_EQ(sent(), json({{"envelope_id", "m"}}));
}

TEST_F(DeskReply, AReplyBeforeTheConfirmWaitsForIt) {
    arrive(1, interactive("o", "block_suggestion"));
    reply(options);
    EXPECT_TRUE(line_.sent.empty()) << "acked before the record was confirmed";
    confirm();
    ASSERT_EQ(line_.sent.size(), 1u);
    EXPECT_EQ(sent()["payload"], json::parse(options));
    EXPECT_EQ(desk_.under_way(), 0u);
}

TEST_F(DeskReply, AReplyDoesNotStandInForTheConfirm) {
    arrive(1, interactive("m", "view_submission"));
    reply(R"({"response_action":"clear"})");
    pass(milliseconds{2600});
    ASSERT_EQ(line_.sent.size(), 1u);
    EXPECT_EQ(sent()["payload"]["response_action"], "errors");
    EXPECT_EQ(figures_.outcomes["submission busy"], 1);
    confirm();
    EXPECT_EQ(line_.sent.size(), 1u);
    EXPECT_EQ(desk_.under_way(), 0u);
}

TEST_F(DeskReply, TheFirstOfTwoRepliesCounts) {
    arrive(1, interactive("m", "view_submission"));
    reply(R"({"response_action":"clear"})");
    reply(R"({"response_action":"errors","errors":{"count":"no"}})");
    confirm();
    reply(R"({"response_action":"errors","errors":{"count":"no"}})");
    ASSERT_EQ(line_.sent.size(), 1u);
    EXPECT_EQ(sent()["payload"]["response_action"], "clear");
    EXPECT_EQ(figures_.replies["taken"], 1);
    EXPECT_EQ(figures_.replies["repeat"], 1);
    EXPECT_EQ(figures_.replies["unawaited"], 1);
}

TEST_F(DeskReply, ALateReplyIsDropped) {
    arrive(1, interactive("o", "block_suggestion"));
    confirm();
    pass(milliseconds{2600});
    ASSERT_EQ(line_.sent.size(), 1u);
    reply(options);
    EXPECT_EQ(line_.sent.size(), 1u);
    EXPECT_EQ(figures_.replies["unawaited"], 1);
}

TEST_F(DeskReply, WithoutAReplyTheMemberIsAskedToPressAgainInBothLanguages) {
    arrive(1, interactive("m", "view_submission"));
    arrive(1, interactive("o", "block_suggestion"));
    confirm(true, 0);
    confirm(true, 1);
    pass(milliseconds{2599});
    EXPECT_TRUE(line_.sent.empty());
    pass(milliseconds{1});
    ASSERT_EQ(line_.sent.size(), 2u);
    EXPECT_EQ(sent(0)["payload"]["response_action"], "errors");
    const std::string text = sent(0)["payload"]["errors"]["count"];
    EXPECT_NE(text.find("한 번 더 눌러"), std::string::npos) << text;
    EXPECT_NE(text.find("press again"), std::string::npos) << text;
    EXPECT_NE(text.find(proto::error_code(event(0).id.value)), std::string::npos) << text;
    EXPECT_EQ(sent(1)["payload"], json({{"options", json::array()}}));
    EXPECT_EQ(figures_.outcomes["submission unanswered"], 1);
    EXPECT_EQ(figures_.outcomes["options unanswered"], 1);
    EXPECT_EQ(desk_.under_way(), 0u);
}

// Slack then shows its own sign: there is no input to put a word at.
TEST_F(DeskReply, AModalWithoutAnInputThatGotNoReplyStaysUnacked) {
    arrive(1, interactive("m", "view_submission", ""));
    confirm();
    pass(milliseconds{2600});
    EXPECT_TRUE(line_.sent.empty());
    EXPECT_EQ(figures_.reasons["no_reply"], 1);
    EXPECT_EQ(desk_.under_way(), 0u);
}

TEST_F(DeskReply, AReplyThatOutgrowsSlacksFrameIsNone) {
    arrive(1, interactive("o", "block_suggestion"));
    confirm();
    reply(R"({"options":[")" + std::string(20'000, 'x') + "\"]}");
    EXPECT_TRUE(line_.sent.empty());
    EXPECT_EQ(figures_.replies["too_long"], 1);
    pass(milliseconds{2600});
    ASSERT_EQ(line_.sent.size(), 1u);
    EXPECT_TRUE(sent()["payload"]["options"].empty());
    arrive(1, interactive("o2", "block_suggestion"));
    confirm(true, 1);
    const std::size_t frame = slack::ack_frame("o2", R"({"x":""})").size();
    reply(R"({"x":")" + std::string(slack::max_ack_bytes - frame, 'x') + "\"}", 1);
    ASSERT_EQ(line_.sent.size(), 2u);
    EXPECT_EQ(line_.sent[1].second.size(), slack::max_ack_bytes);
}

TEST_F(DeskReply, AReplyToAnotherEnvelopeOrEventIsForNobody) {
    arrive(1, interactive("o", "block_suggestion"));
    confirm();
    auto other = reply_to(0, options);
    other.envelope_id = "another";
    desk_.reply(other, clock_.steady());
    other = reply_to(0, options);
    other.event = proto::EventId("another");
    desk_.reply(other, clock_.steady());
    EXPECT_TRUE(line_.sent.empty());
    EXPECT_EQ(figures_.replies["unawaited"], 2);
    reply(options);
    EXPECT_EQ(line_.sent.size(), 1u);
}

TEST_F(DeskReply, TheSameEnvelopeOverTwoSocketsIsAnsweredOnEachOfThem) {
    arrive(1, interactive("m", "view_submission"));
    arrive(2, interactive("m", "view_submission"));
    confirm(true, 0);
    reply(R"({"response_action":"clear"})");
    ASSERT_EQ(line_.sent.size(), 1u);
    EXPECT_EQ(line_.sent[0].first, 1u);
    confirm(true, 1);
    ASSERT_EQ(line_.sent.size(), 2u);
    EXPECT_EQ(line_.sent[1].first, 2u);
    EXPECT_EQ(desk_.under_way(), 0u);
}

TEST_F(DeskReply, AReplyForAConnectionThatIsGoneIsNotSentElsewhere) {
    arrive(1, interactive("o", "block_suggestion"));
    arrive(1, interactive("o2", "block_suggestion"));
    confirm(true, 0);
    desk_.connection_gone(1);
    EXPECT_EQ(desk_.under_way(), 1u) << "only the confirm of the other one is awaited";
    confirm(true, 1);
    reply(options, 0);
    reply(options, 1);
    EXPECT_TRUE(line_.sent.empty());
    EXPECT_EQ(desk_.under_way(), 0u);
    EXPECT_EQ(figures_.outcomes["options unacked"], 2);
    EXPECT_EQ(figures_.replies["unawaited"], 2);
}

TEST_F(DeskReply, ARecordThatCouldNotBeStoredIsRefusedAndItsReplyDropped) {
    arrive(1, interactive("m", "view_submission"));
    reply(R"({"response_action":"clear"})");
    confirm(false);
    ASSERT_EQ(line_.sent.size(), 1u);
    EXPECT_EQ(sent()["payload"]["response_action"], "errors");
    EXPECT_EQ(figures_.outcomes["submission busy"], 1);
}

}  // namespace
}  // namespace gateway
