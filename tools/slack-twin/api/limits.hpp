// How much may be posted: one message a second in a channel, several hundred a minute in all.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>

#include "libs/base/clock.hpp"

namespace twin {

// docs.slack.dev "Rate limits": about 1 message/s per channel and "several hundred" a minute per
// workspace (450 here). Slack allows short bursts of a size it does not tell; this allows none,
// save that a message may come a tenth of the interval early, as no sender hits the millisecond.
class Limits {
public:
    struct Settings {
        base::Duration channel{1000};  // between two messages of one channel; 0: no limit
        int workspace_per_minute = 450;
    };

    explicit Limits(const base::Clock& clock) : clock_(clock) {}

    // Counts a message, or says how long it has to wait and counts nothing.
    std::optional<base::Duration> take(const std::string& channel);
    Settings& settings() { return settings_; }
    void reset();

private:
    using Steady = std::chrono::steady_clock::time_point;
    std::optional<base::Duration> channel_wait(const std::string& channel, Steady now) const;
    std::optional<base::Duration> workspace_wait(Steady now);
    const base::Clock& clock_;
    Settings settings_;
    std::map<std::string, Steady> next_;  // by channel: when the next one may come
    std::deque<Steady> minute_;           // the messages of the last minute
};

// Retry-After of a wait: whole seconds, rounded up, at least 1.
int retry_after_seconds(base::Duration wait);

}  // namespace twin
