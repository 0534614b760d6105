// The threads that carry actions to Slack: each conversation in order, all beside each other.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "libs/base/clock.hpp"
#include "libs/stream/lanes.hpp"
#include "libs/stream/pump.hpp"
#include "libs/telemetry/log.hpp"
#include "services/poster/adapters/figures.hpp"
#include "services/poster/core/courier.hpp"
#include "services/poster/core/intake.hpp"
#include "services/poster/core/waiting.hpp"

namespace poster {

// What all couriers share.
struct CourierPorts {
    Ledger& ledger;
    Slots& slots;
    Bus& bus;
};

struct CourierConfig {
    std::size_t visible_threads = 8;
    std::size_t private_threads = 8;
    std::size_t note_threads = 2;
    std::size_t look_threads = 2;
    std::string instance;  // unlike any other process's: the fencing tokens begin with it
    std::string group;     // for the dead letters
    bool allow_replay = false;
};

// Pools apart, so that no slow visible post, no "sending…" of one and no look into a history ever
// takes the last thread from a private reply, nor a look one from a post. What waits (for its slot, for Redis, for Slack) holds no thread.
class Couriers {
public:
    // `make_slack` is called once a thread, on the caller's. The rest outlives this.
    Couriers(CourierConfig config, const CourierPorts& ports,
             const std::function<std::unique_ptr<Slack>()>& make_slack, const base::Clock& clock,
             telemetry::Log& log, Figures& figures);
    ~Couriers() { stop(); }

    // Never blocks; by one thread. The ticket is done once the outcome is confirmed.
    void take(stream::Record&& record, stream::Ticket ticket);
    // Ends what is at a step now (one call at most); what waits is dropped and comes again from the
    // log. Safe to call twice.
    void stop();

    std::size_t visible_waiting() const { return visible_.lanes.size(); }
    std::size_t private_waiting() const { return private_.lanes.size(); }

private:
    struct Job {
        std::variant<Delivery, WaitNote> work;
        stream::Ticket ticket;
    };
    struct Desk {
        std::unique_ptr<Slack> slack;
        std::unique_ptr<Courier> courier;
    };
    struct Pool {
        stream::Lanes<Job> lanes;
        std::vector<Desk> desks;
        std::vector<std::thread> threads;
    };

    // One that is to look into a history: it stays the head of its lane in its pool.
    struct Doubtful {
        Pool* pool;
        stream::Lanes<Job>::Taken taken;
    };
    struct Lookers {
        stream::Lanes<Doubtful> lanes;
        std::vector<Desk> desks;
        std::vector<std::thread> threads;
    };

    void staff(std::vector<Desk>& desks, std::size_t threads, const CourierPorts& ports,
               const std::function<std::unique_ptr<Slack>()>& make_slack, const std::string& name);
    void open(Pool& pool);
    void run(Pool& pool, Desk& desk);
    void run_looks(Desk& desk);
    Next work(Job& job, Desk& desk);
    Next recover(Job& job, const std::string& why);
    void line_up(Delivery&& delivery, stream::Ticket ticket);
    void tell(const Delivery& delivery);

    const CourierConfig config_;
    const base::Clock& clock_;
    const Slots& slots_;
    telemetry::Log& log_;
    Figures& figures_;
    Lines lines_;  // only take()'s thread
    Pool visible_, private_, notes_;
    Lookers looks_;
};

}  // namespace poster
