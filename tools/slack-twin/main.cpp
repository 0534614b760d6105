#include <charconv>

#include "libs/runtime/program.hpp"
#include "tools/slack-twin/wire/twin.hpp"
#include "tools/slack-twin/world/seed.hpp"

namespace {

// -1: not a port.
int port_of(const std::string& text) {
    int port = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size() && port <= 65535 ? port : -1;
}

int run(runtime::Context& context) {
    twin::TwinConfig config;
    config.port = port_of(context.arguments.value("--port", "0"));
    config.request_url = context.arguments.value("--http");
    if (config.port < 0) {
        context.log.error("bad_port", {{"port", context.arguments.value("--port")}});
        return 2;
    }
    twin::Twin local_slack(config, context.log);
    const auto port = local_slack.start();
    if (!port) {
        context.log.error("not_started", {{"why", port.error().message()}});
        return 1;
    }
    const std::string origin = "http://127.0.0.1:" + std::to_string(*port);
    runtime::print_listening("web=" + origin + "/ api=" + origin + "/api/");
    while (!context.signals.stop_requested(std::chrono::hours{1})) continue;
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    runtime::ProgramInfo info{"slack-twin", "A local Slack for trying out and for tests."};
    info.flags = {
        {"--port", "N", "port of the page and the API on 127.0.0.1 (default 0: a free one)"},
        {"--http", "URL", "HTTP mode: signed requests to this Request URL, no sockets"}};
    info.epilogue = twin::describe_world();
    struct None {};
    return runtime::run_program<None>(
        info, argc, argv, [](runtime::Settings&) { return None{}; },
        [](const None&, runtime::Context& context) { return run(context); });
}
