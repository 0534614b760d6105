// The poster's settings.
#pragma once

#include <string>

#include "libs/base/secret.hpp"
#include "libs/redis/client.hpp"
#include "libs/runtime/bus.hpp"
#include "libs/runtime/settings.hpp"

namespace poster {

struct Config {
    runtime::BusConfig bus;
    runtime::SlackConfig slack;
    redis::Config redis;
    base::Secret bot_token;
    bool shadow = false;
    bool allow_replay = false;
    int replicas = 1;
    int posts_per_minute = 240;
    std::string admin_address;
};

Config read_config(runtime::Settings& settings);

}  // namespace poster
