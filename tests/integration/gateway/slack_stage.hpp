// Slack's side of Socket Mode, doing what the test says: addresses, sockets, hellos and goodbyes.
#pragma once

#include <algorithm>
#include <chrono>
#include <deque>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/mutex.hpp"
#include "libs/http/server.hpp"
#include "libs/websocket/server.hpp"

namespace gateway_tests {

using nlohmann::json;
using websocket::ConnectionId;
using SteadyTime = std::chrono::steady_clock::time_point;

class SlackStage {
public:
    struct Ack {
        ConnectionId connection = 0;
        std::string id;
        bool bare = false;
        json payload = {};
        SteadyTime at = {};
    };

    explicit SlackStage(websocket::ServerConfig config = {}) {
        secure_ = !config.certificate_file.empty();
        websocket::ServerHandlers handlers;
        handlers.on_upgrade = [this](const std::string&) { return next_upgrade(); };
        handlers.on_open = [this](ConnectionId id, const std::string&) { opened(id); };
        handlers.on_text = [this](ConnectionId id, std::string&& text) { acked(id, text); };
        handlers.on_ping = [this](ConnectionId id) { return !is_mute(id); };
        handlers.on_close = [this](ConnectionId id, int code) { closed(id, code); };
        sockets_ =
            std::make_unique<websocket::Server>(loop_, std::move(config), std::move(handlers));
        socket_port_ = sockets_->start().value_or(0);
        api_.route("POST", "/api/apps.connections.open",
                   [this](const http::Request&) { return address(); });
        api_port_ = api_.start().value_or(0);
    }
    ~SlackStage() {
        hang_calls(false);
        api_.stop();
        sockets_->stop();
    }

    std::string api_url() const {
        return "http://127.0.0.1:" + std::to_string(api_port_) + "/api/";
    }
    std::string socket_url() const {
        return (secure_ ? "wss://localhost:" : "ws://127.0.0.1:") + std::to_string(socket_port_) +
               "/link/?ticket=very-secret-ticket&app_id=A1";
    }

    // What is said once each, in this order, before all is well again.
    void answer_next(http::Response response) {
        base::Lock lock(mutex_);
        answers_.push_back(std::move(response));
    }
    void refuse_next(const std::string& word) {
        answer_next(http::Response::json(200, R"({"ok":false,"error":")" + word + "\"}"));
    }
    void refuse_upgrade_next(int status) {
        base::Lock lock(mutex_);
        upgrades_.push_back(status);
    }
    // In place of the next hello.
    void greet_next_with(std::string frame) {
        base::Lock lock(mutex_);
        greetings_.push_back(std::move(frame));
    }
    void count_connections_as(int number) {
        base::Lock lock(mutex_);
        ghosts_ = number;
    }
    // From now on connections open and are not greeted before greet_waiting().
    void hold_hellos() {
        base::Lock lock(mutex_);
        hold_ = true;
    }
    void greet_waiting() {
        std::vector<ConnectionId> waiting;
        {
            base::Lock lock(mutex_);
            waiting.swap(not_greeted_);
        }
        for (const ConnectionId id : waiting) send(id, hello());
    }
    // From now on it answers no ping there: to the gateway a network that swallows everything.
    void mute(ConnectionId id) {
        base::Lock lock(mutex_);
        mute_.insert(id);
    }
    void hang_calls(bool hang) {
        base::Lock lock(mutex_);
        hang_ = hang;
        changed_.notify_all();
    }

    void send(ConnectionId id, std::string frame) {
        loop_.post([this, id, frame = std::move(frame)] { sockets_->send_text(id, frame); });
    }
    void say_goodbye(ConnectionId id, const std::string& reason) {
        send(id, json{{"type", "disconnect"}, {"reason", reason}}.dump());
    }
    void close(ConnectionId id, int code = 1000) {
        loop_.post([this, id, code] { sockets_->close(id, code, ""); });
    }
    void drop(ConnectionId id) {
        loop_.post([this, id] { sockets_->drop(id); });
    }

