#include "services/sticker-worker/app/app.hpp"

#include <memory>
#include <utility>

#include "libs/installs/tokens.hpp"
#include "libs/kafka/consumer.hpp"
#include "libs/kafka/producer.hpp"
#include "libs/runtime/admin.hpp"
#include "libs/runtime/version.hpp"
#include "libs/stream/pump.hpp"
#include "proto/topics.hpp"
#include "services/sticker-worker/adapters/deciders.hpp"
#include "services/sticker-worker/adapters/figures.hpp"
#include "services/sticker-worker/adapters/inputs/input_reader.hpp"
#include "services/sticker-worker/adapters/kafka_outbox.hpp"
#include "services/sticker-worker/adapters/redis_guards.hpp"
#include "services/sticker-worker/app/pulse.hpp"

namespace worker {
namespace {

constexpr std::size_t threads = 8;
constexpr base::Duration round{100};
// A turn takes 3.8 s at most: 0.5 s of Redis, 0.8 s of Slack, 2.5 s of Kafka. So long may a
// partition that goes to another worker wait; at the end what is in line gets its chance, what is
// under way its 3.8 s, and all is over within 5 s.
constexpr base::Duration revoke_limit{3'900};
constexpr base::Duration line_limit{500};
constexpr base::Duration leave_limit{700};

class App {
public:
    App(const Config& config, runtime::Context& context)
        : config_(config),
          context_(context),
          topics_{proto::events_topic.full(config.bus.prefix),
                  proto::actions_topic.full(config.bus.prefix),
                  proto::outcomes_topic.full(config.bus.prefix),
                  proto::dlq_topic.full(config.bus.prefix),
                  proto::replies_topic.full(config.bus.prefix)},
          figures_(context.metrics),
          tokens_(config.bot_token),
          catalog_(config.catalog),
          redis_(config.redis),
          cache_(redis_, clock_),
          guards_(redis_),
          pace_(redis_),
          state_(redis_),
          producer_(config.bus.client),
          deciders_(
              threads, [this] { return desk(); }, guards_, clock_, context.log, figures_) {
        readiness_.expect("kafka", "waiting for the topics");
        readiness_.expect("assignment", "waiting for the group");
    }

    int run() {
        admin_ = runtime::open_admin(
            config_.admin_address, readiness_, context_,
            {[this] { return pulse_.alive(clock_); }, [this] { return state(); }, {}});
        if (!admin_) return 1;
        if (!runtime::prove_broker(config_.bus, producer_, topics_.outcomes, readiness_,
                                   context_)) {
            return 0;  // asked to stop before it was ready
        }
        context_.log.info("packs_loaded",
                          {{"stickers", catalog_->size()}, {"catalogue", catalog_->version()}});
        const std::string group = config_.bus.prefix + "worker";
        const std::string build = std::string(runtime::version()) + " " + runtime::git_id();
        kafka::Consumer consumer(config_.bus.client, group, {topics_.events});
        stream::PumpLimits limits;
        limits.drain = revoke_limit;
        const auto hand_out = [&](stream::Record&& record, stream::Ticket ticket) {
            deciders_.take(std::move(record), std::move(ticket), group, build);
        };
        stream::Pump pump(consumer, clock_, hand_out, limits);
        const int code = read(consumer, pump);
        readiness_.withdraw("draining");
        context_.log.info("draining", {{"in_flight", pump.in_flight()}});
        pump.drain(line_limit);
        deciders_.stop();
        pump.drain(base::Duration{0});  // stores what was under way
        consumer.close(pump, leave_limit);
        context_.log.info("stopped", {});
        return code;
    }

private:
    Desk desk() {
        webapi::Config slack;
        slack.api_url = config_.slack.api_url;
        slack.proxy = config_.slack.proxy;
        slack.no_proxy = config_.slack.no_proxy;
        Members members(slack, tokens_, cache_, clock_, figures_);
        return {std::make_unique<InputReader>(catalog_, std::move(members), cache_, pace_, state_,
                                              figures_),
                std::make_unique<KafkaOutbox>(producer_, topics_, clock_, figures_)};
    }

    // Until a stop is requested, or the client cannot go on.
    int read(kafka::Consumer& consumer, stream::Pump& pump) {
        while (!context_.signals.stop_requested(base::Duration{0})) {
            pump.step(round);
            pulse_.beat(pump, consumer, clock_, figures_);
            if (pump.has_assignment()) readiness_.set("assignment", true, "assigned");
            if (runtime::has_given_up({producer_.state(), consumer.state()}, context_.log))
                return 1;
        }
        return 0;
    }

    std::string state() const {
        return "{" + pulse_.json_fields() + R"(,"redis":)" +
               (redis_.reachable() ? "true" : "false") + R"(,"catalogue":")" + catalog_->version() +
               "\"}";
    }

    const Config& config_;
    runtime::Context& context_;
    const TopicNames topics_;
    base::SystemClock clock_;
    runtime::Readiness readiness_;
    Figures figures_;
    installs::SingleToken tokens_;
    std::shared_ptr<const search::Catalog> catalog_;
    redis::Client redis_;
    RedisCache cache_;
    RedisGuards guards_;
    Pace pace_;
    MemberState state_;
    kafka::Producer producer_;
    Deciders deciders_;
    Pulse pulse_;
    std::unique_ptr<runtime::Admin> admin_;  // last: it asks all of the above
};

}  // namespace

int run(const Config& config, runtime::Context& context) { return App(config, context).run(); }

}  // namespace worker
