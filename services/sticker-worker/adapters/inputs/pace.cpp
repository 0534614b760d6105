#include "services/sticker-worker/adapters/inputs/pace.hpp"

#include <functional>

namespace worker {
namespace {

constexpr base::Duration keep_for{60'000};
constexpr int most_kept = 100;  // presses of one member; what was refused beyond is not remembered

// A sorted set of presses by when they were made; 'y' in front of those that were let through. The
// window reaches both ways: presses of several conversations come in any order.
const redis::Script& script() {
    static const redis::Script text(R"(
local at, window = tonumber(ARGV[2]), tonumber(ARGV[3])
local yes, no = 'y' .. ARGV[1], 'n' .. ARGV[1]
if redis.call('ZSCORE', KEYS[1], yes) then return 1 end
if redis.call('ZSCORE', KEYS[1], no) then return 0 end
local near = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. (at - window), '(' .. (at + window))
local taken = 0
for _, press in ipairs(near) do
  if string.sub(press, 1, 1) == 'y' then taken = taken + 1 end
end
local allowed = taken < tonumber(ARGV[4])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', at - tonumber(ARGV[5]))
if allowed or redis.call('ZCARD', KEYS[1]) < tonumber(ARGV[6]) then
  redis.call('ZADD', KEYS[1], at, allowed and yes or no)
end
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return allowed and 1 or 0
)");
    return text;
}

std::int64_t ms_of(base::Time at) { return at.time_since_epoch().count(); }

}  // namespace

bool LocalPace::allows(const std::string& member, base::Time at) {
    const std::int64_t now = ms_of(at);
    for (Token& token : tokens_[std::hash<std::string>{}(member) % slots]) {
        std::int64_t taken = token;
        while (taken + sends_window.count() <= now) {
            if (token.compare_exchange_weak(taken, now)) return true;
        }
    }
    return false;
}

bool Pace::allows(const proto::TeamId& team, const proto::UserId& user, const std::string& press,
                  base::Time at) {
    const std::string member = team.value + ":" + user.value;
    const auto answer = redis_.run(
        script(), {"cache:sends:" + member},
        {press, std::to_string(ms_of(at)), std::to_string(sends_window.count()),
         std::to_string(most_sends), std::to_string(keep_for.count()), std::to_string(most_kept)});
    return answer ? answer->integer() > 0 : local_.allows(member, at);
}

}  // namespace worker
