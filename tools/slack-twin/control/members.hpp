// What members do: typing, pressing a button, reloading the client.
#pragma once

#include <functional>

#include "tools/slack-twin/team/workspace.hpp"

namespace twin {

// The answer of a control call: an HTTP status (404 and 400 carry {"error": reason}) and JSON.
struct Told {
    int status = 200;
    Json body;

    static Told refused(int status, const std::string& why) {
        return {status, Json{{"error", why}}};
    }
};
using Tell = std::function<void(Told)>;  // called once

// {"user","channel","text","thread_ts"?} → {"id","acked","ack_ms"} after the ack or its deadline. A
// text with / in front is a command; one that Slack refuses itself answers acked null. So does a
// message that is no event for the app: its id is its ts.
void say(Workspace& workspace, const Json& order, const Tell& tell);

// {"user","message":TS|"last","action_id"|"label","value"?} → as say(). 404 when that member sees
// no such message or it has no such button.
void press(Workspace& workspace, const Json& order, const Tell& tell);

// {"user"}: that member's ephemeral messages are gone.
Told reload(Workspace& workspace, const Json& order);

}  // namespace twin
