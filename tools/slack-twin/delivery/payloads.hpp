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
// `message` is left out for ephemerals: their text is not kept by Slack.
Json button_payload(const Interaction& interaction, const Message& message, const Button& button,
                    base::Time now);

// The outer event of app_mention or message.im for a message that was just posted.
Json mention_payload(const Message& message, const std::string& user, base::Time now);
Json direct_message_payload(const Message& message, const std::string& user, base::Time now);

// A message as Web API answers and payloads show it.
Json message_json(const Message& message);

std::string new_trigger_id(base::Time now);

}  // namespace twin
