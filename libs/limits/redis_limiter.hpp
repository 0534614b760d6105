// The shared limiter: one Lua script that reserves over all buckets at once.
#pragma once

#include <string>
#include <vector>

#include "libs/limits/limiter.hpp"
#include "libs/redis/client.hpp"

namespace limits {

// How far ahead a soft bucket may be reserved.
inline constexpr base::Duration default_horizon{2500};

// Per bucket two keys: its theoretical arrival time, and `<key>:blk`, the end of a block; both in
// microseconds of Redis TIME, kept 24 h so that eviction takes caches first. A reservation is
// written for all buckets or for none; a gate (no interval) has only its block. Losing the keys
// costs at most one burst.
class RedisLimiter final : public Limiter {
public:
    explicit RedisLimiter(redis::Client& redis, base::Duration horizon = default_horizon)
        : redis_(redis), horizon_(horizon) {}

    // Errors: redis_away, redis_full, redis_read_only (later: nothing reserved), redis_timeout,
    // redis_lost (a slot may be burnt; ask again).
    base::Result<Reservation> reserve(const std::vector<Bucket>& buckets) override;
    base::Result<void> block(const std::string& key, base::Duration wait) override;

private:
    redis::Client& redis_;
    base::Duration horizon_;
};

}  // namespace limits
