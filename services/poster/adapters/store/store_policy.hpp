// Whether Redis keeps what must not be lost.
#pragma once

#include <string>

#include "libs/base/result.hpp"
#include "libs/redis/client.hpp"

namespace poster {

// The server's maxmemory-policy, out of INFO (CONFIG is closed on managed servers).
// Errors: those of redis::Client, `no_policy` (never).
base::Result<std::string> eviction_policy(redis::Client& redis);

// Only with these does the ledger outlive the caches when memory is short.
bool keeps_the_ledger(const std::string& policy);

}  // namespace poster
