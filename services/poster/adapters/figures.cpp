#include "services/poster/adapters/figures.hpp"

#include <array>
#include <string_view>

namespace poster {
namespace {

constexpr std::array<std::string_view, 8> verdicts{
    "done", "throttled", "not_done", "unsure", "refused", "closed", "unnamed", "token_dead"};

double seconds(base::Duration duration) { return static_cast<double>(duration.count()) / 1000.0; }

}  // namespace

Figures::Figures(telemetry::Metrics& metrics)
    : metrics_(metrics),
      visible_seconds_(metrics.histogram("poster_done_seconds",
                                         "From the member's act to Slack's ok, by lane",
                                         telemetry::latency_buckets(), {{"lane", "visible"}})),
      private_seconds_(metrics.histogram("poster_done_seconds",
                                         "From the member's act to Slack's ok, by lane",
                                         telemetry::latency_buckets(), {{"lane", "private"}})) {}

void Figures::skipped(const std::string& reason) {
    metrics_
        .counter("poster_skipped_total", "Records that are not for the poster, by reason",
                 {{"reason", reason}})
        .add();
}

void Figures::called(const std::string& method, const Verdict& verdict, base::Duration took) {
    const std::string kind(verdicts[static_cast<std::size_t>(verdict.kind)]);
    metrics_
        .counter("poster_calls_total", "Calls to Slack, by method and what came of them",
                 {{"method", method}, {"verdict", kind}})
        .add();
    metrics_
        .histogram("poster_call_seconds", "How long a call to Slack took",
                   telemetry::latency_buckets(), {{"method", method}})
        .observe(seconds(took));
}

void Figures::ended(const Delivery& delivery, base::Duration age) {
    const auto end = delivery.ending();
    metrics_
        .counter("poster_actions_total", "Actions that have ended, by method and how",
                 {{"method", std::string(to_text(delivery.action.method))},
                  {"end", std::string(to_text(end))}})
        .add();
    if (end != proto::End::done) return;
    const bool visible = delivery.action.lane == proto::Lane::visible;
    (visible ? visible_seconds_ : private_seconds_).observe(seconds(age));
}

void Figures::buried(const Delivery& delivery) {
    metrics_
        .counter("poster_dead_total", "Records given to the dead letters unsent, by reason",
                 {{"reason", std::string(proto::to_text(delivery.place.reason))}})
        .add();
}

void Figures::failed() {
    metrics_.counter("poster_failures_total", "Steps that threw; see the log").add();
}

void Figures::standing(const Standing& standing) {
    const auto set = [this](const char* name, const char* help, double value,
                            const telemetry::Labels& labels = {}) {
        metrics_.gauge(name, help, labels).set(value);
    };
    set("poster_lag_records", "Records of our partitions that are not done yet",
        static_cast<double>(standing.lag));
    set("poster_inflight", "Records read and not done yet",
        static_cast<double>(standing.in_flight));
    set("poster_oldest_seconds", "Age of the oldest record read and not done yet",
        seconds(standing.oldest));
    set("poster_waiting", "Actions in the lanes, the one in flight included",
        static_cast<double>(standing.visible_waiting), {{"lane", "visible"}});
    set("poster_waiting", "Actions in the lanes, the one in flight included",
        static_cast<double>(standing.private_waiting), {{"lane", "private"}});
    set("poster_store_up", "1 while Redis answers; else visible posts wait and private ones go on",
        standing.store_reachable ? 1 : 0);
}

}  // namespace poster
