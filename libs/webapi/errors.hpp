// Slack's error words and what each asks of the caller.
#pragma once

#include <string>

#include "libs/base/error.hpp"

namespace webapi {

// Slack names no time to wait in a 429 without Retry-After; Slack's own Python client waits 30 s.
inline constexpr std::chrono::milliseconds default_retry_after{30'000};
inline constexpr std::chrono::milliseconds longest_retry_after{3'600'000};

// The error of an answer whose body said ok:false with `word`. A word we do not know is `never`:
// Slack has answered, and it did not do it. `wait`: of the Retry-After header, zero without one.
base::Error error_of_word(const std::string& word, std::chrono::milliseconds wait,
                          std::string context);

// The error of a status that carries meaning by itself: 429 and 5xx, and anything else not 200.
base::Error error_of_status(int status, std::chrono::milliseconds wait);

}  // namespace webapi
