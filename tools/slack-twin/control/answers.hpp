// What the control calls share: who and where, how a delivery ended, and Slack's own notices.
#pragma once

#include <string>

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

Told told(const Outcome& outcome);           // {"id","acked","ack_ms"|null,"failure"?}
Told nothing_to_ack(const std::string& id);  // {"id","acked":null,"ack_ms":null}

// As Slackbot words them.
std::string failed_notice(const std::string& command, const std::string& failure);
std::string unknown_notice(const std::string& command);

}  // namespace twin
