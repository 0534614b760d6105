#include "libs/limits/local_limiter.hpp"

#include <algorithm>

namespace limits {

LocalLimiter::Share LocalLimiter::share_of(const Bucket& bucket) const {
    return {bucket.interval * shares_, std::max(1, bucket.burst / shares_)};
}

LocalLimiter::State LocalLimiter::state_of(const std::string& key) const {
    const auto found = states_.find(key);
    return found == states_.end() ? State{} : found->second;
}

base::Result<Reservation> LocalLimiter::reserve(const std::vector<Bucket>& buckets) {
    base::Lock lock(mutex_);
    const auto now = std::chrono::time_point_cast<base::Duration>(clock_.steady());
    Instant send = now;
    Instant hard_at = now;
    std::string binding;
    std::string hard_binding;
    for (const auto& bucket : buckets) {
        const auto [interval, burst] = share_of(bucket);
        const State state = state_of(bucket.key);
        const auto arrival = std::max<Instant>(state.arrival, now);
        const auto at = std::max(arrival + interval - interval * burst, state.blocked_until);
        if (at > send) send = at, binding = bucket.key;
        if (bucket.hard && at > hard_at) hard_at = at, hard_binding = bucket.key;
    }
    const auto from_now = [now](Instant at) {
        return std::chrono::duration_cast<base::Duration>(at - now);
    };
    if (!hard_binding.empty()) return Reservation{false, from_now(hard_at), hard_binding};
    if (send - now > horizon_) return Reservation{false, from_now(send) - horizon_, binding};
    for (const auto& bucket : buckets) {
        if (bucket.interval == base::Duration{0}) continue;
        auto& state = states_[bucket.key];
        state.arrival =
            std::max(std::max<Instant>(state.arrival, now), send) + share_of(bucket).interval;
    }
    if (states_.size() > most_buckets) forget_what_is_over(now);
    return Reservation{true, from_now(send), binding};
}

base::Result<void> LocalLimiter::block(const std::string& key, base::Duration wait) {
    base::Lock lock(mutex_);
    auto& state = states_[key];
    state.blocked_until = std::max(state.blocked_until, clock_.steady() + wait);
    return {};
}

void LocalLimiter::forget_what_is_over(Instant now) {
    for (auto at = states_.begin(); at != states_.end();) {
        const bool over = at->second.arrival <= now && at->second.blocked_until <= now;
        at = over ? states_.erase(at) : std::next(at);
    }
}

}  // namespace limits
