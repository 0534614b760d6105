// A worker that the test directs, as far as the gateway sees one: it reads the events from their
// end and answers those that wait for a reply.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "libs/base/mutex.hpp"
#include "libs/kafka/producer.hpp"
#include "libs/kafka/tail/tail.hpp"
#include "proto/event.hpp"
#include "proto/reply.hpp"
#include "proto/topics.hpp"

namespace gateway_tests {

inline proto::Reply reply_to(const proto::Event& event, std::string payload) {
    return {event.id, event.envelope_id, event.reply_to, *event.reply_by, event.trace,
            std::move(payload)};
}

class AnsweringWorker {
public:
    using Answers = std::function<std::vector<proto::Wire>(const proto::Event&)>;

    // `answers`: the records for the replies topic, on the own thread.
    AnsweringWorker(const kafka::ClientConfig& config, const std::string& prefix, Answers answers)
        : replies_topic_(proto::replies_topic.full(prefix)),
          answers_(std::move(answers)),
          producer_(config),
          tail_(config, proto::events_topic.full(prefix)) {
        while (!tail_.position(std::chrono::seconds{5})) std::this_thread::yield();
        thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
    }

    std::vector<proto::Event> events() const {
        base::Lock lock(mutex_);
        return events_;
    }

private:
    void run(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            for (auto& record : tail_.poll(std::chrono::milliseconds{50}, 100)) {
                take({std::move(record.key), std::move(record.headers), std::move(record.value)});
            }
        }
    }
    void take(const proto::Wire& wire) {
        const auto event = proto::decode_event(wire);
        if (!event) return;
        if (event->reply_by) {
            for (auto& reply : answers_(*event)) {
                producer_.publish({replies_topic_, reply.key, reply.headers, reply.value, {}},
                                  [](const base::Result<stream::Position>&) {});
            }
        }
        base::Lock lock(mutex_);
        events_.push_back(*event);
    }

    const std::string replies_topic_;
    const Answers answers_;
    kafka::Producer producer_;
    kafka::Tail tail_;
    mutable base::Mutex mutex_;
    std::vector<proto::Event> events_ GUARDED_BY(mutex_);
    std::jthread thread_;
};

}  // namespace gateway_tests
