// One log line as text: pure, so that tests can hold every rule of it.
#pragma once

#include <string>
#include <string_view>

#include "libs/base/clock.hpp"
#include "libs/telemetry/log.hpp"

namespace telemetry {

std::string_view to_text(Level level);

// {"at":"…","level":"…","program":"…","event":"…",fields…}; invalid UTF-8 becomes U+FFFD.
std::string json_line(base::Time at, Level level, std::string_view program, std::string_view event,
                      Log::Fields fields);
// "03:41:37.120 info  gateway  event name=value"; values with spaces are quoted, control
// characters escaped, so that no value can forge a line.
std::string text_line(base::Time at, Level level, std::string_view program, std::string_view event,
                      Log::Fields fields);

// Replaces what looks like a Slack token, a response_url or a socket ticket by ***.
std::string without_secrets(std::string line);

}  // namespace telemetry
