// How fast a member sends: at most `most_sends` presses of Send within `sends_window`.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>

#include "libs/base/clock.hpp"
#include "libs/redis/client.hpp"
#include "proto/ids.hpp"
#include "services/sticker-worker/core/inputs.hpp"

namespace worker {

// The same rule in this process's memory: of each member's `most_sends` tokens one is taken for
// `sends_window`. Members are told apart by a hash: two of the same one share their tokens.
// Thread-safe, no lock.
class LocalPace {
public:
    bool allows(const std::string& member, base::Time at);

private:
    static constexpr std::size_t slots = 4096;
    using Token = std::atomic<std::int64_t>;  // when it was taken, in ms

    std::array<std::array<Token, most_sends>, slots> tokens_{};
};

// All workers together by Redis (`cache:sends:TEAM:USER`, kept for a minute: it may vanish), each
// for itself while Redis is away. Presses are told apart by `press` and judged by when they were
// made: one that comes again within the minute gets the same answer. Thread-safe.
class Pace {
public:
    explicit Pace(redis::Client& redis) : redis_(redis) {}

    bool allows(const proto::TeamId& team, const proto::UserId& user, const std::string& press,
                base::Time at);

private:
    redis::Client& redis_;
    LocalPace local_;
};

}  // namespace worker
