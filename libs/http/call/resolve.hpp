// Host names to addresses, within a deadline.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "libs/base/result.hpp"

namespace http {

// Numeric addresses of `host`, in the order to try them; a numeric host is its own answer.
// getaddrinfo() itself cannot be told when to stop (three dead name servers hold it for half a
// minute), so it runs on a thread of its own that is left behind when the deadline passes; callers
// that ask for the same name meanwhile share that thread, so there is at most one per name.
// Error `connect_failed` (later).
base::Result<std::vector<std::string>> resolve(const std::string& host,
                                               std::chrono::steady_clock::time_point deadline);

}  // namespace http
