// The world at start: always the same, so that scripts can rely on its names (interface.md).
#pragma once

#include <set>
#include <string>
#include <vector>

#include "tools/slack-twin/world/model.hpp"

namespace twin {

struct Command {
    std::string command, hint;
};

std::vector<Member> seed_members();
std::vector<Channel> seed_channels();
std::vector<Command> seed_commands();
std::set<std::string> seed_scopes();  // what the bot token was granted
std::string describe_world();         // for --help: several lines

}  // namespace twin
