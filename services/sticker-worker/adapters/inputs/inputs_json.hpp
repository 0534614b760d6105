// Inputs as the JSON object of a decision record, and back: what replay decides from.
#pragma once

#include <string>

#include "libs/base/result.hpp"
#include "services/sticker-worker/core/inputs.hpp"

namespace worker {

std::string inputs_to_json(const Inputs& inputs);
// Unknown fields are ignored, missing ones are empty. Error `bad_inputs` (never): no JSON object,
// or a field of another type.
base::Result<Inputs> inputs_from_json(const std::string& text);

// One page of a search, for the cache.
std::string page_to_json(const Page& page);
base::Result<Page> page_from_json(const std::string& text);
// What a member has chosen, as it is kept; a number of previews out of bounds counts as none.
std::string settings_to_json(const Settings& settings);
base::Result<Settings> settings_from_json(const std::string& text);
// What Slack told about a member, for the cache.
std::string member_to_json(const Member& member);
base::Result<Member> member_from_json(const std::string& text);

}  // namespace worker
