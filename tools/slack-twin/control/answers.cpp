#include "tools/slack-twin/control/answers.hpp"

namespace twin {

Seat seat_of(const Workspace& workspace, const std::string& user, const std::string& channel) {
    Seat seat{workspace.world.member(user), workspace.world.channel(channel), {}};
    if (!seat.member)
        seat.error = "no member " + user;
    else if (!seat.channel)
        seat.error = "no channel " + channel;
    else if (!workspace.world.can_see(user, *seat.channel))
        seat.error = user + " is not in " + channel;
    return seat;
}

Told told(const Outcome& outcome) {
    Json body{{"id", outcome.envelope_id},
              {"acked", outcome.acked},
              {"ack_ms", outcome.acked ? Json(outcome.ack_ms) : Json()}};
    if (!outcome.acked) body["failure"] = outcome.failure;
    return {200, std::move(body)};
}

Told nothing_to_ack(const std::string& id) {
    return {200,
            Json{{"id", id.empty() ? Json() : Json(id)}, {"acked", nullptr}, {"ack_ms", nullptr}}};
}

std::string failed_notice(const std::string& command, const std::string& failure) {
    return command + " failed with the error \"" + failure + "\"";
}

std::string unknown_notice(const std::string& command) {
    return command +
           " is not a valid command. In Slack, all messages that start with the \"/\" key "
           "are interpreted as commands.";
}

}  // namespace twin
