// How much may be called: a message a second in a channel, several hundred a minute in all, and each
// method by its tier.
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
        bool tiers = false;  // whether a method's tier holds …
        std::map<std::string, int> methods_per_minute;  // … where nothing is said here; 0: no limit
    };

    explicit Limits(const base::Clock& clock) : clock_(clock) {}

    // Counts a message, or says how long it has to wait and counts nothing.
    std::optional<base::Duration> take(const std::string& channel);
    // The same for a call of `method`, of which its tier allows so many a minute (0: no tier). All
    // tokens count together and no other method does: Slack counts "per method, per workspace, per
    // app", in windows of a minute. A refused call counts for nothing.
    std::optional<base::Duration> take_call(const std::string& method, int tier_per_minute);
    Settings& settings() { return settings_; }
    void reset();

private:
    using Steady = std::chrono::steady_clock::time_point;
    using Window = std::deque<Steady>;  // what the last minute saw
    static std::optional<base::Duration> wait_for(Window& window, int per_minute, Steady now);
    std::optional<base::Duration> channel_wait(const std::string& channel, Steady now) const;
    const base::Clock& clock_;
    Settings settings_;
    std::map<std::string, Steady> next_;  // by channel: when the next one may come
    Window minute_;                       // messages
    std::map<std::string, Window> calls_;  // by method
};

// Retry-After of a wait: whole seconds, rounded up, at least 1.
int retry_after_seconds(base::Duration wait);

}  // namespace twin
