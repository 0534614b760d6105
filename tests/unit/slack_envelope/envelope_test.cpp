#include "libs/slack/envelope.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using slack::read_envelope;

const std::string slash_payload =
    R"({"team_id":"T1","channel_id":"C1","user_id":"U1","command":"/sticker","text":"a \"b\" 고양이 {",)"
    R"("api_app_id":"A1","trigger_id":"1.2.3","response_url":"https://hooks.slack.com/x"})";
const std::string slash_frame = R"({"envelope_id":"e1", "type":"slash_commands","payload": )" +
                                slash_payload + R"( ,"accepts_response_payload":true})";

TEST(Envelope, CutsThePayloadsBytesOutUntouched) {
    const auto envelope = read_envelope(slash_frame);
    ASSERT_TRUE(envelope.ok());
    EXPECT_EQ(envelope->payload, slash_payload);
    EXPECT_EQ(envelope->envelope_id, "e1");
    EXPECT_TRUE(envelope->accepts_response_payload);
    EXPECT_EQ(envelope->routing.team, "T1");
    EXPECT_EQ(envelope->routing.channel, "C1");
    EXPECT_EQ(envelope->routing.user, "U1");
    EXPECT_EQ(envelope->routing.command, "/sticker");
    EXPECT_EQ(envelope->routing.app, "A1");
    EXPECT_EQ(envelope->routing.trigger_id, "1.2.3");
}

TEST(Envelope, FindsTheWayOfAnInteraction) {
    const auto envelope = read_envelope(
        R"({"envelope_id":"e2","type":"interactive","payload":{"type":"block_actions","team":{"id":"T1",)"
        R"("domain":"d"},"user":{"id":"U1","team_id":"T9"},"container":{"channel_id":"C2"},)"
        R"("channel":{"id":"C2","name":"n"},"actions":[{"id":"no","channel_id":"no"}]}})");
    ASSERT_TRUE(envelope.ok());
    EXPECT_EQ(envelope->routing.type, "block_actions");
    EXPECT_EQ(envelope->routing.team, "T1");
    EXPECT_EQ(envelope->routing.channel, "C2");
    EXPECT_EQ(envelope->routing.user, "U1");
}

TEST(Envelope, FindsTheWayOfAnEventAndItsAttempt) {
    const auto envelope = read_envelope(
        R"({"envelope_id":"e3","type":"events_api","retry_attempt":2,"retry_reason":"timeout",)"
        R"("payload":{"type":"event_callback","team_id":"T1","event_id":"Ev1","event":{"type":"app_mention",)"
        R"("user":"U1","channel":"C1","item":{"channel":"C9"}}}})");
    ASSERT_TRUE(envelope.ok());
    EXPECT_EQ(envelope->retry_attempt, 2);
    EXPECT_EQ(envelope->retry_reason, "timeout");
    EXPECT_EQ(envelope->routing.event_id, "Ev1");
    EXPECT_EQ(envelope->routing.event_type, "app_mention");
    EXPECT_EQ(envelope->routing.channel, "C1");
}

TEST(Envelope, FindsTheFirstInputBlockOfAModal) {
    const auto envelope = read_envelope(
        R"({"envelope_id":"e4","type":"interactive","payload":{"type":"view_submission","team":{"id":"T1"},)"
        R"("view":{"blocks":[{"type":"section","block_id":"s"},{"block_id":"first","type":"input",)"
        R"("element":{"type":"x","block_id":"inner"}},{"type":"input","block_id":"second"}]}}})");
    ASSERT_TRUE(envelope.ok());
    EXPECT_EQ(envelope->routing.first_input_block, "first");
}

TEST(Envelope, ReadsHelloAndDisconnect) {
    const auto hello = read_envelope(
        R"({"type":"hello","num_connections":3,"debug_info":{"approximate_connection_time":18060}})");
    EXPECT_EQ(hello->num_connections, 3);
    EXPECT_EQ(hello->connection_seconds, 18060);
    EXPECT_EQ(read_envelope(R"({"type":"disconnect","reason":"warning"})")->reason, "warning");
}

TEST(Envelope, RefusesWhatIsNoObject) {
    for (const char* frame : {"", " ", "null", "5", "\"x\"", "[{}]", "[1]", "{", "{\"a\":}", "\xff\xfe"}) {
        EXPECT_FALSE(read_envelope(frame).ok()) << frame;
    }
}

TEST(Envelope, ToleratesFieldsOfAnyType) {
    const auto envelope = read_envelope(
        R"({"envelope_id":7,"type":null,"payload":[1],"retry_attempt":-3,"accepts_response_payload":"yes"})");
    ASSERT_TRUE(envelope.ok());
    EXPECT_EQ(envelope->envelope_id, "");
    EXPECT_TRUE(envelope->payload.empty());
    EXPECT_EQ(envelope->retry_attempt, 0);
    EXPECT_FALSE(envelope->accepts_response_payload);
}

TEST(Envelope, SalvagesTheIdOfABrokenFrame) {
    std::string id;
    EXPECT_FALSE(read_envelope(R"({"envelope_id":"e5","payload":{)", &id).ok());
    EXPECT_EQ(id, "e5");
}

TEST(Envelope, DeepNestingIsAnErrorAndNoCrash) {
    const std::string frame = R"({"envelope_id":"e6","payload":)" + std::string(200'000, '[');
    EXPECT_EQ(read_envelope(frame).error().code, "too_deep");
}

TEST(Envelope, AFieldOfTheSameNameElsewhereIsNotTaken) {
    const auto envelope = read_envelope(
        R"({"envelope_id":"e7","x":{"team_id":"bad","payload":{"team_id":"bad"}},"payload":{"x":{"team_id":"bad"},)"
        R"("message":{"payload":{"user_id":"bad"}},"team_id":"T1"}})");
    ASSERT_TRUE(envelope.ok());
    EXPECT_EQ(envelope->routing.team, "T1");
    EXPECT_EQ(envelope->routing.user, "");
}

TEST(Routing, ReadsABarePayloadAsHttpModeBringsIt) {
    const auto routing = slack::read_routing(slash_payload);
    ASSERT_TRUE(routing.ok());
    EXPECT_EQ(routing->team, "T1");
    EXPECT_EQ(routing->command, "/sticker");
}

}  // namespace
