#include "tools/slack-twin/wire/front.hpp"

#include <future>

#include "tools/slack-twin/api/response_hook.hpp"
#include "tools/slack-twin/api/web_api.hpp"
#include "tools/slack-twin/wire/assets.hpp"

namespace twin {
namespace {

http::ServerConfig server_config(const std::string& address) {
    http::ServerConfig config;
    config.address = address;
    config.threads = Front::kThreads;
    config.max_body_bytes = Front::kMaxBodyBytes;
    return config;
}

http::Response to_http(Answer answer) {
    answer.response.cut = answer.cut;
    answer.response.drip = std::chrono::milliseconds(answer.drip_ms);
    return std::move(answer.response);
}

}  // namespace

Front::Front(websocket::Loop& loop, Workspace& workspace, Control& control, telemetry::Log& log,
             const std::string& address)
    : loop_(loop), control_(control), server_(server_config(address)) {
    const auto route = [&](const char* method, const char* path, Work work) {
        server_.route(method, path, [this, work = std::move(work)](const http::Request& request) {
            return on_loop(work, request);
        });
    };
    const Work api = [&workspace](const auto& request, const Reply& reply) {
        answer_call(workspace, request, reply);
    };
    const Work hook = [&workspace](const auto& request, const Reply& reply) {
        answer_response_url(workspace, request, reply);
    };
    const Work authorize = [&workspace](const auto& request, const Reply& reply) {
        answer_authorize(workspace, request, reply);
    };
    const Work twin = [this](const auto& request, const Reply& reply) {
        control_.answer(request, reply);
    };
    route("GET", "/api/*", api);
    route("POST", "/api/*", api);
    route("POST", "/commands/*", hook);
    route("POST", "/actions/*", hook);
    route("POST", "/app/*", hook);
    route("GET", "/oauth/v2/authorize", authorize);
    route("GET", "/twin/*", twin);
    route("POST", "/twin/*", twin);
    route_assets();
    server_.on_fault([&log](const std::string& what) {
        log.error("handler_failed", {{"what", what}});
    });
}

void Front::route_assets() {
    server_.route("GET", "/", [](const http::Request&) { return page_file("index.html"); });
    server_.route("GET", "/page/*",
                  [](const http::Request& request) { return page_file(request.path.substr(6)); });
    server_.route("GET", "/avatar/*",
                  [](const http::Request& request) { return avatar(request.path.substr(8)); });
}

http::Response Front::on_loop(const Work& work, const http::Request& request) {
    const auto promise = std::make_shared<std::promise<Answer>>();
    std::future<Answer> answer = promise->get_future();
    loop_.post([work, request, promise] {
        work(request, [promise](Answer given) { promise->set_value(std::move(given)); });
    });
    const auto end = std::chrono::steady_clock::now() + kLongestAnswer;
    while (answer.wait_for(kLook) != std::future_status::ready) {
        if (stopping_) return http::Response::text(503, "stopping\n");
        if (std::chrono::steady_clock::now() >= end)
            return http::Response::text(504, "no answer\n");
    }
    return to_http(answer.get());
}

base::Result<int> Front::start() { return server_.start(); }

void Front::stop() {
    stopping_ = true;
    server_.stop();
}

}  // namespace twin
