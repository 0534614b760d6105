// The threads that decide: records of one conversation in order, conversations beside each other.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "libs/base/clock.hpp"
#include "libs/stream/lanes.hpp"
#include "libs/stream/pump.hpp"
#include "libs/telemetry/log.hpp"
#include "services/sticker-worker/adapters/figures.hpp"
#include "services/sticker-worker/core/ports.hpp"
#include "services/sticker-worker/core/turn.hpp"

namespace worker {

// What one thread has for itself.
struct Desk {
    std::unique_ptr<InputSource> inputs;
    std::unique_ptr<Outbox> outbox;
};

// A record whose writes are not confirmed is tried again after 0.2 s, doubling to 5 s; its
// conversation waits behind it, others go on. Within a minute it goes to the dead letters, unless
// these cannot be written either: then it is the brokers, and it is tried for as long as it takes.
class Deciders {
public:
    // `make_desk` is called once a thread, on the caller's. The rest outlives this.
    Deciders(std::size_t threads, const std::function<Desk()>& make_desk, Guards& guards,
             const base::Clock& clock, telemetry::Log& log, Figures& figures);
    ~Deciders() { stop(); }

    // Never blocks. `group` and `build` go into dead letters and decision records.
    void take(stream::Record&& record, stream::Ticket ticket, const std::string& group,
              const std::string& build);

    // Waits for what is under way (3.8 s at most). What waits in line is dropped: its offset is not
    // stored, so it comes again.
    void stop();

private:
    struct Job {
        Turn turn;
        stream::Ticket ticket;
        stream::Position at;
        std::optional<stream::SteadyTime> failing_since = {};
        bool gives_up = false;  // the next step tries the dead letters
    };

    void run(Desk& desk);
    bool work(Job& job, Desk& desk);  // whether it is through
    void wait(const stream::Lanes<Job>::Taken& taken);
    void tell(const Job& job);

    Guards& guards_;
    const base::Clock& clock_;
    telemetry::Log& log_;
    Figures& figures_;
    stream::Lanes<Job> lanes_;
    std::vector<Desk> desks_;
    std::vector<std::thread> threads_;  // last: they use all of the above
};

}  // namespace worker
