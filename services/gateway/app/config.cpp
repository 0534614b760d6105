#include "services/gateway/app/config.hpp"

namespace gateway {

Config read_config(runtime::Settings& settings) {
    Config config;
    config.socket_mode = settings.flag("SLACK_SOCKET_MODE", true,
                                       "true: Socket Mode; false: HTTP mode");
    config.app_token = settings.secret(
        "SLACK_APP_TOKEN", config.socket_mode, runtime::check_app_token,
        "the app-level token xapp-… for Socket Mode · api.slack.com/apps › Basic Information › "
        "App-Level Tokens, scope connections:write");
    config.sockets = static_cast<std::size_t>(
        settings.number(
        "SLACK_SOCKETS", 2, 1, 8, "",
        "sockets this replica wants; over all replicas 8 are leased in Redis, Slack allows 10"));
    config.signing_secret = settings.secret(
        "SLACK_SIGNING_SECRET", !config.socket_mode, runtime::check_signing_secret,
        "what Slack signs requests with in HTTP mode · api.slack.com/apps › Basic Information › "
        "Signing Secret");
    config.http_address = settings.address("HTTP_ADDR", "0.0.0.0:3000",
                                           "where HTTP mode takes POST /slack/events");
    config.slack = runtime::slack_settings(settings);
    config.bus = runtime::bus_settings(settings, "sticker-gateway");
    config.redis = runtime::redis_settings(settings);
    config.admin_address = settings.address("ADMIN_ADDR", "127.0.0.1:9464",
                                            "/livez, /readyz, /metrics, /debug/state");
    return config;
}

}  // namespace gateway
