#include "libs/webapi/errors.hpp"

#include <gtest/gtest.h>

#include "libs/webapi/client.hpp"

namespace webapi {
namespace {

using base::Retry;
using std::chrono::milliseconds;

Retry advice(const std::string& word) { return error_of_word(word, milliseconds{0}, "").retry; }

TEST(ErrorTable, TellsNotDoneFromUnknownFromRefused) {
    EXPECT_EQ(advice("service_unavailable"), Retry::later);
    EXPECT_EQ(advice("team_added_to_org"), Retry::later);
    EXPECT_EQ(advice("internal_error"), Retry::unknown);
    EXPECT_EQ(advice("fatal_error"), Retry::unknown);
    EXPECT_EQ(advice("request_timeout"), Retry::unknown);
    EXPECT_EQ(advice("channel_not_found"), Retry::never);
    EXPECT_EQ(advice("invalid_blocks"), Retry::never);
    EXPECT_EQ(advice("a_word_of_next_year"), Retry::never);
}

TEST(ErrorTable, ReadsEveryStatusThatCarriesMeaning) {
    EXPECT_EQ(error_of_status(429, milliseconds{2000}).wait, milliseconds{2000});
    EXPECT_EQ(error_of_status(429, milliseconds{0}).wait, default_retry_after);
    EXPECT_EQ(error_of_status(503, milliseconds{0}).retry, Retry::later);
    for (const int status : {500, 502, 504, 520}) {
        EXPECT_EQ(error_of_status(status, milliseconds{0}).retry, Retry::unknown) << status;
    }
    EXPECT_EQ(error_of_status(404, milliseconds{0}).retry, Retry::never);
}

TEST(ErrorTable, NeverWaitsLongerThanAnHour) {
    EXPECT_EQ(error_of_word("ratelimited", milliseconds{1'000'000'000}, "").wait,
              longest_retry_after);
}

TEST(ErrorTable, KnowsDeadTokensAndClosedConversations) {
    for (const auto* word : {"invalid_auth", "token_revoked", "account_inactive", "not_authed"}) {
        EXPECT_TRUE(is_token_dead(base::Error::never(word))) << word;
    }
    EXPECT_FALSE(is_token_dead(base::Error::never("missing_scope")));
    for (const auto* word : {"channel_not_found", "not_in_channel", "is_archived"}) {
        EXPECT_TRUE(is_conversation_closed(base::Error::never(word))) << word;
    }
    EXPECT_FALSE(is_conversation_closed(base::Error::never("invalid_blocks")));
}

}  // namespace
}  // namespace webapi
