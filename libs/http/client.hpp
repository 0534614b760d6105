// Outgoing HTTP(S), one deadline for the whole call.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "libs/base/result.hpp"
#include "libs/http/message.hpp"

namespace http {

struct ClientConfig {
    std::string origin;  // "https://slack.com" or "http://127.0.0.1:8080"
    std::chrono::milliseconds connect_timeout{1000};
    std::chrono::milliseconds total_timeout{5000};  // connect + write + the whole answer
    std::string proxy;     // "http://[user:password@]host:port", empty for none (CONNECT for https)
    std::string no_proxy;  // NO_PROXY syntax: hosts and .suffixes, comma separated, or "*"
    std::string ca_file;   // empty: the system's trust store (SSL_CERT_FILE is honoured by OpenSSL)
    std::size_t max_response_bytes = 8u << 20;
};

// Blocking client of one origin. Owned by one caller at a time (not thread-safe); keeps its
// connection alive between calls. TLS verifies chain and host name, always.
// The library below counts its timeouts per read, so a peer that drips one byte a second would hold
// a call for ever: a watchdog thread (one for all clients of the process) stops a call at
// total_timeout. No retries, no redirects followed.
class Client {
public:
    explicit Client(ClientConfig config);
    ~Client();
    Client(Client&&) noexcept;
    Client& operator=(Client&&) noexcept;

    // Any HTTP status is a Response. Errors:
    //   connect_failed, tls_failed, proxy_refused, proxy_failed   (later: no byte of the request
    //   left) timeout, connection_lost, bad_response, response_too_large (unknown: the peer may
    //   have acted)
    base::Result<Response> send(const Request& request);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// "https://host:8443/path?x" → origin "https://host:8443" and target "/path?x".
struct Url {
    std::string scheme, host;
    int port = 0;
    std::string target;
    std::string origin() const;
};
base::Result<Url> parse_url(std::string_view text);  // Error `bad_url` (never)

}  // namespace http
