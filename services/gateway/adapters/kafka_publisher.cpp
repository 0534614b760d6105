#include "services/gateway/adapters/kafka_publisher.hpp"

#include <utility>

namespace gateway {

KafkaPublisher::KafkaPublisher(stream::Sink& sink, websocket::Loop& loop, TopicNames topics,
                               Figures& figures)
    : sink_(sink), loop_(loop), topics_(std::move(topics)), figures_(figures) {}

void KafkaPublisher::deliver_to(std::function<void(Token, bool durable)> receiver) {
    *receiver_ = std::move(receiver);
}

void KafkaPublisher::publish(Token token, Destination to, proto::Wire record) {
    const std::string& topic = to == Destination::events ? topics_.events : topics_.dead_letters;
    stream::OutRecord out{topic, std::move(record.key), std::move(record.headers),
                          std::move(record.value), std::nullopt};
    sink_.publish(std::move(out), [&loop = loop_, &figures = figures_, receiver = receiver_,
                                   token](const base::Result<stream::Position>& where) {
        if (!where && where.error().code == "queue_full") figures.limit_reached("queue");
        // On the producer's thread, or inside publish() when its queue is full: never answer there.
        loop.post([receiver, token, durable = where.ok()] { (*receiver)(token, durable); });
    });
}

}  // namespace gateway
