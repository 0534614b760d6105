// RFC 3339 text of a Time, with milliseconds and Z: "2026-11-24T03:41:37.120Z".
#pragma once

#include <string>
#include <string_view>

#include "libs/base/clock.hpp"
#include "libs/base/result.hpp"

namespace base {

std::string to_rfc3339(Time time);

// Accepts "Z" or a numeric offset, 0-9 fraction digits (cut to milliseconds).
// Error `bad_time` (never) for anything else, also for a time without a zone.
Result<Time> from_rfc3339(std::string_view text);

}  // namespace base
