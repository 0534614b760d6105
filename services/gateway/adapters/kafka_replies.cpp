#include "services/gateway/adapters/kafka_replies.hpp"

#include <utility>

#include "services/gateway/core/replies/read_reply.hpp"

namespace gateway {
namespace {

constexpr base::Duration position_limit{1'000};  // a stop waits for it
constexpr base::Duration look_again{200};
constexpr base::Duration poll_limit{100};
constexpr std::size_t records_at_once = 500;

}  // namespace

KafkaReplies::KafkaReplies(const kafka::ClientConfig& config, const std::string& topic,
                           std::string instance, Receiver receiver, PrometheusFigures& figures,
                           telemetry::Log& log)
    : tail_(config, topic),
      instance_(std::move(instance)),
      receiver_(std::move(receiver)),
      figures_(figures),
      log_(log),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

void KafkaReplies::run(const std::stop_token& stop) {
    find_the_end(stop);
    while (!stop.stop_requested()) {
        for (auto& record : tail_.poll(poll_limit, records_at_once)) take(std::move(record));
    }
}

void KafkaReplies::find_the_end(const std::stop_token& stop) {
    std::string told;
    while (!stop.stop_requested()) {
        const auto found = tail_.position(position_limit);
        if (found) {
            positioned_ = true;
            return;
        }
        if (found.error().message() != told) {
            told = found.error().message();
            log_.info("waiting_for_replies_topic", {{"why", told}});
        }
        std::this_thread::sleep_for(look_again);
    }
}

void KafkaReplies::take(stream::Record&& record) {
    const proto::Wire wire{std::move(record.key), std::move(record.headers),
                           std::move(record.value)};
    auto reply = read_reply(wire, instance_);
    if (!reply) {
        figures_.reply("malformed");
        return log_.warn("reply_malformed", {{"error", reply.error().message()}});
    }
    if (!*reply) return figures_.reply("foreign");
    receiver_(std::move(**reply));
}

}  // namespace gateway
