#include <string_view>

#include "libs/runtime/settings.hpp"

// Each complaint: what is wrong · what it should look like · where to get it. The value is not shown.

namespace runtime {
namespace {

constexpr const char* app_token_place =
    "Socket Mode needs the app-level token xapp-… · api.slack.com/apps › Basic Information › "
    "App-Level Tokens, scope connections:write";
constexpr const char* bot_token_place =
    "want the bot token xoxb-… · api.slack.com/apps › OAuth & Permissions › Bot User OAuth Token";
constexpr const char* signing_secret_place =
    "want 32 hex digits or the like · api.slack.com/apps › Basic Information › Signing Secret";

bool starts(std::string_view value, std::string_view prefix) {
    return value.substr(0, prefix.size()) == prefix;
}

bool all_hex(std::string_view value) {
    return value.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

// What kind of thing it is, where it is not what was wanted.
std::optional<std::string> wrong_kind(std::string_view value) {
    if (starts(value, "xoxb-") || starts(value, "xoxe.xoxb-")) return "this is a bot token";
    if (starts(value, "xapp-")) return "this is an app-level token";
    if (starts(value, "xoxp-") || starts(value, "xoxe.xoxp-")) return "this is a user or configuration token";
    if (starts(value, "xoxe-")) return "this is a refresh token";
    if (value.size() == 32 && all_hex(value)) return "this is a client secret or signing secret";
    return std::nullopt;
}

std::optional<std::string> wrapped(std::string_view value) {
    const auto bad = [](char c) { return c == '"' || c == '\'' || c == '`'; };
    if (bad(value.front()) || bad(value.back())) return "has quotes around it";
    if (value.find_first_of(" \t\r\n") != std::string_view::npos) {
        return "has a space or a line end in or around it";
    }
    return std::nullopt;
}

std::optional<std::string> check_token(const std::string& value, std::string_view prefix,
                                       const char* place) {
    if (const auto wrong = wrapped(value)) return *wrong + " · " + place;
    if (starts(value, prefix) && value.size() > prefix.size()) return std::nullopt;
    const std::string wrong =
        wrong_kind(value).value_or("does not begin with " + std::string(prefix));
    return wrong + "; " + place;
}

}  // namespace

std::optional<std::string> check_app_token(const std::string& value) {
    return check_token(value, "xapp-", app_token_place);
}

std::optional<std::string> check_bot_token(const std::string& value) {
    if (starts(value, "xoxe.xoxb-") && !wrapped(value)) return std::nullopt;  // a rotating bot token
    return check_token(value, "xoxb-", bot_token_place);
}

std::optional<std::string> check_signing_secret(const std::string& value) {
    if (const auto wrong = wrapped(value)) return *wrong + " · " + signing_secret_place;
    if (starts(value, "xox") || starts(value, "xapp-")) {
        return wrong_kind(value).value_or("this is a token") + "; " + signing_secret_place;
    }
    return std::nullopt;
}

}  // namespace runtime
