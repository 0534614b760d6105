#include "services/gateway/core/http_arrival.hpp"

#include <gtest/gtest.h>

namespace gateway {
namespace {

GenuineRequest form(std::vector<std::pair<std::string, std::string>> fields) {
    GenuineRequest request;
    request.is_form = true;
    request.form = std::move(fields);
    request.timestamp = "1764000000";
    return request;
}

TEST(HttpArrival, ACommandArrivesAsInSocketMode) {
    const auto arrival = read_request(form({{"team_id", "T1"}, {"command", "/sticker"}, {"text", "고양이"}, {"user_id", "U1"}}));
    const auto& arrived = std::get<Arrived>(arrival);
    EXPECT_EQ(arrived.delivery.kind, proto::EventKind::slash_command);
    EXPECT_TRUE(arrived.delivery.accepts_reply);
    EXPECT_EQ(arrived.routing.command, "/sticker");
    EXPECT_NE(arrived.payload.find("고양이"), std::string::npos);
}

TEST(HttpArrival, AnInteractionsPayloadBytesAreUntouched) {
    const std::string payload = R"({"type":"block_actions", "team":{"id":"T1"}})";
    const auto arrival = read_request(form({{"payload", payload}}));
    EXPECT_EQ(std::get<Arrived>(arrival).payload, payload);
}

TEST(HttpArrival, AnEventBringsItsRetryHeaders) {
    GenuineRequest request;
    request.body = R"({"type":"event_callback","team_id":"T1","event_id":"Ev1","event":{"type":"message"}})";
    request.retry_number = "2";
    request.retry_reason = "http_timeout";
    const auto arrival = read_request(request);
    const auto& arrived = std::get<Arrived>(arrival);
    EXPECT_EQ(arrived.delivery.retry_attempt, 2);
    EXPECT_EQ(arrived.delivery.retry_reason, "http_timeout");
    EXPECT_FALSE(arrived.delivery.accepts_reply);
}

TEST(HttpArrival, AChallengeIsSentBack) {
    GenuineRequest request;
    request.body = R"({"type":"url_verification","challenge":"c1","token":"t"})";
    EXPECT_EQ(std::get<UrlCheck>(read_request(request)).challenge, "c1");
}

// field-pain 20: ssl_check=1 smuggled a payload past the check.
TEST(HttpArrival, AnSslCheckNeverHidesAPayload) {
    EXPECT_TRUE(std::holds_alternative<CertificateProbe>(read_request(form({{"ssl_check", "1"}, {"token", "t"}}))));
    EXPECT_TRUE(std::holds_alternative<Arrived>(read_request(form({{"ssl_check", "1"}, {"payload", R"({"team":{"id":"T1"}})"}}))));
    EXPECT_TRUE(std::holds_alternative<Unusable>(read_request(form({{"ssl_check", "0"}}))));
    EXPECT_TRUE(std::holds_alternative<Unusable>(read_request(form({{"ssl_check", "true"}}))));
}

TEST(HttpArrival, ADoubledOrMixedFormIsUnusable) {
    EXPECT_TRUE(std::holds_alternative<Unusable>(read_request(form({{"payload", "{}"}, {"payload", "{}"}}))));
    EXPECT_TRUE(std::holds_alternative<Unusable>(read_request(form({{"payload", "{}"}, {"command", "/x"}}))));
    EXPECT_TRUE(std::holds_alternative<Unusable>(read_request(form({}))));
    GenuineRequest request;
    request.body = "not json";
    EXPECT_TRUE(std::holds_alternative<Unusable>(read_request(request)));
}

}  // namespace
}  // namespace gateway
