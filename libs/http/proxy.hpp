// Which proxy a call goes through: the HTTPS_PROXY convention.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "libs/base/result.hpp"
#include "libs/http/client.hpp"

namespace http {

struct Proxy {
    std::string host;
    int port = 0;
    std::string user, password;  // decoded; empty for none
};

// "http://[user:password@]host[:port]" (the scheme may be left out, as curl allows it).
// Error `bad_proxy` (never); its context never repeats the text, which may hold a password.
base::Result<Proxy> parse_proxy(std::string_view text);

// "host:port" or "[::1]:port" in two; nullopt when the port is not a number in 0..65535.
std::optional<std::pair<std::string, int>> split_host_port(std::string_view text, int default_port);

}  // namespace http
