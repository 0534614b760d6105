// The Web API methods this Slack knows.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tools/slack-twin/api/call.hpp"
#include "tools/slack-twin/team/workspace.hpp"

namespace twin {

enum class Auth { bot, app, none };  // which token a method takes; none: it needs none

struct Method {
    std::string scope;  // the bot scope it needs, empty for none
    Auth auth = Auth::bot;
    std::vector<std::string> required;  // absent: invalid_arguments
    CallAnswer (*run)(Workspace&, const Json& args) = nullptr;
    int per_minute = 0;  // what its tier promises; 0: it has none, or a rule of its own
};

// nullptr: unknown_method.
const Method* method_named(const std::string& name);

// docs.slack.dev/reference/methods/<name>; the errors are those of the reference.
CallAnswer chat_post_message(Workspace& workspace, const Json& args);
CallAnswer chat_post_ephemeral(Workspace& workspace, const Json& args);
CallAnswer chat_update(Workspace& workspace, const Json& args);
CallAnswer chat_delete(Workspace& workspace, const Json& args);
CallAnswer chat_get_permalink(Workspace& workspace, const Json& args);
CallAnswer conversations_history(Workspace& workspace, const Json& args);
CallAnswer conversations_replies(Workspace& workspace, const Json& args);
CallAnswer conversations_info(Workspace& workspace, const Json& args);
CallAnswer conversations_open(Workspace& workspace, const Json& args);
CallAnswer users_info(Workspace& workspace, const Json& args);
CallAnswer emoji_list(Workspace& workspace, const Json& args);
CallAnswer api_test(Workspace& workspace, const Json& args);
CallAnswer auth_test(Workspace& workspace, const Json& args);
CallAnswer apps_connections_open(Workspace& workspace, const Json& args);
CallAnswer views_open(Workspace& workspace, const Json& args);
CallAnswer views_push(Workspace& workspace, const Json& args);
CallAnswer views_update(Workspace& workspace, const Json& args);
CallAnswer views_publish(Workspace& workspace, const Json& args);
CallAnswer oauth_v2_access(Workspace& workspace, const Json& args);

}  // namespace twin
