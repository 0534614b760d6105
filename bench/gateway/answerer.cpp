#include "bench/gateway/answerer.hpp"

#include <stdexcept>
#include <utility>

#include "proto/event.hpp"
#include "proto/reply.hpp"

namespace bench {
namespace {

using namespace std::chrono_literals;

kafka::ClientConfig config_for(const std::string& brokers) {
    kafka::ClientConfig config;
    config.brokers = brokers;
    config.extra = {{"fetch.wait.max.ms", "10"}};
    return config;
}

}  // namespace

Answerer::Answerer(const std::string& brokers)
    : producer_(config_for(brokers)), tail_(config_for(brokers), "sticker.events.v1") {
    if (const auto found = tail_.position(5s); !found)
        throw std::runtime_error(found.error().message());
    (void)producer_.warm({"sticker.replies.v1"}, 5s);
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void Answerer::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        for (auto& record : tail_.poll(50ms, 500)) {
            const auto event = proto::decode_event(
                {std::move(record.key), std::move(record.headers), std::move(record.value)});
            if (!event || !event->reply_by) continue;
            auto reply = proto::encode(proto::Reply{event->id, event->envelope_id, event->reply_to,
                                                    *event->reply_by, event->trace,
                                                    R"({"options":[]})"});
            producer_.publish({"sticker.replies.v1", std::move(reply.key),
                               std::move(reply.headers), std::move(reply.value),
                               {}},
                              [](const base::Result<stream::Position>&) {});
        }
    }
}

}  // namespace bench
