// The replies topic, read by every gateway: all partitions from their end, no group, no commits.
#pragma once

#include <atomic>
#include <functional>
#include <stop_token>
#include <string>
#include <thread>

#include "libs/kafka/tail/tail.hpp"
#include "libs/telemetry/log.hpp"
#include "proto/reply.hpp"
#include "services/gateway/adapters/figures.hpp"

namespace gateway {

// Has a thread of its own, which finds the topic (for as long as that takes) and then hands over
// what is ours. What is another gateway's is dropped and counted.
class KafkaReplies {
public:
    using Receiver = std::function<void(proto::Reply)>;

    // `instance`: as the `x-reply-to` of our records. `receiver` is called on the own thread; what
    // it uses must outlive this.
    KafkaReplies(const kafka::ClientConfig& config, const std::string& topic, std::string instance,
                 Receiver receiver, PrometheusFigures& figures, telemetry::Log& log);

    // Whether every reply that is written from now on will be seen.
    bool positioned() const { return positioned_; }
    kafka::ClientState state() const { return tail_.state(); }

private:
    void run(const std::stop_token& stop);
    void find_the_end(const std::stop_token& stop);
    void take(stream::Record&& record);

    kafka::Tail tail_;
    const std::string instance_;
    const Receiver receiver_;
    PrometheusFigures& figures_;
    telemetry::Log& log_;
    std::atomic<bool> positioned_{false};
    std::jthread thread_;  // last: it uses all of the above
};

}  // namespace gateway
