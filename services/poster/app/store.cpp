#include "services/poster/app/store.hpp"

#include "services/poster/adapters/store_policy.hpp"

namespace poster {
namespace {

constexpr base::Duration look_every{5'000};
constexpr std::size_t connections = 16;  // one a courier

redis::Config with_connections(redis::Config config) {
    config.connections = connections;
    return config;
}

}  // namespace

Store::Store(const Config& config, const base::Clock& clock, runtime::Context& context)
    : clock_(clock),
      log_(context.log),
      redis_(with_connections(config.redis)),
      ledger_(redis_, config.shadow ? "shadow:" : ""),
      shared_(redis_),
      own_(clock, config.replicas),
      throttles_(clock),
      slots_(config.shadow ? static_cast<limits::Limiter&>(own_) : shared_, own_, throttles_,
             config.posts_per_minute, context.log, context.metrics) {}

void Store::look(runtime::Readiness& readiness) {
    if (clock_.steady() < next_look_) return;
    next_look_ = clock_.steady() + look_every;
    const auto policy = eviction_policy(redis_);
    if (!policy) {
        const bool known = !policy_.empty();
        readiness.set(
            "redis", known && keeps_the_ledger(policy_),
            known ? "away: visible posts wait, private ones go on" : policy.error().message());
        return;
    }
    const bool good = keeps_the_ledger(*policy);
    readiness.set("redis", good, "maxmemory-policy " + *policy);
    if (!good && policy_ != *policy) {
        log_.error("redis_policy",
                   {{"policy", *policy},
                    {"why", "it may evict the ledger: want volatile-ttl or noeviction"}});
    }
    policy_ = *policy;
}

}  // namespace poster
