// What members see, as JSON for GET /twin/see and GET /twin/world.
#pragma once

#include "tools/slack-twin/world/world.hpp"

namespace twin {

Json to_json(const Member& member);
Json to_json(const Channel& channel);
// {"seq","user","channel","messages":[…]}: only what that member sees, oldest first.
Json view_of(const World& world, const Member& member, const Channel& channel);

}  // namespace twin
