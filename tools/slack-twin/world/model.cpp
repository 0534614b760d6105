#include "tools/slack-twin/world/model.hpp"

#include <algorithm>

namespace twin {

bool Channel::has(const std::string& user) const {
    return std::find(members.begin(), members.end(), user) != members.end();
}

Author author_of(const Member& member) { return {member.id, member.name, member.image, false}; }
Author bot_author() { return {kBot, kBotName, "/avatar/U0BOT.svg", true}; }
Author slackbot_author() { return {kSlackbot, "Slackbot", "/avatar/USLACKBOT.svg", true}; }

}  // namespace twin
