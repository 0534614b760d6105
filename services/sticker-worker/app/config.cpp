#include "services/sticker-worker/app/config.hpp"

#include "services/sticker-worker/adapters/inputs/pack_files.hpp"

namespace worker {
namespace {

std::shared_ptr<const search::Catalog> read_catalog(runtime::Settings& settings) {
    const std::string list = settings.text("STICKER_PACKS", default_packs(),
                                           "folders of sticker packs, with commas between");
    const auto catalog = load_packs(list);
    if (catalog) return *catalog;
    settings.complain("STICKER_PACKS", catalog.error().context +
                                           " · want folders with pack.json and stickers.jsonl");
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
    config.admin_address =
        settings.address("ADMIN_ADDR", "127.0.0.1:9465", "/livez, /readyz, /metrics, /debug/state");
    return config;
}

}  // namespace worker
