#include "services/poster/adapters/store/canary.hpp"

#include <algorithm>

namespace poster {
namespace {

// KEYS: the counter, the newest loss. ARGV: the last number heard. Answers the number, when the
// newest loss was found (ms of Redis TIME, "" for never) and how long ago that is.
const char* const sing_text = R"lua(
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local heard = tonumber(ARGV[1])
local number = redis.call('INCR', KEYS[1])
if number <= heard then
  number = heard + 1
  redis.call('SET', KEYS[1], string.format('%.0f', number))
  redis.call('SET', KEYS[2], string.format('%.0f', now), 'PX', 86400000)
end
redis.call('PEXPIRE', KEYS[1], 86400000)
local lost = redis.call('GET', KEYS[2])
return {number, lost or '', lost and now - tonumber(lost) or 0}
)lua";

template <class T>
void raise(std::atomic<T>& value, T to) {
    T seen = value;
    while (seen < to && !value.compare_exchange_weak(seen, to)) {
    }
}

}  // namespace

Canary::Canary(redis::Client& redis, const base::Clock& clock, const std::string& instance,
               const std::string& prefix)
    : redis_(redis),
      clock_(clock),
      song_(prefix + "pi:canary:" + instance),
      loss_(prefix + "pi:lost") {}

base::Result<void> Canary::sing() {
    static const redis::Script script(sing_text);
    const auto reply = redis_.run(script, {song_, loss_}, {std::to_string(heard_.load())});
    if (!reply) return reply.error();
    const auto& parts = reply->items();
    if (parts.size() != 3) return base::Error::later("redis_away", "a strange answer");
    const auto& loss = parts[1].text();
    if (!loss.empty()) {
        base::Lock lock(mutex_);
        if (loss != known_loss_) {
            known_loss_ = loss;
            raise(fell_at_, clock_.now() - base::Duration{parts[2].integer()});
        }
    }
    raise(heard_, parts[0].integer());  // last: whoever hears of the number knows of the loss
    return {};
}

}  // namespace poster
