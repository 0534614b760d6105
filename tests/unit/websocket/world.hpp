// A loop with a server and clients that write down what they are told.
#pragma once

#include <algorithm>
#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/mutex.hpp"
#include "libs/websocket/client.hpp"
#include "libs/websocket/server.hpp"

namespace websocket_test {

using namespace std::chrono_literals;
using websocket::ClientConfig;
using websocket::ConnectionId;
using websocket::Loop;

// What happened, in order; written on one thread, waited for on another.
class Diary {
public:
    void note(std::string entry) {
        base::Lock lock(mutex_);
        entries_.push_back(std::move(entry));
        changed_.notify_all();
    }
    // Whether an entry like this came before `limit` passed.
    bool has(const std::string& entry, std::chrono::milliseconds limit = 10s) {
        return wait(limit, [&] {
            return std::find(entries_.begin(), entries_.end(), entry) != entries_.end();
        });
    }
    bool has_some(std::size_t count) {
        return wait(10s, [&] { return entries_.size() >= count; });
    }
    std::vector<std::string> entries() {
        base::Lock lock(mutex_);
        return entries_;
    }

private:
    template <class Holds>
    bool wait(std::chrono::milliseconds limit, Holds holds) {
        const auto end = std::chrono::steady_clock::now() + limit;
        base::Lock lock(mutex_);
        while (!holds()) {
            const auto left = end - std::chrono::steady_clock::now();
            if (left <= left.zero()) return false;
            changed_.wait_for(mutex_, left);
        }
        return true;
    }

    base::Mutex mutex_;
    base::Condition changed_;
    std::vector<std::string> entries_ GUARDED_BY(mutex_);
};

// Runs `work` on the loop's thread and waits for it.
template <class Work>
auto on(Loop& loop, Work work) {
    std::packaged_task<decltype(work())()> task(std::move(work));
    auto result = task.get_future();
    loop.post([&task] { task(); });
    return result.get();
}

// A client with a diary: "open", "text …", "binary 3", "ping", "pong", "fail code: context",
// "close 1000 reason". Long texts are noted by their length.
class Guest {
public:
    Guest(Loop& loop, ClientConfig config) : loop_(loop) {
        websocket::ClientHandlers handlers;
        handlers.on_open = [this] { diary.note("open"); };
        handlers.on_text = [this](std::string&& text) {
            diary.note(text.size() > 100 ? "text of " + std::to_string(text.size())
                                         : "text " + text);
        };
        handlers.on_binary = [this](std::size_t size) {
            diary.note("binary " + std::to_string(size));
        };
        handlers.on_ping = [this] { diary.note("ping"); };
        handlers.on_pong = [this] { diary.note("pong"); };
        handlers.on_fail = [this](const base::Error& error) {
            failure = error;
            diary.note("fail " + error.code);
        };
        handlers.on_close = [this](int code, const std::string& reason) {
            diary.note("close " + std::to_string(code) + " " + reason);
        };
        on(loop_, [&] {
            client_ = std::make_unique<websocket::Client>(loop_, config, std::move(handlers));
            client_->connect();
        });
    }
    ~Guest() { leave(); }

    void leave() {
        on(loop_, [&] { client_.reset(); });
    }
    bool send(const std::string& text) {
        return on(loop_, [&] { return client_->send_text(text); });
    }
    bool ping() {
        return on(loop_, [&] { return client_->ping(); });
    }
    void close(int code, const std::string& reason) {
        on(loop_, [&] { client_->close(code, reason); });
    }
    bool open() {
        return on(loop_, [&] { return client_->open(); });
    }

    Diary diary;
    base::Error failure;  // valid once the diary has a "fail"

private:
    Loop& loop_;
    std::unique_ptr<websocket::Client> client_;
};

// A server with a diary: "open 1 /target", "text 1 …", "ping 1", "close 1 code". It greets each
// connection with "hello" and answers "echo:…" by what follows.
class Host {
public:
    explicit Host(Loop& loop, websocket::ServerConfig config = {}) : loop_(loop) {
        websocket::ServerHandlers handlers;
        handlers.on_upgrade = [this](const std::string&) { return refuse_with; };
        handlers.on_open = [this](ConnectionId id, const std::string& target) {
            diary.note("open " + std::to_string(id) + " " + target);
            server_->send_text(id, "hello");
        };
        handlers.on_text = [this](ConnectionId id, std::string&& text) {
            if (text.substr(0, 5) == "echo:") server_->send_text(id, text.substr(5));
            diary.note(text.size() > 100 ? "text of " + std::to_string(text.size())
                                         : "text " + text);
        };
        handlers.on_ping = [this](ConnectionId) {
            diary.note("ping");
            return answers_pings;
        };
        handlers.on_close = [this](ConnectionId id, int code) {
            diary.note("close " + std::to_string(id) + " " + std::to_string(code));
        };
        secure_ = !config.certificate_file.empty();
        server_ = std::make_unique<websocket::Server>(loop, std::move(config), std::move(handlers));
        const auto started = server_->start();
        port = started ? *started : 0;
    }

    ClientConfig client() const {
        ClientConfig out;
        out.url = (secure_ ? "wss://localhost:" : "ws://127.0.0.1:") + std::to_string(port) +
                  "/link/?ticket=secret-ticket";
        out.ca_file = "tests/data/tls/ca.pem";
        return out;
    }
    websocket::Server& server() { return *server_; }
    void close(ConnectionId id, int code, const std::string& reason) {
        on(loop_, [&] { server_->close(id, code, reason); });
    }

    Diary diary;
    int port = 0;
    int refuse_with = 0;        // before the first connection
    bool answers_pings = true;  // the same

private:
    Loop& loop_;
    bool secure_ = false;
    std::unique_ptr<websocket::Server> server_;  // last: its handlers write into the above
};

inline websocket::ServerConfig tls_server(const std::string& certificate) {
    websocket::ServerConfig out;
    out.certificate_file = "tests/data/tls/" + certificate + ".pem";
    out.key_file = "tests/data/tls/" + certificate + ".key";
    return out;
}

}  // namespace websocket_test
