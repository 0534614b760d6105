#include "tools/slack-twin/world/timestamps.hpp"

#include <algorithm>
#include <cstdio>

namespace twin {

std::string Timestamps::next(base::Time now) {
    const std::int64_t us = now.time_since_epoch().count() * 1000;
    last_us_ = std::max(us, last_us_ + 1);
    char text[40];
    std::snprintf(text, sizeof text, "%lld.%06lld", static_cast<long long>(last_us_ / 1000000),
                  static_cast<long long>(last_us_ % 1000000));
    return text;
}

}  // namespace twin
