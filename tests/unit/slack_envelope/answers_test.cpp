#include "libs/slack/answers.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace {

using nlohmann::json;

TEST(Answers, AnAckNamesItsEnvelopeAndCarriesThePayload) {
    EXPECT_EQ(slack::ack_frame("e1"), R"({"envelope_id":"e1"})");
    const auto frame = json::parse(slack::ack_frame("a\"b", R"({"text":"고"})"));
    EXPECT_EQ(frame["envelope_id"], "a\"b");
    EXPECT_EQ(frame["payload"]["text"], "고");
}

TEST(Answers, AnErrorStandsUnderItsBlock) {
    const auto answer = json::parse(slack::field_error("count", "3 to 5"));
    EXPECT_EQ(answer["response_action"], "errors");
    EXPECT_EQ(answer["errors"]["count"], "3 to 5");
}

TEST(Answers, ACommandsFormBecomesTheObjectOfSocketMode) {
    const auto payload = json::parse(slack::command_payload({{"command", "/sticker"}, {"text", "고양이"}}));
    EXPECT_EQ(payload["command"], "/sticker");
    EXPECT_EQ(payload["text"], "고양이");
}

TEST(Answers, OnlyAUrlVerificationHasAChallenge) {
    EXPECT_EQ(slack::url_challenge(R"({"type":"url_verification","challenge":"c1"})"), "c1");
    EXPECT_EQ(slack::url_challenge(R"({"type":"event_callback","challenge":"c1"})"), "");
    EXPECT_EQ(slack::url_challenge("[]"), "");
    EXPECT_EQ(slack::url_challenge(""), "");
}

}  // namespace
