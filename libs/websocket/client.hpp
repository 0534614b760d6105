// One outgoing WebSocket connection (ws:// or wss://). C++17-clean.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "libs/base/error.hpp"
#include "libs/websocket/loop.hpp"

namespace websocket {

struct ClientConfig {
    std::string url;  // holds Slack's ticket: never logged, also not in an Error's context
    std::chrono::milliseconds open_timeout{10000};  // resolve + connect + TLS + upgrade
    std::chrono::milliseconds close_timeout{1000};  // then TCP is dropped: Slack does not close it
    std::size_t max_message_bytes = 16u << 20;
    std::string proxy;     // "http://[user:password@]host:port" (CONNECT), empty for none
    std::string no_proxy;  // NO_PROXY syntax
    std::string ca_file;   // empty: the system's trust store
};

// All handlers run on the loop's thread. Exactly one of on_fail / on_close ends a connection, and
// nothing comes after it.
struct ClientHandlers {
    std::function<void()> on_open;                     // upgrade done
    std::function<void(std::string&& text)> on_text;   // a whole message, fragments joined
    std::function<void(std::size_t bytes)> on_binary;  // Slack sends none: counted, dropped
    std::function<void()> on_ping;                     // already answered
    std::function<void()> on_pong;
    // Before on_open. Codes: resolve_failed, connect_failed, tls_failed, proxy_refused,
    // upgrade_refused (context: the HTTP status), open_timeout.
    std::function<void(base::Error)> on_fail;
    // After on_open. `code` as in RFC 6455 7.4.1, 1006 when the peer just went away.
    std::function<void(int code, std::string reason)> on_close;
};

// TLS verifies chain and host name. Destruction drops the TCP connection at once and silences every
// handler. All methods: on the loop's thread only.
class Client {
public:
    Client(Loop& loop, ClientConfig config, ClientHandlers handlers);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    void connect();  // once
    // One unfragmented text frame (Slack does not reassemble client fragments). False when the
    // connection is not open.
    bool send_text(const std::string& text);
    bool ping();
    // Sends a close frame; on_close comes within close_timeout, whatever the peer does.
    void close(int code, const std::string& reason);
    bool open() const;
    std::size_t unsent_bytes() const;

private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace websocket
