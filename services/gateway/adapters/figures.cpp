#include "services/gateway/adapters/figures.hpp"

namespace gateway {
namespace {

double seconds(base::Duration duration) { return static_cast<double>(duration.count()) / 1000.0; }

}  // namespace

PrometheusFigures::PrometheusFigures(telemetry::Metrics& metrics)
    : metrics_(metrics),
      ack_seconds_(metrics.histogram("gateway_ack_seconds",
                                     "From receipt of an envelope to its bare ack",
                                     telemetry::latency_buckets())),
      reply_seconds_(metrics.histogram("gateway_reply_seconds",
                                       "From receipt of an envelope to the ack with the worker's reply",
                                       telemetry::latency_buckets())) {}

void PrometheusFigures::envelope(std::string_view kind, std::string_view outcome) {
    metrics_.counter("gateway_envelopes_total", "Deliveries by kind and what became of them",
                     {{"kind", std::string(kind)}, {"outcome", std::string(outcome)}})
        .add();
}

void PrometheusFigures::acked_after(base::Duration since_receipt) {
    ack_seconds_.observe(seconds(since_receipt));
}

void PrometheusFigures::replied_after(base::Duration since_receipt) {
    reply_seconds_.observe(seconds(since_receipt));
}

void PrometheusFigures::reply(std::string_view outcome) {
    metrics_.counter("gateway_replies_total", "Records of the replies topic by what became of them",
                     {{"outcome", std::string(outcome)}})
        .add();
}

void PrometheusFigures::limit_reached(std::string_view limit) {
    metrics_.counter("gateway_limit_reached_total",
                     "Deliveries refused at once because a bound was reached",
                     {{"limit", std::string(limit)}})
        .add();
}

void PrometheusFigures::unacked(std::string_view reason) {
    metrics_.counter("gateway_unacked_total", "Deliveries left for Slack to repeat, by reason",
                     {{"reason", std::string(reason)}})
        .add();
}

void PrometheusFigures::refused_request(std::string_view verdict) {
    metrics_.counter("gateway_refused_requests_total", "HTTP requests answered 401, by reason",
                     {{"reason", std::string(verdict)}})
        .add();
}

void PrometheusFigures::connect_failed(std::string_view reason) {
    metrics_.counter("gateway_connect_failures_total", "Failed ways to a live socket, by reason",
                     {{"reason", std::string(reason)}})
        .add();
}

void PrometheusFigures::disconnected(std::string_view reason) {
    metrics_.counter("gateway_disconnects_total", "Disconnect frames by Slack's reason",
                     {{"reason", std::string(reason)}})
        .add();
}

void PrometheusFigures::sockets(std::size_t live, std::size_t all) {
    metrics_.gauge("gateway_sockets_live", "Sockets after hello").set(static_cast<double>(live));
    metrics_.gauge("gateway_sockets", "Sockets in any state").set(static_cast<double>(all));
}

void PrometheusFigures::lease(std::size_t wanted, std::size_t leased, bool away) {
    metrics_.gauge("gateway_sockets_wanted", "SLACK_SOCKETS").set(static_cast<double>(wanted));
    metrics_.gauge("gateway_sockets_leased", "This replica's share of the app's 8, by Redis")
        .set(static_cast<double>(leased));
    metrics_.gauge("gateway_lease_redis_away", "Whether Redis does not answer (1): what was held is kept")
        .set(away ? 1 : 0);
}

void PrometheusFigures::slack_counts(int connections) {
    metrics_.gauge("gateway_slack_num_connections",
                   "What Slack's last hello counted for this app; more than all replicas hold: ghosts")
        .set(connections);
}

void PrometheusFigures::under_way(std::size_t envelopes) {
    metrics_.gauge("gateway_inflight", "Envelopes received and not yet answered")
        .set(static_cast<double>(envelopes));
}

}  // namespace gateway
