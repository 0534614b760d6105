// Socket Mode: carries out what SocketPlan decides, and brings frames to the Desk.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "libs/base/clock.hpp"
#include "libs/telemetry/log.hpp"
#include "libs/websocket/client.hpp"
#include "services/gateway/adapters/figures.hpp"
#include "services/gateway/core/desk.hpp"
#include "services/gateway/core/socket_plan.hpp"

namespace gateway {

struct SocketConfig {
    SocketLimits limits;
    std::string proxy, no_proxy;
};

// Lives on the loop's thread: every method but the constructor is called there. Must be destroyed
// there too, before the loop.
class SlackSockets final : public Line {
public:
    SlackSockets(websocket::Loop& loop, SocketConfig config, const base::Clock& clock,
                 telemetry::Log& log, PrometheusFigures& figures);
    ~SlackSockets() override;

    // Who takes the frames, and how to ask for an address; set once, before the first tick.
    void connect_to(Desk& desk, std::function<void(Connection)> ask_url);
    void tick();  // every 100 ms
    void url_answer(Connection connection, base::Result<std::string> url);

    bool send(Connection connection, const std::string& frame) override;

    void drain();      // opens nothing any more
    void close_all();  // says goodbye on every socket
    std::size_t live() const { return plan_.live(); }
    std::size_t count() const { return plan_.count(); }
    // What keeps it from opening and what to do about it; empty when nothing does. No secret.
    std::string trouble() const;

private:
    void carry_out();
    void refused(Connection connection, const base::Error& why);
    void dial(Connection connection, const std::string& url);
    void on_text(Connection connection, std::string&& text);
    void on_hello(Connection connection, const slack::Envelope& hello);
    void on_disconnect(Connection connection, const slack::Envelope& goodbye);
    void gone(Connection connection);
    SteadyTime now() const { return clock_.steady(); }

    websocket::Loop& loop_;
    SocketConfig config_;
    const base::Clock& clock_;
    telemetry::Log& log_;
    PrometheusFigures& figures_;
    SocketPlan plan_;
    Desk* desk_ = nullptr;
    std::function<void(Connection)> ask_url_;
    std::map<Connection, std::unique_ptr<websocket::Client>> clients_;
};

}  // namespace gateway
