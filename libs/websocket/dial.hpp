// From a host name to a TCP connection, through a proxy or not. For this room's sources only.
// C++17.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <asio.hpp>

#include "libs/base/result.hpp"
#include "libs/websocket/loop.hpp"
#include "libs/websocket/proxy.hpp"
#include "libs/websocket/wire.hpp"

namespace websocket {

using Endpoints = std::vector<asio::ip::tcp::endpoint>;

// One try, on the loop's thread: resolve, connect to one address after the other, ask the proxy for
// a tunnel. Calls `done` once, later; never after stop(). The socket must live until then.
class Dial : public std::enable_shared_from_this<Dial> {
public:
    using Done = std::function<void(base::Result<void>)>;

    // Until `deadline` every address gets an equal share of the time left; what happens at the
    // deadline itself is the caller's business.
    Dial(Loop& loop, asio::ip::tcp::socket& socket, Target target, Proxy proxy,
         std::chrono::steady_clock::time_point deadline, Done done);
    void start();
    void stop() { stopped_ = true; }

private:
    void connect_next(const std::error_code& last_error);
    void connected();
    void read_answer(const std::error_code& error);
    void judge_answer(const std::error_code& error, std::size_t head_size);
    void finish(base::Result<void> result);
    const std::string& first_host() const {
        return proxy_.host.empty() ? target_.host : proxy_.host;
    }

    Loop& loop_;
    asio::ip::tcp::socket& socket_;
    const Target target_;
    const Proxy proxy_;
    const std::chrono::steady_clock::time_point deadline_;
    Done done_;
    Endpoints addresses_;  // not yet tried, the next one last
    asio::steady_timer attempt_;
    std::string text_;  // to the proxy, then from it
    bool stopped_ = false;
};

}  // namespace websocket
