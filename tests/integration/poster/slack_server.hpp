// Slack's side of a poster's calls: says ok to everything unless told otherwise, and remembers.
#pragma once

#include <algorithm>
#include <chrono>
#include <deque>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "libs/base/mutex.hpp"
#include "libs/http/server.hpp"

namespace poster_tests {

using nlohmann::json;

class SlackServer {
public:
    struct Call {
        std::string method;  // "chat.postMessage", …, "response_url"
        json body;
        std::chrono::steady_clock::time_point at;
        int status;
        std::string ts = {};
        bool done = true;  // a message stands there
        std::string channel() const { return body.value("channel", ""); }
        std::string text() const { return body.value("text", ""); }
    };

    SlackServer() {
        server_.route("POST", "/api/*", [this](const http::Request& request) {
            return take(request.path.substr(5), request);
        });
        server_.route("POST", "/hook/*", [this](const http::Request& request) {
            return take("response_url", request);
        });
        port_ = server_.start().value_or(0);
    }
    ~SlackServer() { open_doors(); }

    std::string origin() const { return "http://127.0.0.1:" + std::to_string(port_); }
    std::string api_url() const { return origin() + "/api/"; }
    std::string response_url() const { return origin() + "/hook/T1/very-secret-path"; }

    void rate_limit_next(const std::string& method, int seconds) {
        http::Response response =
            http::Response::json(429, R"({"ok":false,"error":"ratelimited"})");
        response.headers.emplace_back("Retry-After", std::to_string(seconds));
        answer_next(method, std::move(response));
    }
    void refuse_next(const std::string& method, const std::string& word) {
        answer_next(method, refusal(word));
    }
    // The next answer comes one byte in 100 ms, for 20 s.
    void drip_next(const std::string& method) {
        auto response =
            http::Response::json(200, R"({"ok":true,"ts":"1.1"})" + std::string(180, ' '));
        response.drip = std::chrono::milliseconds(100);
        answer_next(method, std::move(response));
    }
    // All posts there are refused with this word.
    void refuse_in(const std::string& channel, const std::string& word) {
        base::Lock lock(mutex_);
        refused_in_[channel] = word;
    }
    // Done or not, nobody will know: it was not.
    void fail_next(const std::string& method) {
        answer_next(method, http::Response::json(500, R"({"ok":false,"error":"internal_error"})"));
    }
    // The next one to this channel is done, and nobody will know.
    void lose_next(const std::string& method, const std::string& channel) {
        base::Lock lock(mutex_);
        script_.push_back({method, http::Response::json(500, R"({"ok":false})"), true, channel});
    }
    // conversations.history tells of all posts of the channel; before that the scope is missing.
    void open_history() {
        base::Lock lock(mutex_);
        history_ = true;
    }
    // What the token may do, as the header of each answer of the Web API says.
    void grant(const std::string& scopes) {
        base::Lock lock(mutex_);
        scopes_ = scopes;
    }
    // The next posts are seen by all, and no answer leaves until open_doors().
    void close_doors() { set_doors(true); }
    void open_doors() { set_doors(false); }

