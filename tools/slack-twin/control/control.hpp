// The control calls under /twin/, for the page and for tests.
#pragma once

#include <functional>

#include "tools/slack-twin/api/call.hpp"
#include "tools/slack-twin/api/socket_fault.hpp"
#include "tools/slack-twin/control/members.hpp"
#include "tools/slack-twin/control/watchers.hpp"

namespace twin {

// What only the composition root can do.
struct Switches {
    // Turns Socket Mode on or off; `url` may name a new Request URL. Tells {"socket",…} when done.
    std::function<void(bool socket, const std::string& url, const Tell&)> mode;
    // Orders a fault of the sockets; how many open connections it reached at once.
    std::function<int(const SocketFault&)> socket_fault;
    std::function<void()> reset;  // beyond the Workspace: the mode, faults of the sockets
};

// Everything on the Workspace's thread. Shapes: interface.md; errors are 400/404 with {"error":
// why}.
class Control {
public:
    Control(Workspace& workspace, Switches switches);

    void answer(const http::Request& request, const Reply& reply);

private:
    void see(const http::Request& request, const Tell& tell);
    Told world() const;
    Told set_world(const Json& order);
    Told faults(const Json& order);
    Told socket_fault(const Json& order);
    bool act(const std::string& name, const Json& order, const Tell& tell);
    void mode(const Json& order, const Tell& tell);
    Told reset();
    bool post(const std::string& name, const Json& order, const Tell& tell);

    Workspace& workspace_;
    Switches switches_;
    Watchers watchers_;
};

}  // namespace twin
