// Slack's rate limits, shared by all replicas: one reservation over several buckets.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "libs/base/clock.hpp"
#include "libs/base/result.hpp"

namespace limits {

// GCRA: one theoretical arrival time per bucket. A hard bucket never reserves ahead (a far slot of
// a channel would push the shared workspace bucket into the future for everybody); a soft one may
// reserve up to the horizon.
struct Bucket {
    std::string key;  // "rl:{T012}:ch:C1", "rl:{T012}:ws", "rl:{T012}:m:chat.postMessage"
    base::Duration interval{1000};  // zero: a gate, which only a block closes; leaves no trace
    int burst = 1;
    bool hard = true;
};

struct Reservation {
    bool granted = false;
    base::Duration delay{0};  // granted: send after this; denied: ask again after this
    std::string binding;      // key of the bucket that decides, empty when free
};

// Thread-safe. Time is the store's own (Redis TIME), so replicas' clocks do not matter.
class Limiter {
public:
    virtual ~Limiter() = default;
    // All or nothing over `buckets`. Error: redis_away (later).
    virtual base::Result<Reservation> reserve(const std::vector<Bucket>& buckets) = 0;
    // Nothing of this bucket goes for `wait` (a 429's Retry-After); never shortens a longer block.
    virtual base::Result<void> block(const std::string& key, base::Duration wait) = 0;
};

// The buckets of one visible post, and of other calls (interface: SLACK_POSTS_PER_MINUTE).
std::string channel_key(const std::string& team, const std::string& channel);
std::string workspace_key(const std::string& team);
std::string method_key(const std::string& team, const std::string& method);
// `url`: a name made of the response_url, never the URL itself (it is a secret).
std::string url_key(const std::string& team, const std::string& url);

}  // namespace limits
