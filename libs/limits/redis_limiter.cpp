#include "libs/limits/redis_limiter.hpp"

namespace limits {
namespace {

// KEYS: the buckets, then their block keys. ARGV: horizon, then per bucket interval, burst, hard
// (all times in microseconds). Answers {granted, wait, index of the deciding bucket or 0}. A stored
// time further ahead than the rules can write means that the clock was set back: it is cut.
const char* const reserve_text = R"lua(
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local count = #KEYS / 2
local horizon = tonumber(ARGV[1])
local send, binding = now, 0
local hard_at, hard_binding = now, 0
local arrivals = {}
for i = 1, count do
  local interval = tonumber(ARGV[i * 3 - 1])
  local burst = tonumber(ARGV[i * 3])
  local arrival = tonumber(redis.call('GET', KEYS[i]) or now)
  arrival = math.min(math.max(arrival, now), now + horizon + interval * (burst + 1))
  local blocked = tonumber(redis.call('GET', KEYS[count + i]) or 0)
  local at = math.max(arrival + interval - interval * burst, blocked)
  arrivals[i] = arrival
  if at > send then send, binding = at, i end
  if ARGV[i * 3 + 1] == '1' and at > hard_at then hard_at, hard_binding = at, i end
end
if hard_binding > 0 then return {0, hard_at - now, hard_binding} end
if send - now > horizon then return {0, send - now - horizon, binding} end
for i = 1, count do
  local interval = tonumber(ARGV[i * 3 - 1])
  if interval > 0 then
    local next = math.max(arrivals[i], send) + interval
    redis.call('SET', KEYS[i], string.format('%.0f', next), 'PX', 86400000)
  end
end
return {1, send - now, binding}
)lua";

const char* const block_text = R"lua(
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local wait = tonumber(ARGV[1])
local old = tonumber(redis.call('GET', KEYS[1]) or 0)
if old >= now + wait then return 0 end
local keep = math.max(86400000, math.ceil(wait / 1000) + 1000)
redis.call('SET', KEYS[1], string.format('%.0f', now + wait), 'PX', keep)
return 1
)lua";

std::string microseconds(base::Duration duration) {
    return std::to_string(std::chrono::microseconds(duration).count());
}

// Never early: a started millisecond counts as a whole one.
base::Duration whole_milliseconds(std::int64_t microseconds) {
    return base::Duration{(microseconds + 999) / 1000};
}

std::string block_key(const std::string& key) { return key + ":blk"; }

}  // namespace

base::Result<Reservation> RedisLimiter::reserve(const std::vector<Bucket>& buckets) {
    static const redis::Script script(reserve_text);
    if (buckets.empty()) return Reservation{true, {}, {}};
    std::vector<std::string> keys;
    std::vector<std::string> arguments{microseconds(horizon_)};
    for (const auto& bucket : buckets) {
        keys.push_back(bucket.key);
        arguments.push_back(microseconds(bucket.interval));
        arguments.push_back(std::to_string(bucket.burst));
        arguments.emplace_back(bucket.hard ? "1" : "0");
    }
    for (const auto& bucket : buckets) keys.push_back(block_key(bucket.key));
    const auto reply = redis_.run(script, keys, arguments);
    if (!reply) return reply.error();
    if (reply->items().size() != 3) return base::Error::later("redis_away", "a strange answer");
    const auto index = static_cast<std::size_t>(reply->items()[2].integer());
    Reservation reservation;
    reservation.granted = reply->items()[0].integer() == 1;
    reservation.delay = whole_milliseconds(reply->items()[1].integer());
    if (index > 0 && index <= buckets.size()) reservation.binding = buckets[index - 1].key;
    return reservation;
}

base::Result<void> RedisLimiter::block(const std::string& key, base::Duration wait) {
    static const redis::Script script(block_text);
    const auto reply = redis_.run(script, {block_key(key)}, {microseconds(wait)});
    if (!reply) return reply.error();
    return {};
}

}  // namespace limits
