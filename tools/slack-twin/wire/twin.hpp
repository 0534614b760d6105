// The whole local Slack: workspace, sockets, HTTP and their threads.
#pragma once

#include <string>

#include "libs/base/clock.hpp"
#include "libs/telemetry/log.hpp"
#include "libs/websocket/loop.hpp"
#include "tools/slack-twin/control/control.hpp"
#include "tools/slack-twin/wire/front.hpp"
#include "tools/slack-twin/wire/http_link.hpp"
#include "tools/slack-twin/wire/loop_timers.hpp"
#include "tools/slack-twin/wire/socket_hub.hpp"

namespace twin {

struct TwinConfig {
    int port = 0;             // of page and API; 0: a free one. Always on 127.0.0.1
    std::string request_url;  // not empty: starts in HTTP mode
};

// One composition root, for the program and for tests. Members in dependency order; the loop
// outlives all that runs on it, the front, which lets work in, is last.
class Twin final : private Transport {
public:
    Twin(TwinConfig config, telemetry::Log& log);
    ~Twin() override;  // stop()

    base::Result<int> start();  // the port of page and API
    void stop();                // in any thread but its own

private:
    bool socket_mode() const override { return socket_mode_; }
    int connections() const override { return sockets_.connections(); }
    std::string socket_url(const std::string& ticket) const override;
    void use(bool socket);
    void set_mode(bool socket, const std::string& url, const Tell& tell);
    Switches switches();

    const TwinConfig config_;
    base::SystemClock clock_;
    websocket::Loop loop_;
    LoopTimers timers_;
    Workspace workspace_;
    bool socket_mode_ = true;  // loop's thread
    int socket_port_ = 0;      // set once, before the front starts
    SocketHub sockets_;
    HttpLink requests_;
    Control control_;
    Front front_;
    bool stopped_ = false;
};

}  // namespace twin
