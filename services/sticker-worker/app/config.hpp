// The worker's settings.
#pragma once

#include <memory>
#include <string>

#include "libs/base/secret.hpp"
#include "libs/runtime/bus.hpp"
#include "libs/runtime/settings.hpp"
#include "libs/search/catalog.hpp"

namespace worker {

struct Config {
    runtime::BusConfig bus;
    redis::Config redis;
    runtime::SlackConfig slack;
    base::Secret bot_token;
    std::shared_ptr<const search::Catalog> catalog;
    std::string admin_address;
};

Config read_config(runtime::Settings& settings);

}  // namespace worker
