// The running local Slack, and those who deal with it over real sockets.
#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <future>
#include <optional>
#include <string>

#include "libs/base/mutex.hpp"
#include "libs/http/client.hpp"
#include "libs/websocket/client.hpp"
#include "tools/slack-twin/wire/twin.hpp"

namespace twin {

inline constexpr std::chrono::seconds kPatience{10};

// Things that arrive on another thread, one after the other.
template <class T>
class Arrivals {
public:
    void put(T one) {
        const base::Lock lock(mutex_);
        all_.push_back(std::move(one));
        changed_.notify_all();
    }
    // The next one; nothing when none came within `limit`.
    std::optional<T> take(std::chrono::milliseconds limit = kPatience) {
        const auto end = std::chrono::steady_clock::now() + limit;
        const base::Lock lock(mutex_);
        while (all_.empty()) {
            const auto now = std::chrono::steady_clock::now();
            if (now >= end) return std::nullopt;
            changed_.wait_for(mutex_, end - now);
        }
        T one = std::move(all_.front());
        all_.pop_front();
        return one;
    }

private:
    base::Mutex mutex_;
    base::Condition changed_;
    std::deque<T> all_ GUARDED_BY(mutex_);
};

// One Twin on a free port.
class LocalSlack {
public:
    explicit LocalSlack(const std::string& request_url = {})
        : log_("test", telemetry::Level::error, telemetry::Format::text),
          twin_({0, request_url}, log_) {
        const auto port = twin_.start();
        EXPECT_TRUE(port);
        if (port) origin_ = "http://127.0.0.1:" + std::to_string(*port);
    }
    const std::string& origin() const { return origin_; }
    void stop() { twin_.stop(); }

    http::Response request(const std::string& method, const std::string& target,
                           const Json& body = {}, const std::string& token = {}) const {
        http::Request request;
        request.method = method;
        const std::size_t mark = target.find('?');
        request.path = target.substr(0, mark);
        if (mark != std::string::npos) request.query = target.substr(mark + 1);
        if (method == "POST") {
            request.headers = {{"Content-Type", "application/json; charset=utf-8"}};
            request.body = body.is_null() ? "{}" : to_text(body);
        }
        if (!token.empty()) request.headers.emplace_back("Authorization", "Bearer " + token);
        http::ClientConfig config;
        config.origin = origin_;
        config.total_timeout = kPatience;
        const auto answer = http::Client(config).send(request);
        return answer ? *answer : http::Response::text(0, answer.error().message());
    }
    Json order(const std::string& name, const Json& body) const {
        return parse_json(request("POST", "/twin/" + name, body).body);
    }
    Json see(const std::string& user, const std::string& channel) const {
        return parse_json(
            request("GET", "/twin/see?user=" + user + "&channel=" + channel).body)["messages"];
    }
    // Whether it counts that many sockets before patience ends.
    bool has_connections(int count) const {
        const auto end = std::chrono::steady_clock::now() + kPatience;
        while (std::chrono::steady_clock::now() < end)
            if (parse_json(request("GET", "/twin/world").body)["connections"] == count) return true;
        return false;
    }
    Json api(const std::string& method, const Json& args,
             const std::string& token = kBotToken) const {
        return parse_json(request("POST", "/api/" + method, args, token).body);
    }
    // Another member's say or press runs while the test plays the app.
    std::future<Json> order_meanwhile(const std::string& name, const Json& body) const {
        return std::async(std::launch::async, [this, name, body] { return order(name, body); });
    }
    // A response_url, from the app.
    http::Response respond(const std::string& url, const Json& message) const {
        return request("POST", url.substr(origin_.size()), message);
    }

private:
    telemetry::Log log_;
    Twin twin_;
    std::string origin_;
};

// An app's socket, on a loop of its own.
class AppSocket {
public:
    explicit AppSocket(const std::string& url) {
        websocket::ClientConfig config;
        config.url = url;
        websocket::ClientHandlers handlers;
        handlers.on_text = [this](std::string&& text) { frames.put(parse_json(text)); };
        handlers.on_fail = [this](const base::Error& error) { ends.put(error.message()); };
        handlers.on_close = [this](int code, const std::string&) {
            ends.put("closed " + std::to_string(code));
        };
        handlers.on_ping = [this] { pings.put(1); };
        on_loop([this, config, handlers] {
            client_.emplace(loop_, config, handlers);
            client_->connect();
        });
    }
    ~AppSocket() {
        on_loop([this] { client_.reset(); });
    }
    void send(const Json& frame) {
        on_loop([this, frame] { client_->send_text(to_text(frame)); });
    }
    void ack(const Json& envelope) { send({{"envelope_id", envelope["envelope_id"]}}); }

    Arrivals<Json> frames;
    Arrivals<std::string> ends;
    Arrivals<int> pings;

private:
    void on_loop(const std::function<void()>& work) {
        std::promise<void> done;
        loop_.post([&] {
            work();
            done.set_value();
        });
        done.get_future().wait();
    }
    websocket::Loop loop_;
    std::optional<websocket::Client> client_;
};

inline std::string socket_url(const LocalSlack& slack) {
    return text_of(slack.api("apps.connections.open", {}, kAppToken), "url");
}

}  // namespace twin
