#include "tools/slack-twin/api/methods/methods.hpp"

namespace twin {

// conversations.history and .replies ask for the scope of the channel they are given. auth.test
// tells what a token is, so it has no scope of its own.
const Method* method_named(const std::string& name) {
    static const std::map<std::string, Method> methods{
        {"apps.connections.open", {"", Auth::app, {}, apps_connections_open}},
        {"auth.test", {"", Auth::bot, {}, auth_test}},
        {"chat.delete", {"chat:write", Auth::bot, {"channel", "ts"}, chat_delete}},
        {"chat.getPermalink", {"", Auth::bot, {"channel", "message_ts"}, chat_get_permalink}},
        {"chat.postEphemeral", {"chat:write", Auth::bot, {"channel", "user"}, chat_post_ephemeral}},
        {"chat.postMessage", {"chat:write", Auth::bot, {"channel"}, chat_post_message}},
        {"chat.update", {"chat:write", Auth::bot, {"channel", "ts"}, chat_update}},
        {"conversations.history", {"", Auth::bot, {"channel"}, conversations_history}},
        {"conversations.info", {"", Auth::bot, {"channel"}, conversations_info}},
        {"conversations.open", {"im:write", Auth::bot, {"users"}, conversations_open}},
        {"conversations.replies", {"", Auth::bot, {"channel", "ts"}, conversations_replies}},
        {"emoji.list", {"emoji:read", Auth::bot, {}, emoji_list}},
        {"oauth.v2.access", {"", Auth::none, {}, oauth_v2_access}},
        {"users.info", {"users:read", Auth::bot, {"user"}, users_info}},
        {"views.open", {"", Auth::bot, {"trigger_id", "view"}, views_open}},
        {"views.publish", {"", Auth::bot, {"user_id", "view"}, views_publish}},
        {"views.push", {"", Auth::bot, {"trigger_id", "view"}, views_push}},
        {"views.update", {"", Auth::bot, {"view"}, views_update}}};
    const auto found = methods.find(name);
    return found == methods.end() ? nullptr : &found->second;
}

}  // namespace twin
