// What the control calls share: who and where, how a delivery ended, and Slack's own notices.
#pragma once

#include <string>

#include "tools/slack-twin/blocks/find.hpp"
#include "tools/slack-twin/control/members.hpp"

namespace twin {

// The member and channel of an order; `error` when there is none or the member may not look into
// it.
struct Seat {
    const Member* member = nullptr;
    const Channel* channel = nullptr;
    std::string error;
};
Seat seat_of(const Workspace& workspace, const std::string& user, const std::string& channel);

// The element a press or a typed query means: in a message (with its channel) or in a view.
struct Target {
    const Member* member = nullptr;
    const Message* message = nullptr;
    const Channel* channel = nullptr;
    const View* view = nullptr;
    Button button;
    Told refusal;  // status 200: none
};
// "user", "message" or "view", "action_id" or "label", "value" of the order.
Target target_of(const Workspace& workspace, const Json& order);
// The view an order means: an id, or "last", the uppermost modal, else the Home tab. nullptr: none.
const View* view_of(const Workspace& workspace, const std::string& user, const std::string& id);

Told told(const Outcome& outcome);           // {"id","acked","ack_ms"|null,"failure"?}
Told nothing_to_ack(const std::string& id);  // {"id","acked":null,"ack_ms":null}

// As Slackbot words them.
std::string failed_notice(const std::string& command, const std::string& failure);
std::string unknown_notice(const std::string& command);

}  // namespace twin
