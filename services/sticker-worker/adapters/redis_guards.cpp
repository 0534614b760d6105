#include "services/sticker-worker/adapters/redis_guards.hpp"

#include "services/sticker-worker/adapters/inputs/inputs_json.hpp"
#include "services/sticker-worker/adapters/inputs/member_state.hpp"

namespace worker {
namespace {

constexpr const char* keep_seconds = "691200";
constexpr const char* prefix = "applied:";

// Keys: guard, settings, uses. Arguments: reply, its life, settings or
// nothing, sticker or nothing, now in ms, half-life in ms, most stickers counted. A count is kept
// as "count@time": it halves every half-life. Beyond the bound the smallest one goes.
const redis::Script& script() {
    static const redis::Script text(R"(
if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'EX', ARGV[2]) then return 0 end
if ARGV[3] ~= '' then redis.call('SET', KEYS[2], ARGV[3]) end
local sticker, now, half_life = ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6])
if sticker == '' then return 1 end
local function at_now(kept)
  local count, at = string.match(kept, '^([^@]+)@([^@]+)$')
  return (tonumber(count) or 0) * 2 ^ (((tonumber(at) or 0) - now) / half_life)
end
local kept = redis.call('HGET', KEYS[3], sticker)
local count = 1 + (kept and at_now(kept) or 0)
redis.call('HSET', KEYS[3], sticker, string.format('%.4f@%d', count, now))
if redis.call('HLEN', KEYS[3]) > tonumber(ARGV[7]) then
  local all, least, least_count = redis.call('HGETALL', KEYS[3]), nil, nil
  for i = 1, #all, 2 do
    local one = at_now(all[i + 1])
    if all[i] ~= sticker and (not least or one < least_count) then
      least, least_count = all[i], one
    end
  end
  redis.call('HDEL', KEYS[3], least)
end
return 1
)");
    return text;
}

}  // namespace

std::optional<std::string> RedisGuards::applied(const std::string& source_id) {
    const auto found = redis_.command({"GET", prefix + source_id});
    if (!found || found->is_nil()) return std::nullopt;
    return found->text().substr(0, 1) == "{" ? found->text() : std::string();
}

base::Result<void> RedisGuards::apply(const Effect& effect) {
    const auto settings = effect.settings ? settings_to_json(*effect.settings) : std::string();
    const auto done =
        redis_.run(script(),
                   {prefix + effect.source_id, settings_key(effect.team, effect.user),
                    uses_key(effect.team, effect.user)},
                   {effect.reply, keep_seconds, settings, effect.sent,
                    std::to_string(effect.at.time_since_epoch().count()),
                    std::to_string(use_half_life.count()), std::to_string(most_used)});
    if (!done) return done.error();
    return {};
}

}  // namespace worker
