// The Web API methods this Slack knows.
#pragma once

#include <map>
#include <string>

#include "tools/slack-twin/api/call.hpp"
#include "tools/slack-twin/team/workspace.hpp"

namespace twin {

struct Method {
    std::string scope;       // the bot scope it needs, empty for none
    bool app_token = false;  // takes the app-level token and no other
    CallAnswer (*run)(Workspace&, const Json& args) = nullptr;
};

// nullptr: unknown_method.
const Method* method_named(const std::string& name);

// docs.slack.dev/reference/methods/<name>; the errors are those of the reference.
CallAnswer chat_post_message(Workspace& workspace, const Json& args);
CallAnswer chat_post_ephemeral(Workspace& workspace, const Json& args);
CallAnswer chat_update(Workspace& workspace, const Json& args);
CallAnswer chat_delete(Workspace& workspace, const Json& args);
CallAnswer conversations_history(Workspace& workspace, const Json& args);
CallAnswer conversations_info(Workspace& workspace, const Json& args);
CallAnswer conversations_open(Workspace& workspace, const Json& args);
CallAnswer users_info(Workspace& workspace, const Json& args);
CallAnswer auth_test(Workspace& workspace, const Json& args);
CallAnswer apps_connections_open(Workspace& workspace, const Json& args);

}  // namespace twin
