#include "tests/simulation/world/story.hpp"

#include <utility>

#include "tests/simulation/processes/gateway.hpp"
#include "tests/simulation/processes/poster.hpp"
#include "tests/simulation/processes/worker.hpp"

namespace simulation {
namespace {

constexpr std::int64_t most_steps = 1'000'000;
constexpr int most_catalogue_tries = 600;

Occasion occasion_at(int program) {
    constexpr std::array<Occasion, 3> at{Occasion::gateway_step, Occasion::worker_step,
                                         Occasion::poster_step};
    return at[static_cast<std::size_t>(program)];
}

}  // namespace

Story::Story(const Plan& plan, bool told)
    : plan_(plan),
      ground_(plan.seed * 2, plan.faults, told),
      log_(ground_),
      store_(ground_),
      slack_(ground_, plan_.deeds),
      around_{ground_, log_, store_, slack_},
      doings_(plan_.deeds.size()) {
    constexpr std::array<const char*, 3> names{"gateway", "worker", "poster"};
    for (std::size_t i = 0; i < seats_.size(); ++i) {
        seats_[i].program = static_cast<Program>(i / 2);
        seats_[i].place.name = std::string(names[i / 2]) + "-" + std::to_string(i % 2 + 1);
    }
    log_.seen = [this](const std::string& topic, const proto::Wire& wire) { record(topic, wire); };
    slack_.closed = [this](std::size_t deed) {
        const auto kept = store_.settings_of(plan_.deeds[deed].user).previews;
        doings_[deed].closed_too_early = kept != right_number;
    };
    slack_.cut = [this](gateway::Connection connection) {
        for (Seat& seat : seats_) {
            if (seat.process) seat.process->socket_cut(connection);
        }
    };
}

// What still lies in the agenda may hold on to a program: they go together.
Story::~Story() {
    for (Seat& seat : seats_) ++seat.place.life;
}

Telling Story::run() {
    for (Seat& seat : seats_) start(seat);
    for (std::size_t i = 0; i < plan_.deeds.size(); ++i) {
        ground_.agenda.plan(base::Duration{500} + plan_.deeds[i].at, [this, i] { slack_.act(i); });
    }
    while (ground_.agenda.steps() < most_steps && ground_.agenda.step()) {
        if (corpses_) bury();
    }
    Telling telling;
    telling.steps = ground_.agenda.steps();
    if (telling.steps >= most_steps) telling.failures.push_back("it never ends");
    for (auto& broken : broken_rules(*this)) telling.failures.push_back(std::move(broken));
    telling.happened = ground_.faults.happened();
    telling.text = ground_.chronicle.text();
    return telling;
}

void Story::start(Seat& seat) {
    ++seat.place.life;
    seat.place.frozen_until = {};
    const std::string life = seat.place.name + "." + std::to_string(seat.place.life);
    ground_.chronicle.tell([&] { return life + " starts"; });
    auto may_step = [this, &seat] { return step(seat); };
    switch (seat.program) {
        case Program::gateway:
            seat.process =
                std::make_unique<Gateway>(around_, seat.place, life, newest_connection_, may_step);
            break;
        case Program::worker:
            seat.process = std::make_unique<Worker>(around_, seat.place, may_step);
            break;
        case Program::poster:
            seat.process = std::make_unique<Poster>(around_, seat.place, life, may_step);
            break;
    }
    seat.process->start();
}

// Nothing of this life happens from here on; what it is made of goes once its step has returned.
void Story::kill(Seat& seat, base::Duration back_after) {
    ground_.chronicle.tell([&] { return seat.place.name + " is gone"; });
    ++seat.place.life;
    seat.corpse = std::move(seat.process);
    corpses_ = true;
    ground_.agenda.plan(back_after, [this, &seat] { start(seat); });
}

void Story::restart(Seat& seat, base::Duration back_after) {
    ground_.agenda.plan(seat.place, base::Duration{0}, [this, &seat, back_after] {
        seat.process->stop();
        kill(seat, back_after);
    });
}

void Story::bury() {
    corpses_ = false;
    for (Seat& seat : seats_) seat.corpse.reset();
}

bool Story::step(Seat& seat) {
    const Fault* fault = ground_.fault_at(occasion_at(static_cast<int>(seat.program)));
    if (!fault) return true;
    const bool worker = seat.program == Program::worker;
    switch (fault->kind) {
        case Kind::gateway_crash:
        case Kind::worker_crash:
        case Kind::poster_crash:
            kill(seat, fault->span);
            return false;
        case Kind::gateway_freeze:
        case Kind::worker_freeze:
        case Kind::poster_freeze:
            seat.place.frozen_until = ground_.clock.now() + fault->span;
            return true;
        case Kind::worker_restart:
        case Kind::poster_restart:
            restart(seat, fault->span);
            return true;
        case Kind::worker_rebalance:
        case Kind::poster_rebalance:
            ground_.agenda.plan(base::Duration{0}, [this, worker] {
                log_.rebalance(worker ? events_topic : actions_topic);
            });
            return true;
        case Kind::sticker_gone:
            change_the_catalogue(most_catalogue_tries);
            return true;
        default:
            return true;
    }
}

// Not while a decision is under way or half of it is known: a catalogue that changes inside of it
// is another story. Nor where the store loses its guards.
void Story::change_the_catalogue(int tries) {
    for (const Fault& fault : plan_.faults) {
        if (occasion_of(fault.kind) == Occasion::store_call) return;
    }
    bool idle = log_.all_done(events_topic);
    for (const Seat& seat : seats_) idle = idle && (!seat.process || seat.process->idle());
    if (idle) {
        ground_.chronicle.tell([] { return std::string("the sticker is gone"); });
        around_.sticker_gone = true;
    } else if (tries > 0) {
        ground_.agenda.plan(base::Duration{1'000},
                            [this, tries] { change_the_catalogue(tries - 1); });
    }
}

void Story::record(const std::string& topic, const proto::Wire& wire) {
    const std::string id(wire.header("ce_id"));
    if (topic == replies_topic) {
        for (Seat& seat : seats_) {
            if (seat.process) seat.process->hear(wire);
        }
    }
    if (topic == actions_topic && !actions_.count(id)) {
        const auto action = proto::decode_action(wire);
        if (!action) return;
        slack_.know(*action);
        for (std::size_t i = 0; i < plan_.deeds.size(); ++i) {
            if (plan_.deeds[i].event_id != action->event.value) continue;
            actions_[id] = {i, action->kind == "notice"};
        }
    }
    if (topic == outcomes_topic) {
        const auto outcome = proto::decode_outcome(wire);
        const auto found = outcome ? actions_.find(outcome->action.value) : actions_.end();
        if (found == actions_.end()) return;
        auto& [deed, notice] = found->second;
        if (!notice) doings_[deed].ends.insert(outcome->end);
    }
    if (topic == dead_topic) {
        dead_.emplace_back(wire.header("x-dlq-reason"));
        const auto found = actions_.find(id);
        const bool parked = dead_.back() == to_text(proto::DeadReason::ambiguous);
        if (parked && found != actions_.end()) {
            doings_[found->second.first].ends.insert(proto::End::parked);
        }
    }
}

}  // namespace simulation
