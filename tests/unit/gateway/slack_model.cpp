#include "tests/unit/gateway/slack_model.hpp"

#include <algorithm>

namespace gateway {
namespace {

constexpr milliseconds tick_every{100};
constexpr milliseconds url_limit{4'000};    // as socket_transport.cpp
constexpr milliseconds open_limit{10'000};  // as websocket::ClientConfig
constexpr milliseconds close_limit{1'000};  // the same

}  // namespace

SlackModel::SlackModel(std::size_t replicas, std::size_t sockets_each, unsigned seed)
    : random_(seed), sockets_each_(sockets_each), replicas_(replicas) {
    clock_.advance(minutes{1});
    for (std::size_t i = 0; i < replicas; ++i) start_replica(i);
}

void SlackModel::start_replica(std::size_t index) {
    Replica& replica = replicas_[index];
    SocketLimits limits;
    limits.sockets = sockets_each_;
    replica.running = true;
    replica.limited_until = {};
    replica.plan.emplace(limits, random_());
    replica.lease.emplace("r" + std::to_string(index) + "." + std::to_string(replica.lives++),
                          sockets_each_);
}

void SlackModel::kill_replica(std::size_t index) {
    replicas_[index].running = false;
    wires_.remove_if([&](const Wire& wire) { return wire.replica == index; });
}

void SlackModel::set_weather(Weather weather) {
    if (weather_ == Weather::swallowing && weather != Weather::swallowing) {
        const auto hole = std::chrono::duration_cast<milliseconds>(now() - hole_began_);
        for (Wire& wire : wires_) {
            std::uniform_int_distribution<long> part(0, hole.count());
            wire.works_from = now() + milliseconds{part(random_)};
        }
    }
    if (weather == Weather::swallowing) hole_began_ = now();
    weather_ = weather;
}

void SlackModel::kill_sockets() {
    for (Wire& wire : wires_) {
        if (wire.phase != Wire::Phase::call) wire.closes = now();
    }
}

void SlackModel::warn_all(milliseconds close_after) {
    for (std::size_t i = 0; i < replicas_.size(); ++i) warn(i, close_after);
}

void SlackModel::warn(std::size_t replica, milliseconds close_after) {
    for (Wire& wire : wires_) {
        if (wire.replica != replica || wire.phase != Wire::Phase::live || wire.closes) continue;
        wire.closes = now() + close_after;
        plan_of(wire).told_to_go(wire.id, "warning", now());
    }
}

bool SlackModel::passes(const Wire& wire) const {
    return weather_ != Weather::swallowing && now() >= wire.works_from;
}

int SlackModel::slack_counts() const {
    return ghosts + static_cast<int>(std::count_if(
                        wires_.begin(), wires_.end(),
                        [](const Wire& wire) { return wire.phase >= Wire::Phase::greeting; }));
}

std::size_t SlackModel::wires(std::size_t replica) const {
    return static_cast<std::size_t>(
        std::count_if(wires_.begin(), wires_.end(), [&](const Wire& wire) {
            return wire.replica == replica && wire.phase != Wire::Phase::call;
        }));
}

bool SlackModel::reaches(std::size_t replica) const {
    return std::any_of(wires_.begin(), wires_.end(), [&](const Wire& wire) {
        return wire.replica == replica && wire.phase == Wire::Phase::live && passes(wire) &&
               !(wire.closes && *wire.closes <= now());
    });
}

bool SlackModel::reaches_any() const {
    for (std::size_t i = 0; i < replicas_.size(); ++i) {
        if (replicas_[i].running && reaches(i)) return true;
    }
    return false;
}

bool SlackModel::move_call(Wire& wire) {
    if (weather_ == Weather::refused || weather_ == Weather::nameless) {
        plan_of(wire).no_url(wire.id, base::Error::later("connect_failed"), now());
        return false;
    }
    if (now() - wire.begun >= url_limit) {
        plan_of(wire).no_url(wire.id, base::Error::unknown("timeout"), now());
        return false;
    }
    if (!passes(wire) || now() < wire.due) return true;
    if (now() < limited_until_) {
        const auto left = std::chrono::duration_cast<milliseconds>(limited_until_ - now());
        replicas_[wire.replica].limited_until = limited_until_;
        plan_of(wire).no_url(wire.id, base::Error::after("ratelimited", left), now());
        return false;
    }
    plan_of(wire).got_url(wire.id, "wss://x/?ticket=1", now());
    return false;  // the dial is a wire of its own
}

bool SlackModel::move_dial(Wire& wire) {
    const bool refused = weather_ == Weather::refused || weather_ == Weather::nameless;
    if (refused || now() - wire.begun >= open_limit) {
        plan_of(wire).failed(wire.id, now());
        return false;
    }
    if (!passes(wire) || now() < wire.due) return true;
    if (refuse_upgrades > 0) {
        --refuse_upgrades;
        plan_of(wire).failed(wire.id, now());
        return false;
    }
    plan_of(wire).opened(wire.id, now());
    wire.phase = Wire::Phase::greeting;
    wire.due = now() + tick_every;
    return true;
}

bool SlackModel::greet(Wire& wire) {
    if (!passes(wire) || now() < wire.due) return true;
    if (slack_counts() > 10) {
        ++told_too_many;
        plan_of(wire).told_to_go(wire.id, "too_many_websockets", now());
        plan_of(wire).closed(wire.id, now());
        return false;
    }
    plan_of(wire).heard(wire.id, now());
    plan_of(wire).hello(wire.id, slack_counts(), now());
    wire.phase = Wire::Phase::live;
    if (closes_after_hello) wire.closes = now();
    return true;
}

bool SlackModel::listen(Wire& wire) {
    if (passes(wire)) {
        while (!wire.pongs.empty() && wire.pongs.front() <= now()) {
            wire.pongs.pop_front();
            plan_of(wire).heard(wire.id, now());
        }
    }
    if (!wire.closes || now() < *wire.closes) return true;
    plan_of(wire).closed(wire.id, now());
    return false;
}

bool SlackModel::move(Wire& wire) {
    if (wire.phase == Wire::Phase::call) return move_call(wire);
    if (wire.phase == Wire::Phase::dial) return move_dial(wire);
    if (wire.phase == Wire::Phase::greeting && !greet(wire)) return false;
    return listen(wire);
}

bool SlackModel::obey(std::size_t index, const Command& command) {
    const auto wire = std::find_if(wires_.begin(), wires_.end(), [&](const Wire& one) {
        return one.replica == index && one.id == command.connection;
    });
    if (command.what == Command::What::ask_url) {
        calls.push_back({now(), index});
        if (now() < replicas_[index].limited_until) ++early_calls;
        wires_.push_back({index, command.connection, now(), now() + tick_every, {}, {}, {}, {}});
    } else if (command.what == Command::What::dial) {
        wires_.push_back({index, command.connection, now(), now() + tick_every, {},
                          Wire::Phase::dial, {}, {}});
    } else if (wire == wires_.end()) {
        return false;
    } else if (command.what == Command::What::ping) {
        wire->pongs.push_back(now() + pong_delay());
    } else if (command.what == Command::What::close) {
        const bool answered = answers_close && passes(*wire);
        const SteadyTime ends = now() + (answered ? tick_every : close_limit);
        wire->closes = std::min(wire->closes.value_or(ends), ends);
    } else if (command.what == Command::What::drop) {
        ++drops;
        wires_.erase(wire);
    }
    return true;
}

void SlackModel::claim(std::size_t index) {
    Lease& lease = *replicas_[index].lease;
    lease.holds(*replicas_[index].plan, now());
    const auto asked = lease.next_claim(now());
    if (asked && store_away) lease.away();
    if (asked && !store_away) lease.answered(store.claim(*asked, now()), now());
    replicas_[index].plan->allow(lease.allowance(now()));
}

void SlackModel::tick() {
    clock_.advance(tick_every);
    for (auto wire = wires_.begin(); wire != wires_.end();) {
        wire = move(*wire) ? std::next(wire) : wires_.erase(wire);
    }
    for (std::size_t i = 0; i < replicas_.size(); ++i) {
        if (!replicas_[i].running) continue;
        claim(i);
        replicas_[i].plan->tick(now());
        carry_out(i);
    }
}

void SlackModel::carry_out(std::size_t index) {
    for (const Command& command : replicas_[index].plan->take_commands()) obey(index, command);
    const auto pending = std::count_if(wires_.begin(), wires_.end(), [&](const Wire& wire) {
        return wire.replica == index && wire.phase != Wire::Phase::live;
    });
    most_pending = std::max(most_pending, static_cast<std::size_t>(pending));
}

void SlackModel::run(milliseconds duration, const std::function<void()>& check) {
    for (milliseconds passed{0}; passed < duration; passed += tick_every) {
        tick();
        if (check) check();
    }
}

std::optional<milliseconds> SlackModel::until(const std::function<bool()>& holds,
                                              milliseconds limit) {
    for (milliseconds passed{0}; passed <= limit; passed += tick_every) {
        if (holds()) return passed;
        tick();
    }
    return std::nullopt;
}

}  // namespace gateway
