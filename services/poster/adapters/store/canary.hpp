// Tells when Redis has lost its newest writes: a restart without its last second of AOF, a failover
// to a replica that was behind, a FLUSHALL.
#pragma once

#include <atomic>
#include <string>

#include "libs/base/clock.hpp"
#include "libs/base/mutex.hpp"
#include "libs/base/result.hpp"
#include "libs/redis/client.hpp"

namespace poster {

// A counter in Redis that only this process moves (`pi:canary:<instance>`, kept 24 h): a number that
// is not above the last one heard means that writes are gone. The loss is noted for all posters
// (`pi:lost`, 24 h), so that one which starts later, or slept, knows of it as well. Thread-safe.
class Canary {
public:
    Canary(redis::Client& redis, const base::Clock& clock, const std::string& instance,
           const std::string& prefix = {});

    // One step; every 100 ms, and after each write that must not go unnoticed when it is lost.
    // Errors: those of redis::Client; then nothing is known.
    base::Result<void> sing();
    // When the newest loss was found, by this machine's clock; the epoch: none in the last 24 h.
    base::Time fell_at() const { return fell_at_; }

private:
    redis::Client& redis_;
    const base::Clock& clock_;
    const std::string song_, loss_;
    std::atomic<std::int64_t> heard_{0};
    std::atomic<base::Time> fell_at_{};
    base::Mutex mutex_;
    std::string known_loss_ GUARDED_BY(mutex_);
};

}  // namespace poster
