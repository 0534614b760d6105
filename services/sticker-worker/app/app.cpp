#include "services/sticker-worker/app/app.hpp"

#include <atomic>
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

namespace worker {
namespace {

constexpr std::size_t threads = 8;
constexpr base::Duration round{100};
constexpr base::Duration drain_limit{4'500};
constexpr base::Duration stuck_after{30'000};  // longer than any one step of any turn

class App {
public:
    App(const Config& config, runtime::Context& context)
        : config_(config),
          context_(context),
          topics_{proto::events_topic.full(config.bus.prefix),
                  proto::actions_topic.full(config.bus.prefix),
                  proto::outcomes_topic.full(config.bus.prefix),
                  proto::dlq_topic.full(config.bus.prefix)},
          figures_(context.metrics),
          tokens_(config.bot_token),
          catalog_(config.catalog),
          redis_(config.redis),
          cache_(redis_, clock_),
          guards_(redis_),
          producer_(config.bus.client),
          deciders_(
              threads, [this] { return desk(); }, guards_, clock_, context.log, figures_) {
        readiness_.expect("kafka", "waiting for the topics");
        readiness_.expect("assignment", "waiting for the group");
    }

    int run() {
        if (!listen()) return 1;
        if (!runtime::prove_broker(config_.bus, producer_, topics_.outcomes, readiness_, context_))
            return 0;
        context_.log.info("packs_loaded",
                          {{"stickers", catalog_->size()}, {"catalogue", catalog_->version()}});
        const std::string group = config_.bus.prefix + "worker";
        const std::string build = std::string(runtime::version()) + " " + runtime::git_id();
        kafka::Consumer consumer(config_.bus.client, group, {topics_.events});
        stream::Pump pump(consumer, clock_, [&](stream::Record&& record, stream::Ticket ticket) {
            deciders_.take(std::move(record), std::move(ticket), group, build);
        });
        const int code = read(consumer, pump);
        readiness_.withdraw("draining");
        context_.log.info("draining", {{"in_flight", pump.in_flight()}});
        pump.drain(drain_limit);
        consumer.close(pump);
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
        return {std::make_unique<InputReader>(catalog_, std::move(members), cache_, figures_),
                std::make_unique<KafkaOutbox>(producer_, topics_)};
    }

    bool listen() {
        auto admin =
            runtime::Admin::start(config_.admin_address, readiness_, context_.metrics,
                                  {[this] { return alive(); }, [this] { return state(); }, {}});
        if (!admin) {
            context_.log.error("cannot_listen", {{"error", admin.error().message()}});
            return false;
        }
        admin_ = std::move(*admin);
        runtime::print_listening("admin=http://127.0.0.1:" + std::to_string(admin_->port()));
        return true;
    }

    // Until a stop is requested, or the client cannot go on.
    int read(kafka::Consumer& consumer, stream::Pump& pump) {
        while (!context_.signals.stop_requested(base::Duration{0})) {
            pump.step(round);
            in_flight_ = pump.in_flight();
            oldest_ = pump.oldest_age().count();
            lag_ = consumer.lag();
            figures_.standing(lag_, in_flight_, base::Duration{oldest_});
            if (pump.has_assignment()) readiness_.set("assignment", true, "assigned");
            const bool fatal = producer_.state().fatal || consumer.state().fatal;
            if (fatal) {
                context_.log.error("kafka_fatal", {{"error", producer_.state().last_error}});
                return 1;  // librdkafka cannot go on; a restart can
            }
        }
        return 0;
    }

    bool alive() const {
        return base::Duration{oldest_} < stuck_after || producer_.state().queued > 0;
    }
    std::string state() const {
        return R"({"in_flight":)" + std::to_string(in_flight_) + R"(,"oldest_ms":)" +
               std::to_string(oldest_) + R"(,"lag":)" + std::to_string(lag_) + R"(,"redis":)" +
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
    kafka::Producer producer_;
    Deciders deciders_;
    std::atomic<std::size_t> in_flight_{0};
    std::atomic<base::Duration::rep> oldest_{0};
    std::atomic<std::int64_t> lag_{0};
    std::unique_ptr<runtime::Admin> admin_;  // last: it asks all of the above
};

}  // namespace

int run(const Config& config, runtime::Context& context) { return App(config, context).run(); }

}  // namespace worker
