// The same rules in this process's memory: for tests, and for the time while Redis is away.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "libs/base/clock.hpp"
#include "libs/base/mutex.hpp"
#include "libs/limits/limiter.hpp"

namespace limits {

// `shares`: over how many processes a limit is divided; each bucket's interval is multiplied by it,
// its burst divided. Never fails. Remembers what is still in force: past `most_buckets` it forgets
// the buckets whose time is over.
class LocalLimiter final : public Limiter {
public:
    static constexpr std::size_t most_buckets = 4096;

    explicit LocalLimiter(const base::Clock& clock, int shares = 1,
                          base::Duration horizon = base::Duration{2500})
        : clock_(clock), shares_(shares), horizon_(horizon) {}

    base::Result<Reservation> reserve(const std::vector<Bucket>& buckets) override;
    base::Result<void> block(const std::string& key, base::Duration wait) override;

private:
    using Instant = std::chrono::steady_clock::time_point;
    struct State {
        Instant arrival{};
        Instant blocked_until{};
    };
    struct Share {
        base::Duration interval;
        int burst;
    };
    Share share_of(const Bucket& bucket) const;
    State state_of(const std::string& key) const REQUIRES(mutex_);
    void forget_what_is_over(Instant now) REQUIRES(mutex_);

    const base::Clock& clock_;
    int shares_;
    base::Duration horizon_;
    base::Mutex mutex_;
    std::map<std::string, State> states_ GUARDED_BY(mutex_);
};

}  // namespace limits
