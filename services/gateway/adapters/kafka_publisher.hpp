// Publisher on Kafka: confirms come back on the loop's thread.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "libs/stream/ports.hpp"
#include "libs/websocket/loop.hpp"
#include "services/gateway/core/ports.hpp"

namespace gateway {

struct TopicNames {
    std::string events, dead_letters;
};

// Used on the loop's thread. The loop must outlive the sink, whose last confirms are posted to it; a
// confirm that comes after the receiver's end must find that out by itself (a weak pointer).
class KafkaPublisher final : public Publisher {
public:
    KafkaPublisher(stream::Sink& sink, websocket::Loop& loop, TopicNames topics, Figures& figures);

    // Who hears of every publish; set once, before the first.
    void deliver_to(std::function<void(Token, bool durable)> receiver);
    void publish(Token token, Destination to, proto::Wire record) override;

private:
    stream::Sink& sink_;
    websocket::Loop& loop_;
    TopicNames topics_;
    Figures& figures_;
    using Receiver = std::function<void(Token, bool)>;
    std::shared_ptr<Receiver> receiver_ = std::make_shared<Receiver>();
};

}  // namespace gateway
