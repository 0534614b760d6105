#include "services/sticker-worker/adapters/figures.hpp"

namespace worker {
namespace {

double seconds(base::Duration duration) { return static_cast<double>(duration.count()) / 1000.0; }

}  // namespace

Figures::Figures(telemetry::Metrics& metrics)
    : metrics_(metrics),
      seconds_(metrics.histogram("worker_decided_seconds",
                                 "From receipt of a delivery to its confirmed actions and decision",
                                 telemetry::latency_buckets())) {}

void Figures::turned(const Story& story, base::Duration age) {
    if (!story.skipped.empty()) {
        metrics_
            .counter("worker_skipped_total", "Records that are not for the worker, by reason",
                     {{"reason", story.skipped}})
            .add();
        return;
    }
    if (story.publish_failures > 0) {
        metrics_
            .counter("worker_publish_failures_total",
                     "Writes that were not confirmed and tried again")
            .add(story.publish_failures);
    }
    if (story.keep_failures > 0) {
        metrics_
            .counter(
                "worker_keep_failures_total",
                "Changes of a member's state that Redis did not take and that were tried again")
            .add(story.keep_failures);
    }
    if (story.dead) {
        metrics_
            .counter("worker_dead_total", "Records given to the dead letters, by reason",
                     {{"reason", std::string(proto::to_text(*story.dead))}})
            .add();
        return;
    }
    metrics_
        .counter("worker_decisions_total", "Events decided, by what they were and which rule held",
                 {{"type", story.type}, {"rule", story.rule}})
        .add();
    seconds_.observe(seconds(age));
}

void Figures::member_read(const std::string& from) {
    metrics_
        .counter("worker_member_reads_total", "Where a member's locale and name came from",
                 {{"from", from}})
        .add();
}

void Figures::search(const std::string& from) {
    metrics_
        .counter("worker_searches_total", "Where a page of stickers came from", {{"from", from}})
        .add();
}

void Figures::reply(const std::string& end) {
    metrics_
        .counter("worker_replies_total",
                 "Answers for the ack of an envelope, by what became of them", {{"end", end}})
        .add();
}

void Figures::standing(std::int64_t lag, std::size_t in_flight, base::Duration oldest) {
    metrics_.gauge("worker_lag_records", "Records of our partitions that are not done yet")
        .set(static_cast<double>(lag));
    metrics_.gauge("worker_inflight", "Records read and not done yet")
        .set(static_cast<double>(in_flight));
    metrics_.gauge("worker_oldest_seconds", "Age of the oldest record read and not done yet")
        .set(seconds(oldest));
}

}  // namespace worker
