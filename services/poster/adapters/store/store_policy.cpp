#include "services/poster/adapters/store/store_policy.hpp"

#include <string_view>

namespace poster {

base::Result<std::string> eviction_policy(redis::Client& redis) {
    constexpr std::string_view field = "maxmemory_policy:";
    const auto info = redis.command({"INFO", "memory"});
    if (!info) return info.error();
    const std::string& text = info->text();
    const auto found = text.find(field);
    if (found == std::string::npos) return base::Error::never("no_policy");
    const auto from = found + field.size();
    return text.substr(from, text.find_first_of("\r\n", from) - from);
}

bool keeps_the_ledger(const std::string& policy) {
    return policy == "volatile-ttl" || policy == "noeviction";
}

}  // namespace poster
