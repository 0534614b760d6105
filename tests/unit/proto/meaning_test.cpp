// What the fields of a golden record mean in C++: a round trip alone would not see two swapped.
#include <gtest/gtest.h>

#include "proto/action.hpp"
#include "proto/decision.hpp"
#include "proto/event.hpp"
#include "proto/outcome.hpp"
#include "proto/reply.hpp"
#include "tests/unit/proto/golden.hpp"

namespace proto_test {
namespace {

using base::Duration;
using base::Time;
using proto::Conversation;

const Time acted{Duration{1795491697120}};  // 2026-11-24T03:41:37.120Z
const Conversation general{proto::TeamId("T012AB3C4"), proto::ChannelId("C034DE5F6")};
const Conversation own{proto::TeamId("T012AB3C4"), proto::ChannelId("U056GH7J8")};
constexpr auto trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

TEST(EventMeaning, OfAnEventsApiDeliveryThatSlackRepeats) {
    const auto wire = golden("event/app_mention");
    const auto event = proto::decode_event(wire);
    ASSERT_TRUE(event) << event.error().message();
    EXPECT_EQ(event->id.value, "Ev09NP1Q2");
    EXPECT_EQ(event->kind, proto::EventKind::events_api);
    EXPECT_EQ(event->subject, "app_mention");
    EXPECT_EQ(event->team.value, "T012AB3C4");
    EXPECT_EQ(event->app, "A078KL9M0");
    EXPECT_EQ(event->conversation, general);
    EXPECT_EQ(event->user.value, "U056GH7J8");
    EXPECT_EQ(event->received_at, acted);
    EXPECT_EQ(event->envelope_id, "5f9d2c1e-0b1a-4b55-9a53-2f6c1a7e9d10");
    EXPECT_EQ(event->retry_attempt, 1);
    EXPECT_EQ(event->retry_reason, "timeout");
    EXPECT_FALSE(event->accepts_reply);
    EXPECT_EQ(event->reply_to, "");
    EXPECT_EQ(event->reply_by, std::nullopt);
    EXPECT_EQ(event->trace.parent, trace);
    EXPECT_EQ(event->payload, wire.value);
}

TEST(EventMeaning, OfAModalThatWaitsForAnAnswer) {
    const auto event = proto::decode_event(golden("event/view_submission"));
    ASSERT_TRUE(event) << event.error().message();
    EXPECT_EQ(event->kind, proto::EventKind::interactive);
    EXPECT_EQ(event->conversation, own);
    EXPECT_TRUE(event->accepts_reply);
    EXPECT_EQ(event->reply_to, "gateway-0");
    EXPECT_EQ(event->reply_by, acted + proto::view_life);
    EXPECT_EQ(event->retry_attempt, 0);
}

TEST(EventMeaning, OfACommand) {
    const auto event = proto::decode_event(golden("event/slash_command"));
    ASSERT_TRUE(event) << event.error().message();
    EXPECT_EQ(event->kind, proto::EventKind::slash_command);
    EXPECT_EQ(event->subject, "/sticker");
    // Never the trigger id itself.
    EXPECT_EQ(event->id.value,
              proto::intent_of_trigger(event->team, "9876543210.0123456789.abcdef"));
}

TEST(EventMeaning, ThePayloadIsNeitherReadNorChanged) {
    auto wire = golden("event/app_mention");
    for (const std::string& bytes :
         {std::string("{\"a\": 1,  \"a\":2 }\n"), std::string("\xff\0not JSON", 10),
          std::string(100'000, '['), std::string()}) {
        wire.value = bytes;
        const auto event = proto::decode_event(wire);
        ASSERT_TRUE(event) << event.error().message();
        EXPECT_EQ(encode(*event).value, bytes);
    }
}

TEST(ActionMeaning, OfASticker) {
    const auto action = proto::decode_action(golden("action/send"));
    ASSERT_TRUE(action) << action.error().message();
    EXPECT_EQ(action->kind, "send");
    EXPECT_EQ(action->ordinal, 2);
    EXPECT_EQ(action->id, proto::action_id(general.team, action->intent, "send", 2));
    EXPECT_EQ(action->event.value, "241ee03d-5a2f-55f0-ae97-a2e53dba02e3");
    EXPECT_EQ(action->conversation, general);
    EXPECT_EQ(action->user.value, "U056GH7J8");
    EXPECT_EQ(action->method, proto::Method::chat_post_message);
    EXPECT_EQ(action->lane, proto::Lane::visible);
    EXPECT_EQ(action->received_at, acted);
    EXPECT_EQ(action->expires_at, acted + proto::visible_life);
    EXPECT_EQ(action->target_action, std::nullopt);
    EXPECT_EQ(action->trace.parent, trace);
    EXPECT_NE(action->arguments.find(action->id.value), std::string::npos);
    ASSERT_TRUE(action->notify);
    EXPECT_EQ(action->notify->user.value, "U056GH7J8");
    EXPECT_EQ(action->notify->locale, "ko-KR");
    EXPECT_EQ(action->notify->user_name, "민지");
    EXPECT_EQ(action->notify->conversation_name, "#general");
    EXPECT_EQ(action->notify->sticker, "noto-anim/1f431");
    EXPECT_EQ(action->notify->label, "고양이 얼굴");
    EXPECT_EQ(action->notify->response_url, "https://hooks.slack.com/commands/T012AB3C4/1/secret");
    EXPECT_TRUE(action->notify->clear_previews);
}

TEST(ActionMeaning, OfANoticeThatThePosterWrites) {
    const auto wire = golden("action/notice");
    const auto notice = proto::decode_action(wire);
    ASSERT_TRUE(notice) << notice.error().message();
    EXPECT_EQ(notice->conversation, own);
    EXPECT_EQ(notice->lane, proto::Lane::quiet);
    ASSERT_TRUE(notice->target_action);
    EXPECT_EQ(notice->target_action->value, notice->intent);
    EXPECT_EQ(notice->id, proto::action_id(own.team, notice->intent, "notice", 0));
    EXPECT_EQ(notice->notify, std::nullopt);
    EXPECT_EQ(wire.header("ce_source"), "/sticker/poster");
}

TEST(ActionMeaning, OfPreviewsByResponseUrl) {
    const auto action = proto::decode_action(golden("action/previews_response_url"));
    ASSERT_TRUE(action) << action.error().message();
    EXPECT_EQ(action->method, proto::Method::response_url);
    EXPECT_EQ(action->response_url, "https://hooks.slack.com/commands/T012AB3C4/1/secret");
    EXPECT_EQ(action->expires_at, acted + proto::quiet_life);
}

TEST(ReplyMeaning, OfFieldErrorsAndOfABareAck) {
    const auto reply = proto::decode_reply(golden("reply/modal_errors"));
    ASSERT_TRUE(reply) << reply.error().message();
    EXPECT_EQ(reply->envelope_id, "8e1c8a53-6d26-4a37-9c5e-0e0c7e1f2a3b");
    EXPECT_EQ(reply->reply_to, "gateway-0");
    EXPECT_EQ(reply->reply_by, acted + proto::view_life);
    EXPECT_EQ(reply->event, proto::EventId(proto::intent_of_trigger(own.team, "6.2.err")));
    EXPECT_NE(reply->payload.find("response_action"), std::string::npos);
    const auto bare = proto::decode_reply(golden("reply/bare_ack"));
    ASSERT_TRUE(bare) << bare.error().message();
    EXPECT_EQ(bare->payload, "");
}

TEST(DecisionMeaning, OfASearch) {
    const auto decision = proto::decode_decision(golden("decision/search"));
    ASSERT_TRUE(decision) << decision.error().message();
    EXPECT_EQ(decision->event.value, "241ee03d-5a2f-55f0-ae97-a2e53dba02e3");
    EXPECT_EQ(decision->intent, decision->event.value);
    EXPECT_EQ(decision->rule, "search");
    EXPECT_EQ(decision->conversation, general);
    EXPECT_EQ(decision->user.value, "U056GH7J8");
    EXPECT_EQ(decision->now, acted);
    EXPECT_FALSE(decision->replied);
    EXPECT_EQ(decision->build, "0.1.0+4641037");
    EXPECT_EQ(decision->inputs_digest, "");
    EXPECT_NE(decision->inputs.find("\"lexicon\":3"), std::string::npos);
    ASSERT_EQ(decision->actions.size(), 1u);
    EXPECT_EQ(decision->actions[0],
              proto::action_id(general.team, decision->intent, "previews", 0));
}

TEST(DecisionMeaning, InputsAboveTheLimitLeaveTheirDigest) {
    auto decision = proto::decode_decision(golden("decision/search"));
    ASSERT_TRUE(decision);
    decision->inputs = "{\"x\":\"" + std::string(proto::max_inputs_bytes, 'x') + "\"}";
    const auto again = proto::decode_decision(encode(*decision));
    ASSERT_TRUE(again) << again.error().message();
    EXPECT_EQ(again->inputs, "");
    EXPECT_EQ(again->inputs_digest.size(), 64u);
    decision->inputs = "{\"x\":\"" + std::string(proto::max_inputs_bytes - 8, 'x') + "\"}";
    ASSERT_EQ(decision->inputs.size(), proto::max_inputs_bytes);
    EXPECT_EQ(proto::decode_decision(encode(*decision))->inputs, decision->inputs);
}

TEST(OutcomeMeaning, OfAPostedSticker) {
    const auto outcome = proto::decode_outcome(golden("outcome/done"));
    ASSERT_TRUE(outcome) << outcome.error().message();
    EXPECT_EQ(outcome->action, proto::decode_action(golden("action/send"))->id);
    EXPECT_EQ(outcome->event.value, "241ee03d-5a2f-55f0-ae97-a2e53dba02e3");
    EXPECT_EQ(outcome->conversation, general);
    EXPECT_EQ(outcome->user.value, "U056GH7J8");
    EXPECT_EQ(outcome->kind, "send");
    EXPECT_EQ(outcome->method, "chat.postMessage");
    EXPECT_EQ(outcome->end, proto::End::done);
    EXPECT_EQ(outcome->error, "");
    EXPECT_EQ(outcome->ts, "1795491697.000200");
    EXPECT_EQ(outcome->attempts, 1);
    EXPECT_EQ(outcome->received_at, acted);
    EXPECT_EQ(outcome->taken_at, acted + Duration{60});
    EXPECT_EQ(outcome->sent_at, acted + Duration{70});
    EXPECT_EQ(outcome->ended_at, acted + Duration{290});
}

TEST(OutcomeMeaning, OfOneThatNeverWentOut) {
    const auto outcome = proto::decode_outcome(golden("outcome/expired"));
    ASSERT_TRUE(outcome) << outcome.error().message();
    EXPECT_EQ(outcome->end, proto::End::expired);
    EXPECT_EQ(outcome->error, "expired");
    EXPECT_EQ(outcome->attempts, 0);
    EXPECT_EQ(outcome->sent_at, Time{});
}

}  // namespace
}  // namespace proto_test
