// Either transport behind one face; nothing above or behind it can tell which one runs.
#pragma once

#include <memory>
#include <string>

#include "libs/runtime/admin.hpp"
#include "libs/runtime/program.hpp"
#include "libs/stream/ports.hpp"
#include "libs/websocket/loop.hpp"
#include "proto/reply.hpp"
#include "services/gateway/adapters/figures.hpp"
#include "services/gateway/adapters/kafka_publisher.hpp"
#include "services/gateway/app/config.hpp"

namespace gateway {

class Transport {
public:
    virtual ~Transport() = default;  // drained, or cut off
    // " http=http://…" for the listening line, empty in Socket Mode.
    virtual base::Result<std::string> listen() = 0;
    virtual void open() = 0;    // the broker is proven: take what Slack sends
    virtual void refresh() = 0;  // every 200 ms: tells readiness how it stands
    // Takes nothing new, answers what is under way, says goodbye; at most `limit`.
    virtual void drain(base::Duration limit) = 0;
    // From any thread: what the worker says to one of our envelopes.
    virtual void reply(proto::Reply reply) = 0;
    virtual bool alive() const = 0;         // for /livez
    virtual std::string state() = 0;  // JSON, for /debug/state
};

struct TransportParts {
    const Config& config;
    runtime::Context& context;
    runtime::Readiness& readiness;
    PrometheusFigures& figures;
    websocket::Loop& loop;
    stream::Sink& sink;
    TopicNames topics;
    const base::Clock& clock;
    std::string instance;  // how replies name this process
};

std::unique_ptr<Transport> make_socket_transport(TransportParts parts);
std::unique_ptr<Transport> make_http_transport(TransportParts parts);

}  // namespace gateway
