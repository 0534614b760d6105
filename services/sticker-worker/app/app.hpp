// The worker, put together.
#pragma once

#include "libs/runtime/program.hpp"
#include "services/sticker-worker/app/config.hpp"

namespace worker {

// Runs until a stop is requested, then drains (≤ 5 s, with the brokers away as well). 0, or 1 when it could
// not go on.
int run(const Config& config, runtime::Context& context);

}  // namespace worker
