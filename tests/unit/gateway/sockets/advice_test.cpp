#include "services/gateway/core/advice.hpp"

#include <gtest/gtest.h>

namespace gateway {
namespace {

TEST(Advice, NamesTheSettingForEveryWordThatAPersonMustMend) {
    for (const char* word : {"invalid_auth", "not_authed", "token_revoked", "account_inactive",
                             "missing_scope", "not_allowed_token_type", "token_expired"}) {
        const auto mend = mend_for(word);
        EXPECT_NE(mend.find("SLACK_APP_TOKEN"), std::string_view::npos) << word;
        EXPECT_NE(mend.find("begins with xapp"), std::string_view::npos) << word;
        EXPECT_EQ(mend.find("xapp-"), std::string_view::npos) << word << ": a log would mask it";
        EXPECT_NE(mend.find("api.slack.com/apps"), std::string_view::npos) << word;
    }
    EXPECT_NE(mend_for("link_disabled").find("Socket Mode"), std::string_view::npos);
    EXPECT_NE(mend_for("tls_failed").find("SSL_CERT_FILE"), std::string_view::npos);
    EXPECT_NE(mend_for("proxy_refused").find("HTTPS_PROXY"), std::string_view::npos);
}

TEST(Advice, WaitingNeedsNone) {
    for (const char* word : {"ratelimited", "timeout", "internal_error", "warning", ""}) {
        EXPECT_EQ(mend_for(word), "") << word;
    }
}

// field-pain 7: a status that something on the way made up is no verdict of Slack's.
TEST(Advice, OnlyWhatAPersonMustMendIsRetriedSlowly) {
    EXPECT_EQ(judge_refusal(base::Error::never("http_408")).retry, base::Retry::later);
    EXPECT_EQ(judge_refusal(base::Error::never("http_409")).retry, base::Retry::later);
    EXPECT_EQ(judge_refusal(base::Error::never("http_404")).retry, base::Retry::never);
    EXPECT_EQ(judge_refusal(base::Error::never("invalid_auth")).retry, base::Retry::never);
    EXPECT_EQ(judge_refusal(base::Error::never("a_word_of_tomorrow")).retry, base::Retry::never);
    EXPECT_EQ(judge_refusal(base::Error::unknown("http_500")).retry, base::Retry::unknown);
}

TEST(Advice, AMetricKnowsNoOtherReasonsThanSlacks) {
    EXPECT_EQ(known_reason("warning"), "warning");
    EXPECT_EQ(known_reason("x\"} 1"), "other");
    EXPECT_EQ(known_reason(""), "other");
}

}  // namespace
}  // namespace gateway