    std::set<ConnectionId> open() const {
        base::Lock lock(mutex_);
        return open_;
    }
    ConnectionId newest() const {
        base::Lock lock(mutex_);
        return newest_;
    }
    // Fewest and most open at once since the last call.
    std::pair<std::size_t, std::size_t> extremes() {
        base::Lock lock(mutex_);
        return std::exchange(extremes_, {open_.size(), open_.size()});
    }
    std::vector<Ack> acks() const {
        base::Lock lock(mutex_);
        return acks_;
    }
    bool has_ack(const std::string& id) const {
        base::Lock lock(mutex_);
        return find(id) != acks_.end();
    }
    // The first ack of `id`, or one without an id.
    Ack ack_of(const std::string& id) const {
        base::Lock lock(mutex_);
        const auto found = find(id);
        return found == acks_.end() ? Ack{} : *found;
    }
    std::size_t ack_count() const {
        base::Lock lock(mutex_);
        return acks_.size();
    }
    std::vector<int> close_codes() const {
        base::Lock lock(mutex_);
        return close_codes_;
    }
    std::vector<SteadyTime> calls() const {
        base::Lock lock(mutex_);
        return calls_;
    }

private:
    std::vector<Ack>::const_iterator find(const std::string& id) const REQUIRES(mutex_) {
        return std::find_if(acks_.begin(), acks_.end(),
                            [&](const Ack& ack) { return ack.id == id; });
    }
    std::string hello() const {
        base::Lock lock(mutex_);
        const int counted = ghosts_ > 0 ? ghosts_ : static_cast<int>(open_.size());
        return json{{"type", "hello"}, {"num_connections", counted}}.dump();
    }
    http::Response address() {
        base::Lock lock(mutex_);
        calls_.push_back(std::chrono::steady_clock::now());
        while (hang_) changed_.wait_for(mutex_, std::chrono::milliseconds(100));
        if (answers_.empty()) {
            return http::Response::json(200, json{{"ok", true}, {"url", socket_url()}}.dump());
        }
        auto answer = std::move(answers_.front());
        answers_.pop_front();
        return answer;
    }
    bool is_mute(ConnectionId id) const {
        base::Lock lock(mutex_);
        return mute_.count(id) > 0;
    }
    int next_upgrade() {
        base::Lock lock(mutex_);
        if (upgrades_.empty()) return 0;
        const int status = upgrades_.front();
        upgrades_.pop_front();
        return status;
    }
    void opened(ConnectionId id) {
        std::string greeting;
        {
            base::Lock lock(mutex_);
            newest_ = id;
            open_.insert(id);
            extremes_.second = std::max(extremes_.second, open_.size());
            if (hold_) return not_greeted_.push_back(id);
            if (!greetings_.empty()) {
                greeting = std::move(greetings_.front());
                greetings_.pop_front();
            }
        }
        sockets_->send_text(id, greeting.empty() ? hello() : greeting);
    }
    void acked(ConnectionId id, const std::string& text) {
        const json frame = json::parse(text, nullptr, false);
        base::Lock lock(mutex_);
        acks_.push_back({id, frame.is_object() ? frame.value("envelope_id", "") : "no JSON",
                         frame.size() == 1, frame.is_object() ? frame.value("payload", json()) : json(),
                         std::chrono::steady_clock::now()});
    }
    void closed(ConnectionId id, int code) {
        base::Lock lock(mutex_);
        open_.erase(id);
        extremes_.first = std::min(extremes_.first, open_.size());
        close_codes_.push_back(code);
    }

    mutable base::Mutex mutex_;
    base::Condition changed_;
    std::deque<http::Response> answers_ GUARDED_BY(mutex_);
    std::deque<int> upgrades_ GUARDED_BY(mutex_);
    std::deque<std::string> greetings_ GUARDED_BY(mutex_);
    std::vector<ConnectionId> not_greeted_ GUARDED_BY(mutex_);
    std::set<ConnectionId> open_ GUARDED_BY(mutex_);
    std::set<ConnectionId> mute_ GUARDED_BY(mutex_);
    std::pair<std::size_t, std::size_t> extremes_ GUARDED_BY(mutex_){0, 0};
    std::vector<Ack> acks_ GUARDED_BY(mutex_);
    std::vector<int> close_codes_ GUARDED_BY(mutex_);
    std::vector<SteadyTime> calls_ GUARDED_BY(mutex_);
    ConnectionId newest_ GUARDED_BY(mutex_) = 0;
    int ghosts_ GUARDED_BY(mutex_) = 0;
    bool hold_ GUARDED_BY(mutex_) = false;
    bool hang_ GUARDED_BY(mutex_) = false;
    bool secure_ = false;
    int socket_port_ = 0;
    int api_port_ = 0;
    websocket::Loop loop_;
    std::unique_ptr<websocket::Server> sockets_;
    http::Server api_{http::ServerConfig{}};
};

}  // namespace gateway_tests
