// A gateway: the real Desk between Slack's sockets and the log.
#pragma once

#include <functional>
#include <set>
#include <string>

#include "services/gateway/core/desk.hpp"
#include "tests/simulation/processes/process.hpp"

namespace simulation {

class Gateway final : public Process, gateway::Publisher, gateway::Line, gateway::Figures {
public:
    // `step`: counts one more step of a gateway; false when the program dies at it.
    using Step = std::function<bool()>;
    // `instance`: this life's name, by which workers reply.
    Gateway(Surroundings& around, Place& place, std::string instance, gateway::Connection& newest,
            Step step);
    ~Gateway() override;

    void start() override;
    void stop() override {}
    void socket_cut(gateway::Connection connection) override;
    void hear(const proto::Wire& reply) override;

private:
    void connect();
    void arrive(gateway::Connection connection, std::string frame);
    void publish(gateway::Token token, gateway::Destination to, proto::Wire record) override;
    bool send(gateway::Connection connection, const std::string& frame) override;
    void envelope(std::string_view, std::string_view) override {}
    void acked_after(base::Duration) override {}
    void unacked(std::string_view) override {}

    Surroundings& around_;
    Place& place_;
    const std::string instance_;
    gateway::Connection& newest_;
    Step step_;
    std::set<gateway::Connection> connections_;
    gateway::Desk desk_;
};

}  // namespace simulation
