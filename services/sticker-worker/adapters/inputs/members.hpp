// Who a member is, as Slack tells.
#pragma once

#include <chrono>
#include <string>
#include <unordered_map>

#include "libs/base/clock.hpp"
#include "libs/base/result.hpp"
#include "libs/installs/tokens.hpp"
#include "libs/webapi/client.hpp"
#include "proto/ids.hpp"
#include "services/sticker-worker/adapters/figures.hpp"
#include "services/sticker-worker/adapters/inputs/redis_cache.hpp"
#include "services/sticker-worker/core/inputs.hpp"

namespace worker {

// users.info with include_locale, kept for 10 minutes: here (1,000 members at most, then all are
// forgotten) and in Redis. A call ends within 800 ms; after a failure Slack is left alone for 5 s,
// or for as long as it asks. A member about whom it says no (gone, or no scope to ask) is not asked
// for again for a minute. Used by one thread.
class Members {
public:
    Members(webapi::Config slack, installs::Tokens& tokens, RedisCache& cache,
            const base::Clock& clock, Figures& figures);

    // Not known: could not be asked in time. Never fails.
    Member find(const proto::TeamId& team, const proto::UserId& user);

private:
    using SteadyTime = std::chrono::steady_clock::time_point;
    struct Kept {
        Member member;
        SteadyTime until;
    };

    base::Result<Member> ask(const proto::TeamId& team, const proto::UserId& user);
    void keep(const std::string& key, const Member& member, base::Duration how_long);

    webapi::Client slack_;
    installs::Tokens& tokens_;
    RedisCache& cache_;
    const base::Clock& clock_;
    Figures& figures_;
    std::unordered_map<std::string, Kept> kept_;
    SteadyTime ask_again_{};
};

}  // namespace worker
