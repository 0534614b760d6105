// A sticker-worker: the real pump, lanes and turns, stepped by hand.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "libs/stream/lanes.hpp"
#include "libs/stream/pump.hpp"
#include "services/sticker-worker/core/turn.hpp"
#include "tests/simulation/processes/process.hpp"

namespace simulation {

class Worker final : public Process, worker::InputSource, worker::Outbox {
public:
    using Step = std::function<bool()>;
    Worker(Surroundings& around, Place& place, Step step);

    void start() override { poke_pump(); }
    void stop() override;
    bool idle() const override { return lanes_.size() == 0; }

private:
    struct Job {
        worker::Turn turn;
        stream::Ticket ticket;
    };
    // What a thread of the real program is: it holds one job at a time.
    struct Hand {
        std::optional<stream::Lanes<Job>::Taken> taken;
        bool planned = false;
    };

    void poke_pump();
    void poke_hands();
    void plan_hand(Hand& hand, base::Duration after);
    void take(stream::Record&& record, stream::Ticket ticket);
    void move(Hand& hand);
    void tell(const Job& job) const;
    worker::Inputs read(const worker::Needs& needs, const proto::TeamId&,
                        const proto::UserId& user) override;
    base::Result<void> publish(std::vector<worker::Outgoing>& pending) override;

    Surroundings& around_;
    Place& place_;
    Step step_;
    StoredGuards guards_;
    bool pump_planned_ = false;
    Reader reader_;  // wakes the pump from its first moment on
    stream::Lanes<Job> lanes_;
    std::vector<Hand> hands_;
    stream::Pump pump_;
    base::Duration busy_{0};  // how long the newest step took
};

}  // namespace simulation
