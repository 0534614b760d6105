#include "services/gateway/adapters/redis_lease.hpp"

#include <optional>
#include <utility>

#include "libs/crypto/hash.hpp"

namespace gateway {
namespace {

constexpr const char* the_lane = "claim";

// KEYS: the app's hash, a field per replica: wanted, places, spare (0 none, 1 holds, 2 waits), end (in
// microseconds of Redis TIME). ARGV: replica, wanted, places, spare asked for, lease in microseconds,
// most places, spare places. Answers {granted, spare, known, and per other replica: name, wanted,
// places, spare}. An end further ahead than a lease is long means that the clock was set back: it has
// run out. The key is kept 24 h, so that eviction takes caches first; what matters are the ends.
const char* const claim_text = R"lua(
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local me, lease = ARGV[1], tonumber(ARGV[5])
local places, spares, known = 0, 0, 0
local answer = {0, 0, 0}
local entries = redis.call('HGETALL', KEYS[1])
for i = 1, #entries, 2 do
  local name = entries[i]
  local wanted, held, spare, ends = string.match(entries[i + 1], '^(%d+) (%d+) (%d+) (%d+)$')
  ends = tonumber(ends or 0)
  if ends <= now or ends > now + lease then
    redis.call('HDEL', KEYS[1], name)
  elseif name == me then
    known = 1
  else
    places = places + tonumber(held)
    if spare == '1' then spares = spares + 1 end
    for _, word in ipairs({name, wanted, held, spare}) do answer[#answer + 1] = word end
  end
end
local granted = math.max(0, math.min(tonumber(ARGV[3]), tonumber(ARGV[6]) - places))
local spare = 0
if ARGV[4] == '1' then spare = spares < tonumber(ARGV[7]) and 1 or 2 end
if ARGV[2] == '0' and ARGV[3] == '0' then
  redis.call('HDEL', KEYS[1], me)
else
  local entry = string.format('%s %d %d %.0f', ARGV[2], granted, spare, now + lease)
  redis.call('HSET', KEYS[1], me, entry)
  redis.call('PEXPIRE', KEYS[1], 86400000)
end
answer[1], answer[2], answer[3] = granted, spare == 1 and 1 or 0, known
return answer
)lua";

redis::Config for_leases(redis::Config config) {
    config.connections = 1;
    config.connect_timeout = std::chrono::milliseconds{300};
    config.command_timeout = std::chrono::milliseconds{500};
    return config;
}

std::size_t number(const redis::Reply& reply) {
    return static_cast<std::size_t>(std::max<std::int64_t>(reply.integer(), 0));
}

}  // namespace

std::string lease_key(const base::Secret& app_token) {
    return "sockets:" + crypto::sha256_hex(app_token.reveal()).substr(0, 16);
}

base::Result<LeaseAnswer> claim_lease(redis::Client& redis, const std::string& key,
                                      const LeaseClaim& claim, const LeaseLimits& limits) {
    static const redis::Script script(claim_text);
    const bool asks_spare = claim.spare != LeaseClaim::Spare::none;
    const auto reply = redis.run(
        script, {key},
        {claim.replica, std::to_string(claim.wanted), std::to_string(claim.places),
         asks_spare ? "1" : "0", std::to_string(std::chrono::microseconds(limits.ttl).count()),
         std::to_string(limits.most), std::to_string(limits.spares)});
    if (!reply) return reply.error();
    const auto& items = reply->items();
    if (items.size() < 3 || items.size() % 4 != 3) {
        return base::Error::later("redis_away", "a strange answer");
    }
    LeaseAnswer answer{number(items[0]), items[1].integer() == 1, items[2].integer() == 1, {}};
    for (std::size_t i = 3; i < items.size(); i += 4) {
        answer.others.push_back({items[i].text(), number(items[i + 1]), number(items[i + 2]),
                                 static_cast<LeaseClaim::Spare>(number(items[i + 3]) % 3)});
    }
    return answer;
}

RedisLease::RedisLease(redis::Config config, std::string key, Answer answer)
    : redis_(for_leases(std::move(config))),
      key_(std::move(key)),
      answer_(std::move(answer)),
      thread_([this] { run(); }) {}

RedisLease::~RedisLease() { claims_.close(); }

void RedisLease::claim(LeaseClaim claim) { claims_.push(the_lane, std::move(claim)); }

void RedisLease::run() {
    std::string held_by;
    while (!claims_.closed()) {
        const auto next = claims_.take(clock_, std::chrono::hours{1});
        if (!next) continue;
        const LeaseClaim claim = std::move(*next->item);
        claims_.finish(next->lane);
        held_by = claim.replica;
        answer_(claim_lease(redis_, key_, claim));
    }
    if (!held_by.empty()) (void)claim_lease(redis_, key_, {held_by, 0, 0, {}});
}

}  // namespace gateway
