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
// channel of the team was refused within 5 s before (pipeline D1). What only one member sees by a
// response_url closes that URL, and all of the team's only when another one was refused within the
// same time (they are counted like webhooks, each for itself: slack-protocol 2.6). Everything else
// closes its method. Thread-safe; remembers one refusal a limit, and nothing past `most_limits`.
class Throttles {
public:
    static constexpr base::Duration memory{5000};
    static constexpr std::size_t most_limits = 4096;

    explicit Throttles(const base::Clock& clock) : clock_(clock) {}
    std::vector<std::string> keys_to_block(const Use& refused);

private:
    struct Refusal {
        std::string place;  // channel or URL
        std::chrono::steady_clock::time_point at{};
    };
    // Remembers this refusal. True: another place met the same limit a moment ago.
    bool elsewhere_too(const std::string& limit, const std::string& place);

    const base::Clock& clock_;
    base::Mutex mutex_;
    std::map<std::string, Refusal> newest_ GUARDED_BY(mutex_);  // by limit
};

}  // namespace limits
