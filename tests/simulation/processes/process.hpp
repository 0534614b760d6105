// A program of ours: what the world starts, kills, and starts again.
#pragma once

#include <string>

#include "tests/simulation/ground/ground.hpp"
#include "tests/simulation/world/log.hpp"
#include "tests/simulation/world/slack.hpp"
#include "tests/simulation/world/store.hpp"

namespace simulation {

// What all programs share.
struct Surroundings {
    Ground& ground;
    Log& log;
    Store& store;
    Slack& slack;
    bool sticker_gone = false;  // the catalogue has changed
};

// One life of a program. Destroyed without stop() it has crashed.
class Process {
public:
    virtual ~Process() = default;
    virtual void start() = 0;
    virtual void stop() = 0;                    // SIGTERM
    virtual bool idle() const { return true; }  // nothing is under way in it
    virtual void socket_cut(gateway::Connection) {}
    virtual void hear(const proto::Wire&) {}  // a record of the replies topic
};

}  // namespace simulation
