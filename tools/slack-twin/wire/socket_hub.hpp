// Socket Mode: the app's WebSocket connections.
#pragma once

#include <map>
#include <string>

#include "libs/telemetry/log.hpp"
#include "libs/websocket/server.hpp"
#include "tools/slack-twin/api/socket_fault.hpp"
#include "tools/slack-twin/delivery/link.hpp"
#include "tools/slack-twin/team/workspace.hpp"

namespace twin {

// docs.slack.dev "Using Socket Mode": at most 10 connections of an app; each payload goes to one of
// them (here: in turn); hello first; a text frame from the app of more than 20,480 bytes closes the
// connection with 1009. A connection lives about 5 hours, or 360 s with debug_reconnects=true, and
// is warned 10 s before. An ack may come on any of the connections. All but start() and stop() on
// the loop's thread.
class SocketHub final : public Link {
public:
    static constexpr std::size_t kMaxConnections = 10;
    static constexpr std::size_t kMaxFrameBytes = 20'480;
    static constexpr std::chrono::seconds kPing{10}, kWarning{10}, kLife{18'060}, kShortLife{360};

    SocketHub(websocket::Loop& loop, Workspace& workspace, telemetry::Log& log);

    base::Result<int> start(const std::string& address);  // the port
    void stop();

    std::string send(const Attempt& attempt) override;
    // Ghosts count too, as Slack counts what it has not yet noticed to be dead.
    int connections() const { return static_cast<int>(sockets_.size()) + faults_.ghosts; }
    // Off: every connection is told link_disabled and closed, and so is every new one.
    void enable(bool on);
    // Open connections that it reached at once. Connections that were sent a warning are closed
    // kWarning later, those sent another disconnect frame at once.
    int order(const SocketFault& fault);
    void forget_faults();

private:
    struct Socket {
        int number = 0;
        bool greeted = false;  // with hello; else it gets no envelope
        bool leaving = false;  // told to go: gets an envelope only when there is no other
        bool mute = false;     // answers no ping and sends none
        bool dead = false;     // half-open: nothing is heard of it, what is sent to it goes
    };
    using Sockets = std::map<websocket::ConnectionId, Socket>;
    // Faults that wait for their moment.
    struct Waiting {
        int no_hello = 0, no_pong = 0, ghosts = 0, refuse = 0, refuse_status = 0;
        int drop_after = 0, delayed = 0;
        base::Duration delay{0};
    };
    int upgrade(const std::string& target);
    void opened(websocket::ConnectionId id, const std::string& target);
    void heard(websocket::ConnectionId id, const std::string& text);
    void closed(websocket::ConnectionId id, int code);
    void turn_away(websocket::ConnectionId id, const std::string& reason);
    void warn(websocket::ConnectionId id);
    void ping_all();
    Sockets::value_type* next_socket();
    bool lost_to_ghost();
    void transmit(websocket::ConnectionId id, const std::string& frame);
    int disconnect(const std::string& reason, int times);
    int for_oldest(int times, const std::function<void(websocket::ConnectionId, Socket&)>& what);

    Workspace& workspace_;
    telemetry::Log& log_;
    Sockets sockets_;
    Waiting faults_;
    websocket::ConnectionId last_used_ = 0;
    int numbers_ = 0, turns_ = 0;
    bool enabled_ = true;
    websocket::Loop& loop_;
    std::unique_ptr<websocket::Server> server_;
};

}  // namespace twin
