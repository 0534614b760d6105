// A poster: the real pump, lanes, couriers and limits, stepped by hand.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "libs/limits/local_limiter.hpp"
#include "libs/limits/throttles.hpp"
#include "libs/stream/lanes.hpp"
#include "libs/stream/pump.hpp"
#include "services/poster/core/courier.hpp"
#include "services/poster/core/waiting.hpp"
#include "tests/simulation/processes/poster_ports.hpp"
#include "tests/simulation/processes/process.hpp"

namespace simulation {

class Poster final : public Process {
public:
    using Step = std::function<bool()>;
    Poster(Surroundings& around, Place& place, std::string instance, Step step);

    void start() override { poke_pump(); }
    void stop() override;

private:
    struct Job {
        std::variant<poster::Delivery, poster::WaitNote> work;
        stream::Ticket ticket;
    };
    struct Hand {
        std::unique_ptr<poster::Courier> courier;
        std::optional<stream::Lanes<Job>::Taken> taken;
        bool planned = false;
    };
    struct Pool {
        stream::Lanes<Job> lanes;
        std::vector<Hand> hands;
    };

    void staff(Pool& pool, int threads, const std::string& name);
    void poke_pump();
    void poke_hands(Pool& pool);
    void plan_hand(Pool& pool, Hand& hand, base::Duration after);
    void take(stream::Record&& record, stream::Ticket ticket);
    void line_up(poster::Delivery&& delivery, stream::Ticket ticket);
    void move(Pool& pool, Hand& hand);
    void put_down(Pool& pool, Hand& hand, const poster::Next& next);
    void tell(const Job& job) const;

    Surroundings& around_;
    Place& place_;
    std::string instance_;
    Step step_;
    base::Duration busy_{0};  // how long the newest step took
    PosterPorts ports_;
    bool pump_planned_ = false;
    Reader reader_;  // wakes the pump from its first moment on
    poster::Lines lines_;
    Pool visible_, private_, notes_;
    stream::Pump pump_;
};

}  // namespace simulation
