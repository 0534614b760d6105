#include "services/sticker-worker/app/config.hpp"

#include <sstream>

#include "services/sticker-worker/adapters/inputs/pack_files.hpp"

namespace worker {
namespace {

// Without Redis all goes on: a member shall not wait for one that is slow. One connection a thread.
constexpr std::chrono::milliseconds redis_limit{250};
constexpr std::size_t redis_connections = 8;

std::shared_ptr<const search::Catalog> read_catalog(runtime::Settings& settings) {
    const std::string list = settings.text("STICKER_PACKS", default_packs(),
                                           "folders of sticker packs, with commas between");
    const auto catalog = load_packs(list);
    if (catalog) return *catalog;
    std::istringstream complaints(catalog.error().context);
    for (std::string line; std::getline(complaints, line);) {
        settings.complain("STICKER_PACKS",
                          line + " · want folders with pack.json and stickers.jsonl");
    }
    return nullptr;
}

}  // namespace

Config read_config(runtime::Settings& settings) {
    Config config;
    config.bot_token =
        settings.secret("SLACK_BOT_TOKEN", true, runtime::check_bot_token,
                        "the bot token xoxb-… · api.slack.com/apps › OAuth & Permissions");
    config.catalog = read_catalog(settings);
    config.slack = runtime::slack_settings(settings);
    config.bus = runtime::bus_settings(settings, "sticker-worker");
    config.redis = runtime::redis_settings(settings);
    config.redis.connections = redis_connections;
    config.redis.connect_timeout = redis_limit;
    config.redis.command_timeout = redis_limit;
    config.admin_address =
        settings.address("ADMIN_ADDR", "127.0.0.1:9465", "/livez, /readyz, /metrics, /debug/state");
    return config;
}

}  // namespace worker
