// One story from its seed to its end: all programs, everything around them, and what went wrong.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "proto/outcome.hpp"
#include "tests/simulation/processes/process.hpp"
#include "tests/simulation/world/plan.hpp"

namespace simulation {

// What is left of a story once nothing happens any more.
struct Telling {
    std::vector<std::string> failures;  // rules that were broken; none: all is well
    int happened = 0;                   // faults
    std::int64_t steps = 0;
    std::string text;  // all that happened, where it was asked for
};

class Story {
public:
    Story(const Plan& plan, bool told);
    ~Story();
    Telling run();

    // For the checker.
    struct Doing {
        std::set<proto::End> ends;      // of everything that was to be shown
        bool closed_too_early = false;  // a form, before its settings were kept
    };
    const Plan& plan() const { return plan_; }
    const Slack& slack() const { return slack_; }
    const Faults& faults() const { return ground_.faults; }
    const Log& log() const { return log_; }
    const Store& store() const { return store_; }
    const std::vector<Doing>& doings() const { return doings_; }
    const std::vector<std::string>& dead() const { return dead_; }

private:
    enum class Program { gateway, worker, poster };
    struct Seat {
        Program program = Program::gateway;
        Place place;
        std::unique_ptr<Process> process;
        std::unique_ptr<Process> corpse;  // gone, but a step of it may still be on the stack
    };

    void start(Seat& seat);
    void kill(Seat& seat, base::Duration back_after);
    void restart(Seat& seat, base::Duration back_after);
    bool step(Seat& seat);
    void change_the_catalogue(int tries);
    void record(const std::string& topic, const proto::Wire& wire);
    void bury();

    Plan plan_;
    Ground ground_;
    Log log_;
    Store store_;
    Slack slack_;
    Surroundings around_;
    gateway::Connection newest_connection_ = 0;
    std::array<Seat, 6> seats_;
    bool corpses_ = false;
    std::map<std::string, std::pair<std::size_t, bool>> actions_;  // deed, whether a notice
    std::vector<Doing> doings_;
    std::vector<std::string> dead_;  // reasons, as the records say
};

// The rules of issue 6 over a story that is over: the broken ones, in words.
std::vector<std::string> broken_rules(const Story& story);

}  // namespace simulation
