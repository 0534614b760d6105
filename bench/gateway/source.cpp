#include "bench/gateway/source.hpp"

#include <future>
#include <stdexcept>
#include <thread>
#include <utility>

namespace bench {
namespace {

using namespace std::chrono_literals;

constexpr auto patience = 10s;

// What Slack sends for a command: about 0.6 kB.
std::string envelope(const std::string& id) {
    return R"({"envelope_id":")" + id +
           R"(","payload":{"token":"verification","team_id":"T0BENCH","team_domain":"bench",)"
           R"("channel_id":"C0)" +
           id.substr(id.size() - 2) +
           R"(","channel_name":"general","user_id":"U0BENCH","user_name":"kim","command":"\/sticker",)"
           R"("text":"search \uace0\uc591\uc774","api_app_id":"A0BENCH","is_enterprise_install":"false",)"
           R"("response_url":"https:\/\/hooks.slack.com\/commands\/T0BENCH\/000000000000\/0123456789abcdef01234567",)"
           R"("trigger_id":"0000000000.0000000000.)" +
           id + R"("},"type":"slash_commands","accepts_response_payload":true})";
}

std::string question(const std::string& id) {
    return R"({"envelope_id":")" + id +
           R"(","payload":{"type":"block_suggestion","team":{"id":"T0BENCH","domain":"bench"},)"
           R"("user":{"id":"U0)" +
           id.substr(id.size() - 2) +
           R"(","team_id":"T0BENCH"},"api_app_id":"A0BENCH","action_id":"sticker.pack",)"
           R"("block_id":"pack","value":"no","view":{"id":"V0BENCH","team_id":"T0BENCH","type":"modal"}},)"
           R"("type":"interactive","accepts_response_payload":true})";
}

// The settings sent off, each of a form of its own.
std::string submission(const std::string& id) {
    return R"({"envelope_id":")" + id +
           R"(","payload":{"type":"view_submission","team":{"id":"T0BENCH","domain":"bench"},)"
           R"("user":{"id":"U0)" +
           id.substr(id.size() - 2) +
           R"(","team_id":"T0BENCH"},"api_app_id":"A0BENCH","trigger_id":"1.2.)" + id +
           R"(","view":{"id":"V)" + id +
           R"(","team_id":"T0BENCH","type":"modal","callback_id":"sticker.settings",)"
           R"("blocks":[{"type":"input","block_id":"previews"}],"state":{"values":{)"
           R"("previews":{"value":{"type":"number_input","value":"4"}},)"
           R"("language":{"value":{"type":"static_select","selected_option":{"value":"ko"}}}}}}},)"
           R"("type":"interactive","accepts_response_payload":true})";
}

std::string frame(Kind kind, const std::string& id) {
    switch (kind) {
        case Kind::question: return question(id);
        case Kind::submission: return submission(id);
        case Kind::command: break;
    }
    return envelope(id);
}

// The field stands first in every ack we know; no parser here, as its time would count.
std::string acked_id(const std::string& text) {
    const std::string name = R"("envelope_id":")";
    const auto at = text.find(name);
    if (at == std::string::npos) return {};
    const auto from = at + name.size();
    return text.substr(from, text.find('"', from) - from);
}

}  // namespace

Source::Source(const std::string& certificate_file, const std::string& key_file)
    : api_(http::ServerConfig{}) {
    websocket::ServerConfig config;
    config.certificate_file = certificate_file;
    config.key_file = key_file;
    websocket::ServerHandlers handlers;
    handlers.on_open = [this](websocket::ConnectionId id, const std::string&) { opened(id); };
    handlers.on_text = [this](websocket::ConnectionId, std::string&& text) { acked(text); };
    sockets_ = std::make_unique<websocket::Server>(loop_, config, std::move(handlers));
    const auto port = sockets_->start();
    if (!port) throw std::runtime_error(port.error().message());
    const std::string url = (certificate_file.empty() ? "ws://127.0.0.1:" : "wss://localhost:") +
                            std::to_string(*port) + "/link";
    api_.route("POST", "/api/apps.connections.open", [url](const http::Request&) {
        return http::Response::json(200, R"({"ok":true,"url":")" + url + "\"}");
    });
    api_.route("POST", "/api/users.info", [](const http::Request&) {
        return http::Response::json(
            200, R"({"ok":true,"user":{"locale":"ko-KR","profile":{"display_name":"김지민"}}})");
    });
    const auto api_port = api_.start();
    if (!api_port) throw std::runtime_error(api_port.error().message());
    api_url_ = "http://127.0.0.1:" + std::to_string(*api_port) + "/api/";
}

Source::~Source() {
    api_.stop();
    sockets_->stop();
}

void Source::opened(websocket::ConnectionId id) {
    sockets_->send_text(
        id, R"({"type":"hello","num_connections":1,"connection_info":{"app_id":"A0BENCH"},)"
            R"("debug_info":{"host":"bench","approximate_connection_time":3600}})");
    connection_ = id;
}

void Source::acked(const std::string& text) {
    const auto found = waiting_.find(acked_id(text));
    if (found == waiting_.end()) return;
    latencies_.add(std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - found->second));
    waiting_.erase(found);
    ++acks_;
    if (load_.in_flight > 0 && sent_ < load_.envelopes) send_next();
}

void Source::send_next() {
    const std::string id = "e-" + std::to_string(run_) + "-" + std::to_string(10'000'000 + sent_++);
    waiting_.emplace(id, std::chrono::steady_clock::now());
    sockets_->send_text(connection_, frame(load_.kind, id));
}

void Source::send_by_rate(SteadyTime began) {
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - began;
    const auto due =
        static_cast<std::size_t>(passed.count() * static_cast<double>(load_.per_second));
    while (sent_ < load_.envelopes && sent_ <= due) send_next();
    if (sent_ < load_.envelopes) loop_.post_after(1ms, [this, began] { send_by_rate(began); });
}

Latencies Source::run(const Load& load) {
    const auto wait_until = std::chrono::steady_clock::now() + patience;
    while (connection_ == 0) {
        if (std::chrono::steady_clock::now() > wait_until)
            throw std::runtime_error("no socket came");
        std::this_thread::sleep_for(5ms);
    }
    acks_ = 0;
    loop_.post([this, load] {
        load_ = load;
        sent_ = 0;
        ++run_;
        waiting_.clear();
        latencies_ = {};
        if (load.per_second > 0) return send_by_rate(std::chrono::steady_clock::now());
        const std::size_t first = load.in_flight > 0 ? load.in_flight : load.envelopes;
        while (sent_ < std::min(first, load.envelopes)) send_next();
    });
    std::size_t seen = 0;
    auto last = std::chrono::steady_clock::now();
    while (seen < load.envelopes && std::chrono::steady_clock::now() - last < patience) {
        std::this_thread::sleep_for(2ms);
        if (const std::size_t now = acks_; now != seen) {
            seen = now;
            last = std::chrono::steady_clock::now();
        }
    }
    std::promise<Latencies> result;
    loop_.post([&] { result.set_value(latencies_); });
    return result.get_future().get();
}

}  // namespace bench
