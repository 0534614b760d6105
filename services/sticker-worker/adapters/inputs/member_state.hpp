// What a member has chosen and sent, as Redis keeps it: role "state", no TTL. Written by
// RedisGuards, in the script of the guard.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "libs/base/clock.hpp"
#include "libs/redis/client.hpp"
#include "proto/ids.hpp"
#include "services/sticker-worker/core/inputs.hpp"

namespace worker {

// `state:settings:TEAM:USER`, a JSON object; `state:uses:TEAM:USER`, a hash of "count@ms" by
// sticker.
std::string settings_key(const proto::TeamId& team, const proto::UserId& user);
std::string uses_key(const proto::TeamId& team, const proto::UserId& user);

inline constexpr base::Duration use_half_life{14 * 86'400'000LL};  // stickers.md D2
inline constexpr int most_used = 200;                              // stickers counted a member

using Uses = std::map<std::string, double>;  // by sticker id, ordered: makes a version

// Thread-safe.
class MemberState {
public:
    explicit MemberState(redis::Client& redis) : redis_(redis) {}

    // The defaults for a member who has chosen nothing; none: Redis is away.
    std::optional<Settings> settings(const proto::TeamId& team, const proto::UserId& user);
    // Decayed to `now`, those below 0.01 left out; none while Redis is away.
    Uses uses(const proto::TeamId& team, const proto::UserId& user, base::Time now);

private:
    redis::Client& redis_;
};

}  // namespace worker
