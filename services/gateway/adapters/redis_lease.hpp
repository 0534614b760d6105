// The sockets' lease in Redis: one hash per app, one script that claims, renews and gives back.
#pragma once

#include <functional>
#include <string>
#include <thread>

#include "libs/base/clock.hpp"
#include "libs/base/result.hpp"
#include "libs/redis/client.hpp"
#include "libs/stream/lanes.hpp"
#include "services/gateway/core/lease.hpp"

namespace gateway {

// Where the replicas of the app of this token meet. Holds a digest, never the token.
std::string lease_key(const base::Secret& app_token);

// Grants as LeaseAnswer says, by Redis TIME; a claim of no places for nothing wanted is removed.
// Blocks. Errors: those of redis::Client.
base::Result<LeaseAnswer> claim_lease(redis::Client& redis, const std::string& key,
                                      const LeaseClaim& claim, const LeaseLimits& limits = {});

// One thread that claims, so that a slow Redis never holds the loop; each call ends within 0.8 s.
class RedisLease {
public:
    // `answer` runs on the claiming thread.
    using Answer = std::function<void(base::Result<LeaseAnswer>)>;

    RedisLease(redis::Config config, std::string key, Answer answer);
    ~RedisLease();  // waits for the call under way, and gives back what was leased

    void claim(LeaseClaim claim);  // from any thread

private:
    void run();

    redis::Client redis_;
    std::string key_;
    Answer answer_;
    base::SystemClock clock_;
    stream::Lanes<LeaseClaim> claims_;
    std::jthread thread_;  // last: it uses all of the above
};

}  // namespace gateway
