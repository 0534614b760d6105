#include "services/gateway/app/app.hpp"

#include <memory>
#include <utility>

#include "libs/kafka/producer.hpp"
#include "libs/runtime/admin.hpp"
#include "proto/topics.hpp"
#include "services/gateway/adapters/figures.hpp"
#include "services/gateway/app/transport.hpp"

namespace gateway {
namespace {

constexpr base::Duration drain_limit{4'500};
constexpr base::Duration look_every{200};

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
        if (!runtime::prove_broker(config_.bus, producer_,
                                   proto::events_topic.full(config_.bus.prefix), readiness_,
                                   context_)) {
            return 0;  // asked to stop before it was ready
        }
        transport_->open();
        while (!context_.signals.stop_requested(look_every)) {
            transport_->refresh();
            if (runtime::has_given_up({producer_.state()}, context_.log)) return 1;
        }
        readiness_.withdraw("draining");
        context_.log.info("draining", {});
        transport_->drain(drain_limit);
        context_.log.info("stopped", {});
        return 0;
    }

private:
    TransportParts parts() {
        return {config_,
                context_,
                readiness_,
                figures_,
                loop_,
                producer_,
                TopicNames{proto::events_topic.full(config_.bus.prefix),
                           proto::dlq_topic.full(config_.bus.prefix)},
                clock_};
    }

    std::unique_ptr<Transport> make(bool socket_mode) {
        return socket_mode ? make_socket_transport(parts()) : make_http_transport(parts());
    }

    bool listen() {
        const auto http = transport_->listen();
        if (!http) {
            context_.log.error("cannot_listen", {{"error", http.error().message()}});
            return false;
        }
        admin_ = runtime::open_admin(
            config_.admin_address, readiness_, context_,
            {[this] { return transport_->alive(); }, [this] { return transport_->state(); }, {}},
            *http);
        return admin_ != nullptr;
    }

    const Config& config_;
    runtime::Context& context_;
    base::SystemClock clock_;
    runtime::Readiness readiness_;
    PrometheusFigures figures_;
    websocket::Loop loop_;  // before the producer, whose last confirms are posted to it
    kafka::Producer producer_;
    std::unique_ptr<Transport> transport_;
    std::unique_ptr<runtime::Admin> admin_;  // last: it asks all of the above
};

}  // namespace

int run(const Config& config, runtime::Context& context) { return App(config, context).run(); }

}  // namespace gateway
