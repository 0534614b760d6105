// Socket Mode: carries out what SocketPlan and Lease decide, and brings frames to the Desk.
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
#include "services/gateway/core/lease.hpp"
#include "services/gateway/core/socket_plan.hpp"

namespace gateway {

struct SocketConfig {
    SocketLimits limits;  // `sockets`: those wanted
    std::string proxy, no_proxy;
    base::Duration close_timeout{1'000};  // for the peer's goodbye; then TCP is dropped
};

// What SlackSockets asks of others, who answer later on the loop's thread: url_answer, lease_answer.
struct SocketQuestions {
    std::function<void(Connection)> ask_url;
    std::function<void(const LeaseClaim&)> claim;
};

// Lives on the loop's thread: every method but the constructor is called there. Must be destroyed
// there too, before the loop.
class SlackSockets final : public Line {
public:
    SlackSockets(websocket::Loop& loop, SocketConfig config, const base::Clock& clock,
                 telemetry::Log& log, PrometheusFigures& figures);
    ~SlackSockets() override;

    // Who takes the frames, and who is asked; set once, before the first tick.
    void connect_to(Desk& desk, SocketQuestions questions);
    void tick();  // every 100 ms
    void url_answer(Connection connection, base::Result<std::string> url);
    void lease_answer(const base::Result<LeaseAnswer>& answer);

    bool send(Connection connection, const std::string& frame) override;

    void drain();      // opens nothing any more
    void close_all();  // says goodbye on every socket
    std::size_t live() const { return plan_.live(); }
    std::size_t count() const { return plan_.count(); }
    const Lease& lease() const { return lease_; }
    // What keeps it from opening and what to do about it; empty when nothing does. No secret.
    std::string trouble() const;

private:
    void step();  // lease and plan
    void carry_out();
    void carry_out(const Command& command, websocket::Client& client);
    void say_goodbyes();
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
    Lease lease_;
    Desk* desk_ = nullptr;
    SocketQuestions questions_;
    std::map<Connection, std::unique_ptr<websocket::Client>> clients_;
    std::map<Connection, SteadyTime> closing_;  // until their acks are out, at most until then
};

}  // namespace gateway
