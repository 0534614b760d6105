// Which buckets a 429 closes. Slack does not say which of its limits fired.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "libs/base/clock.hpp"
#include "libs/base/mutex.hpp"
#include "libs/limits/rates.hpp"

namespace limits {

// The narrowest scope first: a post closes its channel, and method and workspace only when another
// channel of the team was refused within 5 s before (pipeline D1). Everything else closes its
// method. Thread-safe; remembers one refusal a team.
class Throttles {
public:
    static constexpr base::Duration memory{5000};

    explicit Throttles(const base::Clock& clock) : clock_(clock) {}
    std::vector<std::string> keys_to_block(const Use& refused);

private:
    struct Refusal {
        std::string channel;
        std::chrono::steady_clock::time_point at{};
    };
    const base::Clock& clock_;
    base::Mutex mutex_;
    std::map<std::string, Refusal> newest_ GUARDED_BY(mutex_);  // by team
};

}  // namespace limits
