// The commands of stickerctl. Each gives an Exit.
#pragma once

#include <string>

#include "libs/redis/client.hpp"
#include "libs/runtime/arguments.hpp"
#include "libs/runtime/bus.hpp"
#include "libs/runtime/settings.hpp"

namespace stickerctl {

struct Config {
    runtime::BusConfig bus;
    redis::Config redis;
    std::string packs;
};
Config read_config(runtime::Settings& settings);

runtime::Command search_command();
int search(const Config& config, const runtime::Arguments& arguments);

runtime::Command manifest_command();
int manifest(const runtime::Arguments& arguments);

runtime::Command topics_command();
int topics(const Config& config, const runtime::Arguments& arguments);

runtime::Command packs_command();
int packs(const runtime::Arguments& arguments);

runtime::Command pause_command();
runtime::Command resume_command();
runtime::Command paused_command();
int pause(const Config& config, const runtime::Arguments& arguments);
int resume(const Config& config, const runtime::Arguments& arguments);
int paused(const Config& config, const runtime::Arguments& arguments);

runtime::Command replay_command();
int replay(const Config& config, const runtime::Arguments& arguments);

}  // namespace stickerctl
