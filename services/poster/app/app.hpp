// The poster, put together.
#pragma once

#include "libs/runtime/program.hpp"
#include "services/poster/app/config.hpp"

namespace poster {

// Runs until a stop is requested, then ends what is at a call (≤ 5 s). 0, or 1 when it could not go
// on.
int run(const Config& config, runtime::Context& context);

}  // namespace poster
