// What members do: typing, pressing, filling in views, reloading the client.
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

// {"user","message":TS|"last" or "view":ID|"last","action_id"|"label","value"?} → as say(). `value`
// of what is no button: the option's value or label, a member's or channel's id, a date, a list of
// them. 404 when that member sees no such message or view, or it has no such element; 400 when
// there is no such option.
void press(Workspace& workspace, const Json& order, const Tell& tell);

// {"user","callback_id","channel"?,"message_ts"?} → as say(). With message_ts a message's shortcut.
// `channel` is where the member is; only the twin knows it.
void shortcut(Workspace& workspace, const Json& order, const Tell& tell);

// {"user","view":ID|"last","values":{…}} → as say(), and {"closed"?,"errors"?,"trouble"?}: what
// came of the view. Each member of `values` is a block's or an action's id with the value, or a
// block's with {action_id: value}. A required field without one is refused by Slack itself:
// acked null with "errors".
void submit(Workspace& workspace, const Json& order, const Tell& tell);

// {"user","view":ID|"last","all"?} → as say(); the app hears of it where notify_on_close is set.
void close_view(Workspace& workspace, const Json& order, const Tell& tell);

// {"user","view":ID|"last" or "message":TS,"action_id","text","whole"?} → as say() for the last
// key, with "options" or "option_groups" as the app gave them. One block_suggestion for every key
// that leaves min_query_length characters or more, as Hangul is composed; `whole`: one for the text
// as it stands.
void type(Workspace& workspace, const Json& order, const Tell& tell);

// {"user","tab"?:"home"|"messages"} → as say(): the member opens the app's page.
void open_home(Workspace& workspace, const Json& order, const Tell& tell);

// {"user"}: that member's ephemeral messages are gone.
Told reload(Workspace& workspace, const Json& order);

}  // namespace twin
