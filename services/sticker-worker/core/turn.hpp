// One record's way through the worker, in steps: read inputs → decide → publish, all confirmed →
// mark the guard → done. Between any two steps the process may die; the record then comes again
// from the start.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libs/base/clock.hpp"
#include "proto/dead_letter.hpp"
#include "proto/event.hpp"
#include "proto/wire.hpp"
#include "services/sticker-worker/core/decide.hpp"
#include "services/sticker-worker/core/ports.hpp"
#include "services/sticker-worker/core/request.hpp"

namespace worker {

// What became of a record, for logs and figures: ids and words of ours, nothing that a member
// wrote.
struct Story {
    std::string event;    // ce_id, empty when it could not be read
    std::string type;     // "events_api", "slash_command", "interactive"
    std::string rule;     // decide()'s, or "repeat"; empty for skipped records and dead letters
    std::string skipped;  // "probe", "unknown_type"
    std::optional<proto::DeadReason> dead;
    std::string error;  // why it is dead, or what publishing failed with last
    std::vector<proto::ActionId> actions;
    base::Time received_at{};
    int publish_failures = 0;
    bool lost = false;  // not even the dead letter could be written: see `error`
};

// Used by one thread at a time; makes at most one port call a step.
class Turn {
public:
    // `place`: topic, partition, offset, timestamp and group of the record, and when it was first
    // seen. `build` goes into decision records.
    Turn(proto::Wire wire, proto::DeadNote place, std::string build);

    enum class Stage { arrival, guard, reading, deciding, publishing, marking, over };
    Stage stage() const { return stage_; }

    enum class Next {
        step,   // go on
        later,  // publishing failed: step again after a while, nothing else is lost
        done    // every effect is confirmed
    };
    Next step(const Ports& ports);

    // The step threw: the record goes to the dead letters as handler_failed.
    void fail(const std::string& what);

    const Story& story() const { return story_; }

private:
    void arrive();
    void look_at_guard(Guards& guards);
    void decide_now();
    Next publish(Outbox& outbox);
    void bury(proto::DeadReason reason, const base::Error& error, const std::string& stage);
    void record_decision(Decision decision);
    bool wants_something() const;

    proto::Wire wire_;
    proto::DeadNote place_;
    std::string build_;
    Stage stage_ = Stage::arrival;
    std::optional<proto::Event> event_;
    std::optional<Request> request_;
    Inputs inputs_;
    std::vector<Outgoing> pending_;
    Story story_;
};

}  // namespace worker
