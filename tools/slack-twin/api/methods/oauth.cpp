// oauth.v2.access: a code or a refresh token becomes a bot token.
#include <algorithm>

#include "tools/slack-twin/api/methods/methods.hpp"
#include "tools/slack-twin/api/web_api.hpp"

namespace twin {
namespace {

std::string joined(const std::set<std::string>& all) {
    std::string text;
    for (const std::string& one : all) text += (text.empty() ? "" : ",") + one;
    return text;
}

// Scopes are separated by commas, or by spaces as in OAuth's own text.
std::set<std::string> split(const std::string& text) {
    std::set<std::string> all;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(", ", at), text.size());
        if (end > at) all.insert(text.substr(at, end - at));
        at = end + 1;
    }
    return all;
}

base::Result<Issued> exchanged(Workspace& workspace, const Json& args) {
    const std::string grant = text_of(args, "grant_type");
    if (grant == "refresh_token")
        return workspace.tokens.refresh(text_of(args, "refresh_token"), workspace.scopes);
    if (!grant.empty() && grant != "authorization_code")
        return base::Error::never("invalid_grant_type");
    return workspace.tokens.redeem_code(text_of(args, "code"));
}

}  // namespace

// docs.slack.dev "Installing with OAuth": the same answer for a first token and a refreshed one;
// with rotation also refresh_token and expires_in.
CallAnswer oauth_v2_access(Workspace& workspace, const Json& args) {
    if (text_of(args, "client_id") != kClientId) return CallAnswer::failure("invalid_client_id");
    if (text_of(args, "client_secret") != kClientSecret)
        return CallAnswer::failure("bad_client_secret");
    const auto issued = exchanged(workspace, args);
    if (!issued) return CallAnswer::failure(issued.error().code);
    Json answer{{"access_token", issued->token},
                {"token_type", "bot"},
                {"scope", joined(issued->scopes)},
                {"bot_user_id", kBotUser},
                {"app_id", kApp},
                {"team", Json{{"id", kTeam}, {"name", kTeamName}}},
                {"enterprise", nullptr},
                {"is_enterprise_install", false},
                {"authed_user", Json{{"id", "U0KIM"}}}};
    if (!issued->refresh.empty()) {
        answer["refresh_token"] = issued->refresh;
        answer["expires_in"] = Tokens::kLife.count();
    }
    return CallAnswer::success(std::move(answer));
}

void answer_authorize(Workspace& workspace, const http::Request& request, const Reply& reply) {
    const std::string back = request.query_value("redirect_uri");
    if (back.empty() || request.query_value("client_id") != kClientId)
        return reply({http::Response::text(400, "client_id is 0.twin, redirect_uri an address\n")});
    std::set<std::string> scopes = split(request.query_value("scope"));
    if (scopes.empty()) scopes = workspace.scopes;
    http::Response moved = http::Response::text(302, "");
    const char* join = back.find('?') == std::string::npos ? "?" : "&";
    moved.headers.emplace_back(
        "Location", back + join + "code=" + workspace.tokens.mint_code(std::move(scopes)) +
                        "&state=" + http::url_encode(request.query_value("state")));
    reply({std::move(moved)});
}

}  // namespace twin
