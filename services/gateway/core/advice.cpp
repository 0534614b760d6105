#include "services/gateway/core/advice.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace gateway {
namespace {

// The form is told without a hyphen: a log masks whatever looks like the begin of a token.
constexpr std::string_view new_token =
    "SLACK_APP_TOKEN is not valid any more · it begins with xapp · make one: api.slack.com/apps › "
    "Basic Information › App-Level Tokens, scope connections:write";
constexpr std::string_view wrong_token =
    "SLACK_APP_TOKEN is not known to Slack · it begins with xapp · copy it again: "
    "api.slack.com/apps › Basic Information › App-Level Tokens";
constexpr std::string_view wrong_kind =
    "SLACK_APP_TOKEN lacks the scope connections:write or is no app-level token · it begins with "
    "xapp · api.slack.com/apps › Basic Information › App-Level Tokens";
constexpr std::string_view app_refused =
    "the app of SLACK_APP_TOKEN is not allowed in this workspace · ask a workspace admin to "
    "approve or install it";
constexpr std::string_view switched_off =
    "Socket Mode is off · switch it on: api.slack.com/apps › Socket Mode, or set "
    "SLACK_SOCKET_MODE=false";
constexpr std::string_view too_many =
    "Slack counts 10 connections of this app, those of dead peers for hours too · lower "
    "SLACK_SOCKETS × replicas, stop other programs that use this app";
constexpr std::string_view wrong_address = "SLACK_API_URL leads nowhere · https://slack.com/api/";
constexpr std::string_view untrusted =
    "the certificate is not trusted · behind a proxy that opens TLS set SSL_CERT_FILE to a PEM "
    "file with its CA";
constexpr std::string_view proxy_says_no =
    "HTTPS_PROXY refuses · http://user:password@host:port, and slack.com:443 and "
    "wss-*.slack.com:443 allowed in it";
constexpr std::string_view proxy_malformed = "HTTPS_PROXY · http://[user:password@]host:port";

constexpr std::array<std::pair<std::string_view, std::string_view>, 24> mends{{
    {"invalid_auth", wrong_token},
    {"not_authed", wrong_token},
    {"token_revoked", new_token},
    {"token_expired", new_token},
    {"account_inactive", new_token},
    {"missing_scope", wrong_kind},
    {"not_allowed_token_type", wrong_kind},
    {"http_401", wrong_token},
    {"forbidden_team", app_refused},
    {"team_disabled", app_refused},
    {"user_removed_from_team", app_refused},
    {"access_denied", app_refused},
    {"app_not_installed", app_refused},
    {"link_disabled", switched_off},
    {"socket_mode_not_enabled", switched_off},
    {"too_many_websockets", too_many},
    {"http_404", wrong_address},
    {"unknown_method", wrong_address},
    {"bad_url", wrong_address},
    {"tls_failed", untrusted},
    {"proxy_refused", proxy_says_no},
    {"http_403", proxy_says_no},
    {"http_407", proxy_says_no},
    {"bad_proxy", proxy_malformed},
}};

constexpr std::array<std::string_view, 4> reasons{"warning", "refresh_requested", "link_disabled",
                                                  "too_many_websockets"};

}  // namespace

std::string_view mend_for(std::string_view code) {
    const auto found = std::find_if(mends.begin(), mends.end(),
                                    [&](const auto& entry) { return entry.first == code; });
    return found == mends.end() ? std::string_view{} : found->second;
}

base::Error judge_refusal(base::Error error) {
    const bool is_status = error.code.rfind("http_", 0) == 0;
    if (error.retry == base::Retry::never && is_status && mend_for(error.code).empty()) {
        error.retry = base::Retry::later;
    }
    return error;
}

std::string_view known_reason(std::string_view reason) {
    const auto found = std::find(reasons.begin(), reasons.end(), reason);
    return found == reasons.end() ? std::string_view{"other"} : *found;
}

}  // namespace gateway