    std::vector<Call> calls(const std::string& method, const std::string& channel = {}) const {
        base::Lock lock(mutex_);
        std::vector<Call> found;
        for (const Call& call : calls_) {
            if (call.method != method) continue;
            if (channel.empty() || call.channel() == channel) found.push_back(call);
        }
        return found;
    }
    std::size_t count(const std::string& method, const std::string& channel = {}) const {
        base::Lock lock(mutex_);
        std::size_t found = 0;
        for (const Call& call : calls_) {
            const bool there = channel.empty() || call.channel() == channel;
            found += call.method == method && there ? 1 : 0;
        }
        return found;
    }
    std::vector<Call> calls_saying(const std::string& method, const std::string& text) const {
        auto found = calls(method);
        const auto others = [&](const Call& call) { return call.text() != text; };
        found.erase(std::remove_if(found.begin(), found.end(), others), found.end());
        return found;
    }
    // The ts of what stands in a conversation.
    std::vector<std::string> standing(const std::string& channel) const {
        base::Lock lock(mutex_);
        std::vector<std::string> found;
        for (const Call* call : messages_of(channel)) found.push_back(call->ts);
        return found;
    }
    std::size_t said(const std::string& words) const {
        std::size_t count = 0;
        for (const Call& call : calls("response_url")) {
            count += call.text().find(words) != std::string::npos ? 1 : 0;
        }
        return count;
    }

private:
    struct Step {
        std::string method;
        http::Response response;
        bool done;
        std::string channel;  // empty: any
    };
    static http::Response refusal(const std::string& word) {
        return http::Response::json(200, R"({"ok":false,"error":")" + word + "\"}");
    }
    void answer_next(const std::string& method, http::Response response) {
        base::Lock lock(mutex_);
        script_.push_back({method, std::move(response), false, {}});
    }
    void set_doors(bool closed) {
        base::Lock lock(mutex_);
        closed_ = closed;
        changed_.notify_all();
    }
    // A member's id opens their DM.
    static std::string place_of(const std::string& channel) {
        return channel.substr(0, 1) == "U" ? "D" + channel.substr(1) : channel;
    }
    std::vector<const Call*> messages_of(const std::string& channel) const REQUIRES(mutex_) {
        std::vector<const Call*> found;
        for (const Call& call : calls_) {
            const bool seen = call.method == "chat.postMessage" && call.done;
            if (seen && place_of(call.channel()) == channel && !deleted_.count(call.ts)) {
                found.push_back(&call);
            }
        }
        return found;
    }
    http::Response history_of(const std::string& channel) const REQUIRES(mutex_) {
        if (!history_) {
            return http::Response::json(200, R"({"ok":false,"error":"missing_scope"})");
        }
        json messages = json::array();
        for (const Call* call : messages_of(channel)) {
            messages.push_back(
                {{"ts", call->ts}, {"metadata", call->body.value("metadata", json())}});
        }
        return http::Response::json(200, json{{"ok", true}, {"messages", messages}}.dump());
    }
    http::Response take(const std::string& method, const http::Request& request) {
        base::Lock lock(mutex_);
        const auto body = json::parse(request.body, nullptr, false);
        const std::string channel = body.is_object() ? body.value("channel", "") : "";
        const std::string ts = std::to_string(++newest_ts_) + ".0";
        auto response = http::Response::json(
            200, json{{"ok", true}, {"channel", place_of(channel)}, {"ts", ts}}.dump());
        bool done = true;
        const auto next = std::find_if(script_.begin(), script_.end(), [&](const Step& step) {
            return step.method == method && (step.channel.empty() || step.channel == channel);
        });
        if (next != script_.end()) {
            response = next->response;
            done = next->done || response.status == 200;
            script_.erase(next);
        }
        const auto refused = refused_in_.find(channel);
        if (method == "chat.postMessage" && refused != refused_in_.end()) {
            response = refusal(refused->second);
        }
        if (method == "conversations.history") response = history_of(channel);
        if (method == "chat.delete") deleted_.insert(body.value("ts", ""));
        if (!scopes_.empty()) response.headers.emplace_back("X-OAuth-Scopes", scopes_);
        calls_.push_back(
            {method, body, std::chrono::steady_clock::now(), response.status, ts, done});
        while (closed_) changed_.wait_for(mutex_, std::chrono::milliseconds(100));
        return response;
    }

    mutable base::Mutex mutex_;
    base::Condition changed_;
    std::vector<Call> calls_ GUARDED_BY(mutex_);
    std::deque<Step> script_ GUARDED_BY(mutex_);
    std::set<std::string> deleted_ GUARDED_BY(mutex_);                  // by ts
    std::map<std::string, std::string> refused_in_ GUARDED_BY(mutex_);  // by channel
    std::string scopes_ GUARDED_BY(mutex_);
    bool closed_ GUARDED_BY(mutex_) = false;
    bool history_ GUARDED_BY(mutex_) = false;
    int newest_ts_ GUARDED_BY(mutex_) = 100;
    http::Server server_{[] {
        http::ServerConfig config;
        config.threads = 32;
        return config;
    }()};
    int port_ = 0;
};

}  // namespace poster_tests
