// The gateway's settings.
#pragma once

#include <string>

#include "libs/base/secret.hpp"
#include "libs/redis/client.hpp"
#include "libs/runtime/bus.hpp"
#include "libs/runtime/settings.hpp"

namespace gateway {

struct Config {
    runtime::BusConfig bus;
    runtime::SlackConfig slack;
    bool socket_mode = true;
    base::Secret app_token;       // Socket Mode
    std::size_t sockets = 2;      // Socket Mode
    redis::Config redis;          // Socket Mode: the sockets' lease
    base::Secret signing_secret;  // HTTP mode
    std::string http_address;     // HTTP mode
    std::string admin_address;
};

Config read_config(runtime::Settings& settings);

}  // namespace gateway
