// Which proxy a connection goes through, and asking it for a tunnel. C++17-clean.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace websocket {

struct Proxy {
    std::string host;  // empty: none
    std::uint16_t port = 0;
    std::string login;  // "user:password", decoded; empty for none
};

// "http://[user:password@]host[:port]". False when it is none of that kind.
bool parse_proxy(std::string_view text, Proxy& out);

// The whole CONNECT request for `authority` ("host:port").
std::string connect_request(const Proxy& proxy, const std::string& authority);

// The status of the head of an HTTP answer, 0 when there is none to find.
int answer_status(std::string_view head);

}  // namespace websocket
