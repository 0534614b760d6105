// A WebSocket server for the local Slack and for tests. C++17-clean.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "libs/base/result.hpp"
#include "libs/websocket/loop.hpp"

namespace websocket {

using ConnectionId = std::uint64_t;  // never reused

struct ServerConfig {
    std::string address = "127.0.0.1:0";
    std::string certificate_file;  // PEM; both empty: plain ws
    std::string key_file;
    std::size_t max_message_bytes = 1u << 20;  // above: closed with 1009
};

// All handlers run on the loop's thread.
struct ServerHandlers {
    // Before the upgrade: `target` is path and query. Return an HTTP status ≥ 400 to refuse, 0 to
    // accept.
    std::function<int(const std::string& target)> on_upgrade;
    std::function<void(ConnectionId, const std::string& target)> on_open;
    std::function<void(ConnectionId, std::string&& text)> on_text;
    std::function<bool(ConnectionId)> on_ping;  // false: send no pong; unset: always answered
    std::function<void(ConnectionId, int code)> on_close;
};

// Methods other than start/stop: on the loop's thread only; an unknown id is ignored (false).
class Server {
public:
    Server(Loop& loop, ServerConfig config, ServerHandlers handlers);
    ~Server();  // stops
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    base::Result<int> start();  // the port; error `address_in_use`, `bad_certificate` (never)
    void stop();                // drops every connection; from any thread
    bool send_text(ConnectionId id, const std::string& text);
    bool ping(ConnectionId id);
    void close(ConnectionId id, int code, const std::string& reason);
    // Drops TCP without a close frame.
    void drop(ConnectionId id);

private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace websocket
