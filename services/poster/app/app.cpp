#include "services/poster/app/app.hpp"

#include <memory>

#include "libs/crypto/hash.hpp"
#include "libs/installs/tokens.hpp"
#include "libs/kafka/consumer.hpp"
#include "libs/kafka/producer.hpp"
#include "libs/runtime/admin.hpp"
#include "libs/stream/pump.hpp"
#include "proto/topics.hpp"
#include "services/poster/adapters/couriers.hpp"
#include "services/poster/adapters/figures.hpp"
#include "services/poster/adapters/kafka_bus.hpp"
#include "services/poster/adapters/web_slack.hpp"
#include "services/poster/app/pulse.hpp"
#include "services/poster/app/store.hpp"

namespace poster {
namespace {

constexpr base::Duration round{100};
constexpr base::Duration leave_limit{1'000};
constexpr base::Duration revoke_limit{2'000};  // what waits for its slot comes again

class App {
public:
    App(const Config& config, runtime::Context& context)
        : config_(config),
          context_(context),
          topics_{proto::actions_topic.full(config.bus.prefix),
                  proto::outcomes_topic.full(config.bus.prefix),
                  proto::dlq_topic.full(config.bus.prefix)},
          figures_(context.metrics),
          tokens_(config.bot_token),
          instance_(crypto::random_hex(8)),
          store_(config, clock_, context, instance_),
          producer_(config.bus.client),
          bus_(bus()),
          couriers_(
              {.instance = instance_,
               .group = group(),
               .allow_replay = config.allow_replay},
              {store_.ledger(), store_.slots(), *bus_}, [this] { return slack(); }, clock_,
              context.log, figures_) {
        readiness_.expect("kafka", "waiting for the topics");
        readiness_.expect("assignment", "waiting for the group");
        readiness_.expect("redis", "waiting for its maxmemory-policy");
    }

    int run() {
        admin_ = runtime::open_admin(
            config_.admin_address, readiness_, context_,
            {[this] { return pulse_.alive(clock_); }, [this] { return state(); }, {}});
        if (!admin_) return 1;
        if (config_.shadow) context_.log.warn("shadow", {{"why", "nothing is sent to Slack"}});
        if (!runtime::prove_broker(config_.bus, producer_, topics_.outcomes, readiness_, context_))
            return 0;
        kafka::Consumer consumer(config_.bus.client, group(), {topics_.actions});
        stream::Pump pump(consumer, clock_,
                          [this](stream::Record&& record, stream::Ticket ticket) {
                              couriers_.take(std::move(record), std::move(ticket));
                          },
                          {.drain = revoke_limit});
        const int code = read(consumer, pump);
        readiness_.withdraw("draining");
        context_.log.info("draining", {{"in_flight", pump.in_flight()}});
        couriers_.stop();
        pump.drain(base::Duration{0});  // nothing is under way any more: stores what is done
        consumer.close(pump, leave_limit);
        context_.log.info("stopped", {});
        return code;
    }

private:
    std::string group() const { return config_.bus.prefix + "poster"; }

    std::unique_ptr<Bus> bus() {
        auto live = std::make_unique<KafkaBus>(producer_, topics_);
        if (!config_.shadow) return live;
        return std::make_unique<ShadowBus>(std::move(live));
    }
    std::unique_ptr<Slack> slack() {
        if (config_.shadow) return std::make_unique<ShadowSlack>();
        const auto& [api_url, proxy, no_proxy] = config_.slack;
        webapi::Config config{.api_url = api_url, .proxy = proxy, .no_proxy = no_proxy};
        return std::make_unique<WebSlack>(std::move(config), tokens_, scopes_, clock_, figures_);
    }

    // Until a stop is requested, or a client cannot go on.
    int read(kafka::Consumer& consumer, stream::Pump& pump) {
        while (!context_.signals.stop_requested(base::Duration{0})) {
            pump.step(round);
            store_.look(readiness_);
            beat(consumer, pump);
            if (pump.has_assignment()) readiness_.set("assignment", true, "assigned");
            if (runtime::has_given_up({producer_.state(), consumer.state()}, context_.log))
                return 1;
        }
        return 0;
    }

    void beat(const kafka::Consumer& consumer, const stream::Pump& pump) {
        const Standing standing{pump.partitions(),
                                consumer.lag(),
                                pump.in_flight(),
                                pump.oldest_age(),
                                couriers_.visible_waiting(),
                                couriers_.private_waiting(),
                                store_.reachable()};
        pulse_.beat(standing, clock_);
        figures_.standing(standing);
    }

    std::string state() const {
        return "{" + pulse_.json_fields() + R"(,"redis":)" +
               (store_.reachable() ? "true" : "false") + R"(,"mode":")" +
               (config_.shadow ? "shadow" : "live") + "\"}";
    }

    const Config& config_;
    runtime::Context& context_;
    const TopicNames topics_;
    base::SystemClock clock_;
    runtime::Readiness readiness_;
    Figures figures_;
    installs::SingleToken tokens_;
    webapi::Scopes scopes_;
    const std::string instance_;  // in all that this process writes down as its own
    Store store_;
    kafka::Producer producer_;
    std::unique_ptr<Bus> bus_;
    Couriers couriers_;
    Pulse pulse_;
    std::unique_ptr<runtime::Admin> admin_;  // last: it asks all of the above
};

}  // namespace

int run(const Config& config, runtime::Context& context) { return App(config, context).run(); }

}  // namespace poster
