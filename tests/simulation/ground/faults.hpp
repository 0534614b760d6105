// What goes wrong in a story: a short list made of the seed, so that a failing story can be told
// again with fewer of them.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "libs/base/clock.hpp"
#include "tests/simulation/ground/chance.hpp"

namespace simulation {

// What can go wrong, grouped by the occasion at which it does.
enum class Kind {
    gateway_crash,
    gateway_freeze,  // at a step of a gateway
    worker_crash,
    worker_freeze,
    worker_restart,
    worker_rebalance,  // of a worker
    sticker_gone,
    poster_crash,
    poster_freeze,
    poster_restart,
    poster_rebalance,  // of a poster
    log_refused,
    log_unconfirmed,
    log_away,  // at a write to the log
    store_answer_lost,
    store_away,
    store_lost_second,  // at a call to the store
    slack_answer_lost,
    slack_no_answer,
    slack_late,
    slack_throttles,  // at a call to Slack
    slack_not_done,
    slack_refuses,
    slack_away,
    slack_token_dead,
    envelope_doubled,
    socket_cut,  // at an envelope
    ack_lost     // at an ack
};
inline constexpr int kinds = static_cast<int>(Kind::ack_lost) + 1;
std::string_view to_text(Kind kind);

enum class Occasion {
    gateway_step,
    worker_step,
    poster_step,
    log_write,
    store_call,
    slack_call,
    envelope,
    ack
};
inline constexpr int occasions = static_cast<int>(Occasion::ack) + 1;
Occasion occasion_of(Kind kind);

struct Fault {
    Kind kind = Kind::ack_lost;
    int nth = 1;             // at which occasion of its sort in the story
    base::Duration span{0};  // how long: away, frozen, until it is back
    bool happened = false;

    std::string text() const;
};

// The faults of one story and what has happened of them.
class Faults {
public:
    Faults() = default;
    explicit Faults(std::vector<Fault> faults) : faults_(std::move(faults)) {}

    // Counts one more occasion; the fault that happens at it, or nothing.
    const Fault* at(Occasion occasion);

    const std::vector<Fault>& all() const { return faults_; }
    int happened() const;
    bool has(Kind kind) const;  // has happened

private:
    std::vector<Fault> faults_;
    std::array<int, occasions> counted_{};
};

// Between none and eight of them.
std::vector<Fault> draw_faults(Chance& chance);

}  // namespace simulation
