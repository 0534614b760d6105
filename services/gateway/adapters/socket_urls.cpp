#include "services/gateway/adapters/socket_urls.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace gateway {
namespace {

constexpr const char* the_lane = "ask";

}  // namespace

SocketUrls::SocketUrls(webapi::Config config, base::Secret app_token, Answer answer)
    : slack_(std::move(config)),
      app_token_(std::move(app_token)),
      answer_(std::move(answer)),
      thread_([this] { run(); }) {}

SocketUrls::~SocketUrls() { asked_.close(); }

void SocketUrls::ask(Connection connection) { asked_.push(the_lane, connection); }

void SocketUrls::run() {
    while (true) {
        const auto next = asked_.take(clock_, std::chrono::hours{1});
        if (!next && asked_.closed()) return;
        if (!next) continue;
        const Connection connection = *next->item;
        asked_.finish(next->lane);
        answer_(connection, call());
    }
}

base::Result<std::string> SocketUrls::call() {
    auto answer = slack_.call("apps.connections.open", app_token_, "{}");
    if (!answer) return answer.error();
    const auto body = nlohmann::json::parse(answer->body, nullptr, false);
    const auto url = body.is_object() ? body.find("url") : body.end();
    if (!body.is_object() || url == body.end() || !url->is_string()) {
        return base::Error::later("no_url_in_answer");
    }
    std::string text = url->get<std::string>();
    if (text.rfind("wss://", 0) != 0 && text.rfind("ws://", 0) != 0) {
        return base::Error::later("no_url_in_answer");
    }
    return text;
}

}  // namespace gateway
