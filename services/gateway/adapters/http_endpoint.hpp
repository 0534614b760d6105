// HTTP mode: POST /slack/events, verified, published, answered.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/clock.hpp"
#include "libs/base/secret.hpp"
#include "libs/http/server.hpp"
#include "libs/stream/ports.hpp"
#include "libs/telemetry/log.hpp"
#include "services/gateway/adapters/figures.hpp"
#include "services/gateway/adapters/kafka_publisher.hpp"
#include "services/gateway/adapters/reply_waits.hpp"
#include "services/gateway/core/http_arrival.hpp"

namespace gateway {

struct EndpointConfig {
    std::string address;
    std::vector<base::Secret> secrets;
    TopicNames topics;
    std::string instance;  // how replies name this gateway
};

// Answers 200 only after the record is confirmed; 401 without a genuine signature, before anything
// of the body is looked at; 503 while not open (Slack delivers events again, and shows its own sign
// for the rest). An option list or a modal's answer is the worker's, as in Socket Mode. Handlers run
// on the server's threads and block until Kafka, and then the worker, has answered: 2.6 s at most.
class HttpEndpoint {
public:
    HttpEndpoint(EndpointConfig config, stream::Sink& sink, websocket::Loop& loop,
                 const base::Clock& clock, telemetry::Log& log, PrometheusFigures& figures);

    base::Result<int> start();        // the port
    void open(bool open) { open_ = open; }
    void reply(proto::Reply reply) { waits_.reply(std::move(reply)); }  // from any thread
    void stop() { server_.stop(); }   // running requests are answered first

private:
    http::Response take(const http::Request& request);
    http::Response publish(Arrived arrived, base::Time now);
    http::Response bury(const std::string& body, const base::Error& why, base::Time now);
    http::Response refuse(const Arrived& arrived, const proto::Event& event);
    http::Response relay(const Arrived& arrived, const proto::Event& event, ReplyWaits::Wait* wait,
                         SteadyTime received);
    base::Duration passed_since(SteadyTime received) const;
    bool write(const std::string& topic, proto::Wire record);

    EndpointConfig config_;
    stream::Sink& sink_;
    const base::Clock& clock_;
    telemetry::Log& log_;
    PrometheusFigures& figures_;
    ReplyWaits waits_;
    std::atomic<bool> open_{false};
    http::Server server_;
};

}  // namespace gateway
