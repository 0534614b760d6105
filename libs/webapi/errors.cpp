#include "libs/webapi/errors.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "libs/webapi/client.hpp"

// docs: slack-protocol 3.5, after the method reference of docs.slack.dev.

namespace webapi {
namespace {

constexpr std::array<std::string_view, 2> throttles{"ratelimited", "rate_limited"};

// Slack says that nothing was done, and that another time it may work.
constexpr std::array<std::string_view, 6> passing{
    "service_unavailable",        "team_added_to_org", "org_login_required",
    "external_channel_migrating", "accesslimited",     "image_download_failed"};

// "It is possible some aspect of the operation succeeded before the error was raised."
constexpr std::array<std::string_view, 3> unsure{"internal_error", "fatal_error",
                                                 "request_timeout"};

constexpr std::array<std::string_view, 7> dead_tokens{
    "invalid_auth",  "account_inactive",       "token_revoked", "not_authed",
    "token_expired", "user_removed_from_team", "team_disabled"};

constexpr std::array<std::string_view, 9> closed_conversations{
    "channel_not_found",
    "not_in_channel",
    "is_archived",
    "restricted_action",
    "restricted_action_read_only_channel",
    "restricted_action_thread_only_channel",
    "messages_tab_disabled",
    "cannot_reply_to_message",
    "user_not_in_channel"};

template <std::size_t N>
bool holds(const std::array<std::string_view, N>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::chrono::milliseconds sane(std::chrono::milliseconds wait) {
    if (wait <= std::chrono::milliseconds{0}) return default_retry_after;
    return std::min(wait, longest_retry_after);
}

}  // namespace

base::Error error_of_word(const std::string& word, std::chrono::milliseconds wait,
                          std::string context) {
    if (holds(throttles, word)) {
        return base::Error::after("ratelimited", sane(wait), std::move(context));
    }
    if (holds(passing, word)) return base::Error::later(word, std::move(context));
    if (holds(unsure, word)) return base::Error::unknown(word, std::move(context));
    return base::Error::never(word, std::move(context));
}

base::Error error_of_status(int status, std::chrono::milliseconds wait) {
    const std::string word = "http_" + std::to_string(status);
    if (status == 429) return base::Error::after("ratelimited", sane(wait));
    if (status == 503) return base::Error::later("service_unavailable", word);
    if (status >= 500) return base::Error::unknown(word);
    return base::Error::never(word);
}

bool is_token_dead(const base::Error& error) { return holds(dead_tokens, error.code); }

bool is_conversation_closed(const base::Error& error) {
    return holds(closed_conversations, error.code);
}

}  // namespace webapi
