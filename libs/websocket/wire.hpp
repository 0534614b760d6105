// One outgoing websocketpp connection, plain or TLS alike. For this room's sources only. C++17.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include <asio.hpp>

#include "libs/websocket/loop.hpp"

namespace websocket {

// What a Wire reports. Nothing comes after failed or closed.
struct WireEvents {
    std::function<void()> opened;
    // `tls`: what the handshake failed with, else empty. `status`: of the answer to the upgrade, 0
    // when none came.
    std::function<void(const std::string& tls, int status)> failed;
    std::function<void(int code, const std::string& reason)> closed;
    std::function<void(std::string&& text)> text;
    std::function<void(std::size_t bytes)> binary;
    std::function<void()> ping, pong;
};

struct WireConfig {
    std::string url;
    std::string ca_file;
    std::chrono::milliseconds close_timeout;
    std::size_t max_message_bytes;
};

// Made unconnected; the owner connects tcp() itself (it knows about proxies), then calls start()
// for TLS and upgrade. Destruction leaves the TCP connection to websocketpp: drop() it first.
class Wire {
public:
    virtual ~Wire() = default;
    virtual asio::ip::tcp::socket& tcp() = 0;
    virtual void start() = 0;
    virtual bool send(const std::string& text) = 0;
    virtual bool ping() = 0;
    virtual bool close(int code, const std::string& reason) = 0;
    virtual int remote_close_code() const = 0;  // 1006 when no close frame came
    virtual std::string remote_close_reason() const = 0;
    virtual std::size_t unsent_bytes() const = 0;
    void drop();  // closes the TCP connection, now
};

// The parts of a ws:// or wss:// URL.
struct Target {
    bool secure = false;
    std::string host;
    std::uint16_t port = 0;
    std::string authority;  // "host:port", with brackets where needed
};
bool parse_target(const std::string& url, Target& out);

// nullptr, and `why` says it, when the CA file cannot be read.
std::unique_ptr<Wire> make_wire(Loop& loop, const Target& target, const WireConfig& config,
                                WireEvents events, std::string& why);

}  // namespace websocket
