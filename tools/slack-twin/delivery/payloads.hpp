// What Slack tells the app when a member does something: the payloads, the same on both transports.
#pragma once

#include <string>

#include "tools/slack-twin/blocks/find.hpp"
#include "tools/slack-twin/world/world.hpp"

namespace twin {

// Field names and shapes: docs.slack.dev "Slash commands", "Handling user interaction",
// "Events API"; samples in the official SDKs.
struct Interaction {
    const Member& member;
    const Channel& channel;
    std::string trigger_id, response_url;
};
// In a form's order; `text` is what follows the command and one space.
Json command_payload(const Interaction& interaction, const std::string& command,
                     const std::string& text);
// A press in a message. `chosen`: the state of an element that is no button (views/state.hpp), else
// null. `message` is left out for ephemerals: their text is not kept by Slack.
Json action_payload(const Interaction& interaction, const Message& message, const Button& button,
                    const Json& chosen, base::Time now);

// The outer event of app_mention, or of message.im and its like (`channel_type`: "im", "channel",
// "group"), for a message that was just posted.
Json mention_payload(const Message& message, const std::string& user, base::Time now);
Json message_payload(const Message& message, const std::string& user, const char* channel_type,
                     base::Time now);

// Parts that views/payloads.hpp shares.
Json event_payload(Json event, base::Time now);  // the outer event
// type, user, team, token, trigger_id …: what every interaction begins with.
Json interaction_base(const char* type, const Member& member, const std::string& trigger_id);
// actions[0] of block_actions.
Json action_json(const Button& button, const Json& chosen, base::Time now);
Json channel_json(const Channel& channel);
Json container_json(const Message& message);
std::string seconds_text(base::Time now);  // "1712345678.123000", as action_ts

// A message as Web API answers and payloads show it.
Json message_json(const Message& message);

}  // namespace twin
