// The JSON that a call sends.
#pragma once

#include <string>

#include "libs/base/result.hpp"
#include "services/poster/core/ports.hpp"

namespace poster {

// Error `bad_arguments` (never): the action's arguments are no JSON object.
base::Result<std::string> body_of(const Call& call);

}  // namespace poster
