#include "services/poster/app/store.hpp"

#include "services/poster/adapters/store/store_policy.hpp"

namespace poster {
namespace {

constexpr base::Duration look_every{5'000};
constexpr base::Duration watch_every{100};
constexpr int pauses_every = 5;  // rounds of that
constexpr std::size_t connections = 16;  // one a courier
constexpr const char* shadow_prefix = "shadow:";

redis::Config with_connections(redis::Config config) {
    config.connections = connections;
    return config;
}

}  // namespace

Store::Store(const Config& config, const base::Clock& clock, runtime::Context& context,
             const std::string& instance)
    : clock_(clock),
      log_(context.log),
      redis_(with_connections(config.redis)),
      canary_(redis_, clock, instance, config.shadow ? shadow_prefix : ""),
      ledger_(redis_, config.shadow ? shadow_prefix : "", &canary_),
      shared_(redis_),
      own_(clock, config.replicas),
      throttles_(clock),
      pauses_(redis_),
      known_pauses_(clock),
      slots_(config.shadow ? static_cast<limits::Limiter&>(own_) : shared_, own_, throttles_,
             known_pauses_, config.posts_per_minute, context.log, context.metrics),
      watcher_([this] { watch(); }) {}

Store::~Store() {
    stopped_ = true;
    watcher_.join();
}

void Store::watch() {
    base::Time told{};
    for (int round = 0; !stopped_; ++round) {
        if (round % pauses_every == 0) {
            if (const auto pauses = pauses_.all()) known_pauses_.learn(*pauses);
        }
        (void)canary_.sing().ok();
        if (const auto fell_at = canary_.fell_at(); fell_at > told) {
            told = fell_at;
            log_.error("redis_forgot",
                       {{"why", "it has lost its newest writes; older posts that it does not know "
                                "are looked for in their conversation before they are sent"}});
        }
        std::this_thread::sleep_for(watch_every);
    }
}

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
