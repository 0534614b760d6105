// Incoming HTTP on one address.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "libs/base/result.hpp"
#include "libs/http/message.hpp"

namespace http {

struct ServerConfig {
    std::string address = "127.0.0.1:0";    // host:port, port 0 for a free one
    std::size_t threads = 4;                // requests served at once
    std::size_t max_body_bytes = 1u << 20;  // above: 413, the handler is not called
    std::chrono::milliseconds read_timeout{5000};
    std::chrono::milliseconds write_timeout{5000};
};

// A small server with exact-path routes. Handlers run on its own threads, several at once; a
// handler that throws is answered 500 and reported through `on_fault`. HEAD is answered as GET
// without body. Unknown path: 404; known path with another method: 405.
class Server {
public:
    using Handler = std::function<Response(const Request&)>;

    explicit Server(ServerConfig config);
    ~Server();  // stops

    // Before start() only. A path that ends in "/*" matches everything below it.
    void route(std::string method, std::string path, Handler handler);
    void on_fault(std::function<void(const std::string& what)> report);

    // Binds and serves on own threads. Value: the port. Error `address_in_use` / `bad_address`
    // (never).
    base::Result<int> start();
    // Stops accepting, lets running handlers end, joins. Safe to call twice and from any thread
    // that is not a handler's.
    void stop();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace http
