// Stands between posters and their Redis, and keeps one command or its answer back: so a test can
// stop a poster at a moment that lasts microseconds otherwise.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <list>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace poster_tests {

class RedisGate {
public:
    explicit RedisGate(int redis_port) : redis_port_(redis_port) {
        sockaddr_in address = local(0);
        socklen_t length = sizeof address;
        auto* const generic = reinterpret_cast<sockaddr*>(&address);
        const bool open = bind(listener_, generic, length) == 0 && listen(listener_, 64) == 0 &&
                          getsockname(listener_, generic, &length) == 0;
        if (!open) throw std::runtime_error("no free port");
        port_ = ntohs(address.sin_port);
        door_ = std::jthread([this](const std::stop_token& stop) { accept_all(stop); });
    }
    ~RedisGate() {
        door_ = {};  // ends it, so that nobody comes in any more
        relays_.clear();
        close(listener_);
    }
    RedisGate(const RedisGate&) = delete;
    RedisGate& operator=(const RedisGate&) = delete;

    std::string url() const { return "redis://127.0.0.1:" + std::to_string(port_) + "/0"; }

    // The next command in which all of these stand: Redis does not get it, or it has done it and
    // its answer stays here. Once a gate.
    void hold(std::vector<std::string> words) { arm(std::move(words), false); }
    void hold_answer_to(std::vector<std::string> words) { arm(std::move(words), true); }
    bool holds() const { return state_ == State::held; }
    void let_go() { state_ = State::released; }

private:
    enum class State { idle, armed, met, held, released };
    static constexpr int round_ms = 10;

    static sockaddr_in local(int port) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        return address;
    }
    static int new_socket() { return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0); }

    void accept_all(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            pollfd waiting{listener_, POLLIN, 0};
            if (poll(&waiting, 1, round_ms) <= 0) continue;
            const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            const int redis = new_socket();
            sockaddr_in address = local(redis_port_);
            if (connect(redis, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
                close(client);
                close(redis);
                continue;
            }
            relays_.emplace_back([this, client, redis](const std::stop_token& ended) {
                relay(ended, client, redis);
                close(client);
                close(redis);
            });
        }
    }
    void arm(std::vector<std::string> words, bool the_answer) {
        words_ = std::move(words);
        the_answer_ = the_answer;
        state_ = State::armed;
    }
    void relay(const std::stop_token& stop, int client, int redis) {
        bool holding = false;
        std::string kept;  // the command
        while (!stop.stop_requested()) {
            if (holding && state_ == State::released) {
                holding = false;
                if (!kept.empty() && !pass_on(std::exchange(kept, {}), redis)) return;
            }
            const bool deaf = holding && state_ == State::held;
            std::array<pollfd, 2> ends{{{client, POLLIN, 0}, {redis, POLLIN, 0}}};
            if (poll(ends.data(), deaf ? 1 : 2, round_ms) <= 0) continue;
            if (ends[0].revents != 0) {
                const auto asked = bytes_of(client);
                if (asked.empty()) return;
                holding = holding || is_wanted(asked);
                if (holding && !the_answer_) {
                    kept += asked;
                    state_ = State::held;
                } else if (!pass_on(asked, redis)) {
                    return;
                }
            }
            if (ends[1].revents == 0) continue;
            if (holding) {
                state_ = State::held;
            } else if (!pass_on(bytes_of(redis), client)) {
                return;
            }
        }
    }
    bool is_wanted(const std::string& command) {
        if (state_ != State::armed) return false;
        for (const auto& word : words_) {
            if (command.find(word) == std::string::npos) return false;
        }
        auto armed = State::armed;
        return state_.compare_exchange_strong(armed, State::met);
    }
    static std::string bytes_of(int from) {
        std::string bytes(1 << 16, '\0');
        const auto count = recv(from, bytes.data(), bytes.size(), 0);
        bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
        return bytes;
    }
    // False: one of the two is gone.
    static bool pass_on(std::string_view bytes, int to) {
        if (bytes.empty()) return false;
        while (!bytes.empty()) {
            const auto count = send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }

    const int redis_port_;
    const int listener_ = new_socket();
    int port_ = 0;
    std::vector<std::string> words_;  // these two are not changed while armed
    bool the_answer_ = false;
    std::atomic<State> state_{State::idle};
    std::list<std::jthread> relays_;  // the door's, until it is shut
    std::jthread door_;
};

}  // namespace poster_tests
