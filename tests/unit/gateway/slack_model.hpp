// Slack, the network and the lease's store on the manual clock, with real SocketPlans and Leases
// against them: for hours and thousands of faults in a second.
#pragma once

#include <deque>
#include <functional>
#include <list>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "libs/base/clock.hpp"
#include "tests/unit/gateway/lease_table.hpp"

namespace gateway {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

// refused: nobody answers. nameless: no name is found, what stands goes on. swallowing: whatever is
// sent waits for TCP's next try, which comes as long after the healing as the hole was, at most.
enum class Weather { fine, refused, nameless, swallowing };

class SlackModel {
public:
    SlackModel(std::size_t replicas, std::size_t sockets_each, unsigned seed);

    // Ticks of 100 ms; `check` after each.
    void run(milliseconds duration, const std::function<void()>& check = {});
    // Runs until it holds, at most `limit`; how long that took.
    std::optional<milliseconds> until(const std::function<bool()>& holds, milliseconds limit);

    // Faults.
    void set_weather(Weather weather);
    void kill_sockets();                               // RST on each
    void warn_all(milliseconds close_after);           // Slack's "warning", and then it closes
    void warn(std::size_t replica, milliseconds close_after);
    void limit_calls_for(milliseconds wait) { limited_until_ = now() + wait; }  // 429
    void kill_replica(std::size_t index);
    void start_replica(std::size_t index);
    bool closes_after_hello = false;
    bool answers_close = true;
    int refuse_upgrades = 0;  // 409, so many
    int ghosts = 0;
    bool store_away = false;
    LeaseTable store;
    std::function<milliseconds()> pong_delay = [] { return milliseconds{100}; };

    // What was seen.
    SteadyTime now() const { return clock_.steady(); }
    struct Call {
        SteadyTime at;
        std::size_t replica;
    };
    std::vector<Call> calls;        // of apps.connections.open
    int early_calls = 0;            // … inside a Retry-After that its replica knew
    int drops = 0;                  // by us: silence, no hello
    int told_too_many = 0;
    std::size_t most_pending = 0;  // of one replica: from the call to the hello
    std::size_t live(std::size_t replica) const { return replicas_[replica].plan->live(); }
    std::size_t wires(std::size_t replica) const;  // TCP connections
    std::size_t wires() const { return wires_.size(); }
    bool running(std::size_t replica) const { return replicas_[replica].running; }
    const Lease& lease(std::size_t replica) const { return *replicas_[replica].lease; }
    // A socket on which an envelope would reach that replica, and its ack Slack.
    bool reaches(std::size_t replica) const;
    bool reaches_any() const;
    std::mt19937& random() { return random_; }

private:
    struct Replica {
        bool running = true;
        int lives = 0;
        std::optional<SocketPlan> plan;
        std::optional<Lease> lease;
        SteadyTime limited_until{};
    };
    struct Wire {
        std::size_t replica;
        Connection id;
        SteadyTime begun, due, works_from;
        enum class Phase { call, dial, greeting, live } phase = Phase::call;
        std::deque<SteadyTime> pongs;
        std::optional<SteadyTime> closes;
    };

    bool passes(const Wire& wire) const;
    void carry_out(std::size_t index);
    bool obey(std::size_t index, const Command& command);
    bool move(Wire& wire);  // false: it ended
    bool move_call(Wire& wire);
    bool move_dial(Wire& wire);
    bool greet(Wire& wire);
    bool listen(Wire& wire);
    void claim(std::size_t index);
    void tick();
    int slack_counts() const;
    SocketPlan& plan_of(const Wire& wire) { return *replicas_[wire.replica].plan; }

    base::ManualClock clock_;
    std::mt19937 random_;
    std::size_t sockets_each_;
    std::vector<Replica> replicas_;
    std::list<Wire> wires_;
    Weather weather_ = Weather::fine;
    SteadyTime hole_began_{};
    SteadyTime limited_until_{};
};

}  // namespace gateway
