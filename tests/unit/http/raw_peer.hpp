// A TCP peer whose every byte the test decides, plain or TLS, on a free port of 127.0.0.1.
#pragma once

#include <openssl/ssl.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "libs/base/mutex.hpp"

namespace http_test {

// One accepted connection. Ends with the peer.
class Connection {
public:
    Connection(int socket, SSL_CTX* tls);
    ~Connection();
    Connection(const Connection&) = delete;

    bool shake_hands();                 // TLS only; true when plain
    std::string server_name() const;    // TLS: the name the client asked for (SNI), empty for none
    std::string read_request();         // head and body by Content-Length; empty when none came
    std::string read_some();            // empty at the end
    bool write(std::string_view text);  // false when the other side is gone
    // One byte per `pause` until the other side is gone or the peer ends.
    void drip(std::string_view text, std::chrono::milliseconds pause);
    void wait_for_end();  // until the other side closes or the peer ends
    void say_goodbye();   // TLS: close_notify
    void reset();         // RST
    void close();
    // From any thread: ends what goes on.
    void cut();
    int socket() const { return socket_; }

private:
    std::atomic<int> socket_;
    SSL* ssl_ = nullptr;
};

class RawPeer {
public:
    // Called on a thread of its own for each connection, `number` from 0.
    using Serve = std::function<void(Connection&, int number)>;

    explicit RawPeer(Serve serve, const std::string& certificate = {});
    ~RawPeer();

    int port() const { return port_; }
    std::string origin() const;  // http://127.0.0.1:port or https://localhost:port
    int connections() const { return connections_; }
    // For Serve: a request was seen.
    void saw(std::string request);
    std::vector<std::string> requests();

private:
    void accept_all();

    const Serve serve_;
    SSL_CTX* tls_ = nullptr;
    int listening_ = -1;
    int port_ = 0;
    std::atomic<int> connections_{0};
    base::Mutex mutex_;
    std::vector<std::string> requests_ GUARDED_BY(mutex_);
    std::list<Connection> open_ GUARDED_BY(mutex_);
    std::vector<std::thread> threads_ GUARDED_BY(mutex_);
    std::thread acceptor_;
};

// "HTTP/1.1 200 OK" with this body.
std::string ok(const std::string& body);

// Carries bytes between the connection and a port of 127.0.0.1 until one of them ends.
void join(Connection& connection, int port);

// Sends these bytes to a port of 127.0.0.1 as they are; all that came back until the other side
// closed.
std::string talk(int port, std::string_view bytes);

// A port of 127.0.0.1 that nobody listens on.
int free_port();

int open_descriptors();

// Until `holds` does or 5 s passed; what it said last.
bool eventually(const std::function<bool()>& holds);

}  // namespace http_test
