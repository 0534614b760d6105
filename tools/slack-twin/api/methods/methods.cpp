#include "tools/slack-twin/api/methods/methods.hpp"

namespace twin {
namespace {

// docs.slack.dev "Rate limits": the floors of the tiers, in calls a minute. "Hundreds per minute"
// is what it says of two methods, 600 what Slack's Java SDK makes of it. The tier of
// apps.connections.open is that of its reference page (the SDKs take it for one a minute).
constexpr int kTier2 = 20, kTier3 = 50, kTier4 = 100, kHundreds = 600;

}  // namespace

// conversations.history and .replies ask for the scope of the channel they are given. auth.test
// tells what a token is, so it has no scope of its own.
const Method* method_named(const std::string& name) {
    static const std::map<std::string, Method> methods{
        {"api.test", {"", Auth::none, {}, api_test}},
        {"apps.connections.open", {"", Auth::app, {}, apps_connections_open, kTier3}},
        {"auth.test", {"", Auth::bot, {}, auth_test, kHundreds}},
        {"chat.delete", {"chat:write", Auth::bot, {"channel", "ts"}, chat_delete, kTier3}},
        {"chat.getPermalink",
         {"", Auth::bot, {"channel", "message_ts"}, chat_get_permalink, kHundreds}},
        {"chat.postEphemeral",
         {"chat:write", Auth::bot, {"channel", "user"}, chat_post_ephemeral, kTier4}},
        {"chat.postMessage", {"chat:write", Auth::bot, {"channel"}, chat_post_message}},
        {"chat.update", {"chat:write", Auth::bot, {"channel", "ts"}, chat_update, kTier3}},
        {"conversations.history", {"", Auth::bot, {"channel"}, conversations_history, kTier3}},
        {"conversations.info", {"", Auth::bot, {"channel"}, conversations_info, kTier3}},
        {"conversations.open", {"im:write", Auth::bot, {"users"}, conversations_open, kTier3}},
        {"conversations.replies",
         {"", Auth::bot, {"channel", "ts"}, conversations_replies, kTier3}},
        {"emoji.list", {"emoji:read", Auth::bot, {}, emoji_list, kTier2}},
        {"oauth.v2.access", {"", Auth::none, {}, oauth_v2_access}},
        {"users.info", {"users:read", Auth::bot, {"user"}, users_info, kTier4}},
        {"views.open", {"", Auth::bot, {"trigger_id", "view"}, views_open, kTier4}},
        {"views.publish", {"", Auth::bot, {"user_id", "view"}, views_publish, kTier4}},
        {"views.push", {"", Auth::bot, {"trigger_id", "view"}, views_push, kTier4}},
        {"views.update", {"", Auth::bot, {"view"}, views_update, kTier4}}};
    const auto found = methods.find(name);
    return found == methods.end() ? nullptr : &found->second;
}

}  // namespace twin
