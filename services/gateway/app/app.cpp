#include "services/gateway/app/app.hpp"

#include <memory>
#include <utility>

#include "libs/crypto/hash.hpp"
#include "libs/kafka/producer.hpp"
#include "libs/runtime/admin.hpp"
#include "proto/topics.hpp"
#include "services/gateway/adapters/figures.hpp"
#include "services/gateway/adapters/kafka_replies.hpp"
#include "services/gateway/app/transport.hpp"

namespace gateway {
namespace {

constexpr base::Duration drain_limit{4'500};
constexpr base::Duration look_every{200};
constexpr base::Duration look_soon{20};

class App {
public:
    App(const Config& config, runtime::Context& context)
        : config_(config),
          context_(context),
          figures_(context.metrics),
          producer_(config.bus.client),
          transport_(make(config.socket_mode)),
          replies_(config.bus.client, proto::replies_topic.full(config.bus.prefix), instance_,
                   [this](proto::Reply reply) { transport_->reply(std::move(reply)); }, figures_,
                   context.log) {
        readiness_.expect("kafka", "waiting for the topics");
        readiness_.expect("replies", "waiting for the end of the replies topic");
    }

    int run() {
        if (!listen()) return 1;
        if (!runtime::prove_broker(config_.bus, producer_,
                                   proto::events_topic.full(config_.bus.prefix), readiness_,
                                   context_) ||
            !can_hear_replies()) {
            return 0;  // asked to stop before it was ready
        }
        transport_->open();
        while (!context_.signals.stop_requested(look_every)) {
            transport_->refresh();
            if (runtime::has_given_up({producer_.state(), replies_.state()}, context_.log)) return 1;
        }
        readiness_.withdraw("draining");
        context_.log.info("draining", {});
        transport_->drain(drain_limit);
        context_.log.info("stopped", {});
        return 0;
    }

private:
    // Before the first envelope is taken, so that no reply can be written where nobody looks.
    bool can_hear_replies() {
        while (!replies_.positioned()) {
            if (context_.signals.stop_requested(look_soon)) return false;
        }
        readiness_.set("replies", true, "reading from the end");
        return true;
    }

    TransportParts parts() {
        return {config_,
                context_,
                readiness_,
                figures_,
                loop_,
                producer_,
                TopicNames{proto::events_topic.full(config_.bus.prefix),
                           proto::dlq_topic.full(config_.bus.prefix)},
                clock_,
                instance_};
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
    // A new one each time: what was said to an earlier process is no business of this one.
    const std::string instance_ = config_.bus.client.client_id + "-" + crypto::random_hex(4);
    runtime::Readiness readiness_;
    PrometheusFigures figures_;
    websocket::Loop loop_;  // before the producer, whose last confirms are posted to it
    kafka::Producer producer_;
    std::unique_ptr<Transport> transport_;
    KafkaReplies replies_;  // after the transport: its thread hands over to it
    std::unique_ptr<runtime::Admin> admin_;  // last: it asks all of the above
};

}  // namespace

int run(const Config& config, runtime::Context& context) { return App(config, context).run(); }

}  // namespace gateway
