#include "services/gateway/app/app.hpp"

#include <memory>
#include <utility>

#include "libs/crypto/hash.hpp"
#include "libs/kafka/producer.hpp"
#include "libs/runtime/admin.hpp"
#include "proto/event.hpp"
#include "proto/topics.hpp"
#include "services/gateway/adapters/figures.hpp"
#include "services/gateway/app/transport.hpp"

namespace gateway {
namespace {

constexpr base::Duration drain_limit{4'500};
constexpr base::Duration look_every{200};
constexpr base::Duration probe_again{500};
constexpr base::Duration warm_limit{5'000};

class App {
public:
    App(const Config& config, runtime::Context& context)
        : config_(config),
          context_(context),
          figures_(context.metrics),
          producer_(config.bus.client),
          transport_(make(config.socket_mode)) {
        readiness_.expect("kafka", "waiting for the topics");
    }

    int run() {
        if (!listen()) return 1;
        if (!prove_broker()) return 0;  // asked to stop before it was ready
        transport_->open();
        while (!context_.signals.stop_requested(look_every)) {
            transport_->refresh();
            const kafka::ClientState state = producer_.state();
            if (state.fatal) {
                context_.log.error("kafka_fatal", {{"error", state.last_error}});
                return 1;  // librdkafka cannot go on; a restart can
            }
        }
        readiness_.withdraw("draining");
        context_.log.info("draining", {});
        transport_->drain(drain_limit);
        context_.log.info("stopped", {});
        return 0;
    }

private:
    TransportParts parts() {
        return {config_, context_, readiness_, figures_, loop_, producer_,
                TopicNames{proto::events_topic.full(config_.bus.prefix),
                           proto::dlq_topic.full(config_.bus.prefix)},
                clock_};
    }

    std::unique_ptr<Transport> make(bool socket_mode) {
        return socket_mode ? make_socket_transport(parts()) : make_http_transport(parts());
    }

    bool listen() {
        const auto http = transport_->listen();
        auto admin = runtime::Admin::start(
            config_.admin_address, readiness_, context_.metrics,
            {[this] { return transport_->alive(); }, [this] { return transport_->state(); }, {}});
        if (!http || !admin) {
            const base::Error& why = http ? admin.error() : http.error();
            context_.log.error("cannot_listen", {{"error", why.message()}});
            return false;
        }
        admin_ = std::move(*admin);
        runtime::print_listening("admin=http://127.0.0.1:" + std::to_string(admin_->port()) + *http);
        return true;
    }

    // Metadata of all topics, a producer id, and one record of ours that all replicas confirmed: only
    // then can an envelope be acked in time. False: asked to stop first.
    bool prove_broker() {
        if (!runtime::wait_for_topics(config_.bus, runtime::topic_plans(config_.bus), context_)) return false;
        const std::string events = proto::events_topic.full(config_.bus.prefix);
        do {
            readiness_.set("kafka", false, "waiting for a confirmed probe record");
            const auto warm = producer_.warm({events, proto::dlq_topic.full(config_.bus.prefix)}, warm_limit);
            proto::Wire probe = proto::encode_probe(crypto::random_hex(4), clock_.now());
            const auto confirmed = kafka::publish_and_wait(
                producer_, {events, probe.key, probe.headers, probe.value, std::nullopt});
            if (warm && confirmed) {
                readiness_.set("kafka", true, "probe confirmed");
                context_.log.info("kafka_proven", {{"brokers", config_.bus.client.brokers}});
                return true;
            }
            const base::Error& why = warm ? confirmed.error() : warm.error();
            context_.log.warn("kafka_not_proven", {{"error", why.message()}});
        } while (!context_.signals.stop_requested(probe_again));
        return false;
    }

    const Config& config_;
    runtime::Context& context_;
    base::SystemClock clock_;
    runtime::Readiness readiness_;
    PrometheusFigures figures_;
    websocket::Loop loop_;      // before the producer, whose last confirms are posted to it
    kafka::Producer producer_;
    std::unique_ptr<Transport> transport_;
    std::unique_ptr<runtime::Admin> admin_;  // last: it asks all of the above
};

}  // namespace

int run(const Config& config, runtime::Context& context) { return App(config, context).run(); }

}  // namespace gateway
