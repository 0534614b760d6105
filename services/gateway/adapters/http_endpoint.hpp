// HTTP mode: POST /slack/events, verified, published, answered.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "libs/base/clock.hpp"
#include "libs/base/secret.hpp"
#include "libs/http/server.hpp"
#include "libs/stream/ports.hpp"
#include "libs/telemetry/log.hpp"
#include "services/gateway/adapters/figures.hpp"
#include "services/gateway/adapters/kafka_publisher.hpp"
#include "services/gateway/core/http_arrival.hpp"

namespace gateway {

// Answers 200 only after the record is confirmed; 401 without a genuine signature, before anything
// of the body is looked at; 503 while not open (Slack delivers events again, and shows its own sign
// for the rest). Handlers run on the server's threads and block until Kafka answers, at most 2.6 s.
class HttpEndpoint {
public:
    HttpEndpoint(const std::string& address, std::vector<base::Secret> secrets, stream::Sink& sink,
                 TopicNames topics, const base::Clock& clock, telemetry::Log& log,
                 PrometheusFigures& figures);

    base::Result<int> start();        // the port
    void open(bool open) { open_ = open; }
    void stop() { server_.stop(); }   // running requests are answered first

private:
    http::Response take(const http::Request& request);
    http::Response publish(const Arrived& arrived, base::Time now);
    http::Response bury(const std::string& body, const base::Error& why, base::Time now);
    http::Response answer(const Arrived& arrived, const proto::Event& event, bool durable,
                          SteadyTime received);
    bool write(const std::string& topic, proto::Wire record);

    std::vector<base::Secret> secrets_;
    stream::Sink& sink_;
    TopicNames topics_;
    const base::Clock& clock_;
    telemetry::Log& log_;
    PrometheusFigures& figures_;
    std::atomic<bool> open_{false};
    http::Server server_;
};

}  // namespace gateway
