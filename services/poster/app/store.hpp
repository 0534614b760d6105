// All that the poster keeps in Redis, and what stands in for it.
#pragma once

#include <atomic>
#include <string>
#include <thread>

#include "libs/limits/local_limiter.hpp"
#include "libs/limits/pauses.hpp"
#include "libs/limits/redis_limiter.hpp"
#include "libs/limits/throttles.hpp"
#include "libs/redis/client.hpp"
#include "libs/runtime/admin.hpp"
#include "libs/runtime/program.hpp"
#include "services/poster/adapters/limited_slots.hpp"
#include "services/poster/adapters/store/canary.hpp"
#include "services/poster/adapters/store/redis_ledger.hpp"
#include "services/poster/app/config.hpp"

namespace poster {

// A shadow poster keeps records of its own and uses up nobody's limits.
class Store {
public:
    // `instance` is unlike any other process's.
    Store(const Config& config, const base::Clock& clock, runtime::Context& context,
          const std::string& instance);
    ~Store();

    Ledger& ledger() { return ledger_; }
    Slots& slots() { return slots_; }
    bool reachable() const { return redis_.reachable(); }
    // Holds the condition "redis": Redis evicts caches before the ledger. Asks it again every 5 s;
    // while it is away the condition stays as it was, as the private lane goes on.
    void look(runtime::Readiness& readiness);

private:
    void watch();  // the thread's

    const base::Clock& clock_;
    telemetry::Log& log_;
    redis::Client redis_;
    Canary canary_;
    RedisLedger ledger_;
    limits::RedisLimiter shared_;
    limits::LocalLimiter own_;
    limits::Throttles throttles_;
    limits::Pauses pauses_;
    limits::KnownPauses known_pauses_;
    LimitedSlots slots_;
    std::chrono::steady_clock::time_point next_look_{};
    std::string policy_;
    std::atomic<bool> stopped_{false};
    std::thread watcher_;  // last: it uses all of the above
};

}  // namespace poster
