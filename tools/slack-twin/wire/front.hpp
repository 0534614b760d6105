// The twin's HTTP side: page, control calls, Web API, response_urls.
#pragma once

#include <atomic>
#include <functional>

#include "libs/http/server.hpp"
#include "libs/telemetry/log.hpp"
#include "libs/websocket/loop.hpp"
#include "tools/slack-twin/control/control.hpp"

namespace twin {

// Every call that touches the Workspace is carried to the loop's thread; the server's thread waits
// for the reply (a command up to 3 s, a see with wait_ms up to 25 s), so there are many of them.
class Front {
public:
    static constexpr std::size_t kThreads = 64;
    static constexpr std::size_t kMaxBodyBytes = 4u << 20;
    static constexpr std::chrono::seconds kLongestAnswer{90};  // a fault may delay one by 60 s
    static constexpr std::chrono::milliseconds kLook{100};  // how often a waiting thread looks up

    Front(websocket::Loop& loop, Workspace& workspace, Control& control, telemetry::Log& log,
          const std::string& address);

    base::Result<int> start();  // the port
    void stop();                // those who wait are answered 503 within kLook

private:
    using Work = std::function<void(const http::Request&, const Reply&)>;
    http::Response on_loop(const Work& work, const http::Request& request);
    void route_assets();

    websocket::Loop& loop_;
    Control& control_;
    std::atomic<bool> stopping_{false};
    http::Server server_;
};

}  // namespace twin
