#include "services/poster/app/config.hpp"

#include "libs/limits/rates.hpp"

namespace poster {

Config read_config(runtime::Settings& settings) {
    Config config;
    config.bot_token =
        settings.secret("SLACK_BOT_TOKEN", true, runtime::check_bot_token,
                        "the bot token xoxb-… · api.slack.com/apps › OAuth & Permissions");
    config.shadow =
        settings.one_of("POSTER_MODE", "live", {"live", "shadow"},
                        "shadow: decides and records, but does not call Slack") == "shadow";
    config.allow_replay = settings.flag("POSTER_ALLOW_REPLAY", false,
                                        "true: also records with x-replay-id reach Slack");
    config.replicas =
        static_cast<int>(settings.number("POSTER_REPLICAS", 1, 1, 1000, "",
                                         "posters that share Slack's limits while Redis is away"));
    config.posts_per_minute = static_cast<int>(
        settings.number("SLACK_POSTS_PER_MINUTE", 240, 1, limits::most_posts_per_minute,
                        "posts per minute", "workspace ceiling"));
    config.slack = runtime::slack_settings(settings);
    config.bus = runtime::bus_settings(settings, "sticker-poster");
    config.redis = runtime::redis_settings(settings);
    config.admin_address =
        settings.address("ADMIN_ADDR", "127.0.0.1:9466", "/livez, /readyz, /metrics, /debug/state");
    return config;
}

}  // namespace poster
