// What may vanish at any time: texts kept in Redis for 10 minutes.
#pragma once

#include <atomic>
#include <chrono>
#include <optional>
#include <string>

#include "libs/base/clock.hpp"
#include "libs/redis/client.hpp"

namespace worker {

// Thread-safe. Keys get the prefix `cache:`. With Redis away nothing is found and nothing kept.
// Writing stops while used_memory is above 80 % of maxmemory, so that the ledger has room; looked
// at once in 10 s.
class RedisCache {
public:
    RedisCache(redis::Client& redis, const base::Clock& clock) : redis_(redis), clock_(clock) {}

    std::optional<std::string> get(const std::string& key);
    void put(const std::string& key, const std::string& text);

private:
    bool has_room();

    redis::Client& redis_;
    const base::Clock& clock_;
    std::atomic<bool> room_{true};
    std::atomic<std::chrono::steady_clock::rep> look_again_{0};
};

}  // namespace worker
