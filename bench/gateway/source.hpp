// A Slack that does nothing but send envelopes down one socket and note when each was acked.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

#include "bench/process/latencies.hpp"
#include "libs/http/server.hpp"
#include "libs/websocket/loop.hpp"
#include "libs/websocket/server.hpp"

namespace bench {

// Questions and submissions wait for a worker's reply.
enum class Kind { command, question, submission };

struct Load {
    std::size_t envelopes = 0;
    std::size_t in_flight = 0;   // closed loop: so many un-acked at once; 0: by rate
    std::size_t per_second = 0;  // open loop; 0 with in_flight 0: all at once
    Kind kind = Kind::command;
};

class Source {
public:
    // Certificate files empty: plain ws. Throws when nothing can be bound.
    Source(const std::string& certificate_file, const std::string& key_file);
    ~Source();

    std::string api_url() const { return api_url_; }
    // Blocks until a socket is open, then until every envelope is acked or 10 s passed without one.
    Latencies run(const Load& load);

private:
    using SteadyTime = std::chrono::steady_clock::time_point;

    void opened(websocket::ConnectionId id);
    void acked(const std::string& text);
    void send_next();
    void send_by_rate(SteadyTime began);

    websocket::Loop loop_;
    std::unique_ptr<websocket::Server> sockets_;
    http::Server api_;
    std::string api_url_;
    std::atomic<websocket::ConnectionId> connection_{0};
    std::atomic<std::size_t> acks_{0};
    // The loop's own from here.
    Load load_;
    std::size_t sent_ = 0;
    std::uint64_t run_ = 0;
    std::unordered_map<std::string, SteadyTime> waiting_;
    Latencies latencies_;
};

}  // namespace bench
