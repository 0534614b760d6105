// One record's way through the worker, in steps: read inputs → decide → publish, all confirmed →
// keep the effect (guard and state) → done. What a member chose is kept before they are told so,
// where nothing is to be posted: keep → publish (docs/adr/0006). Between any two steps the process
// may die; the record then comes again from the start.
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
    int keep_failures = 0;  // the store is away, and what was decided must be kept
    bool lost = false;      // not even the dead letter could be written: see `error`
};

// Used by one thread at a time; makes at most one port call a step.
class Turn {
public:
    // `place`: topic, partition, offset, timestamp and group of the record, and when it was first
    // seen. `build` goes into decision records.
    Turn(proto::Wire wire, proto::DeadNote place, std::string build);

    enum class Stage { arrival, guard, reading, deciding, publishing, keeping, over };
    Stage stage() const { return stage_; }

    enum class Next {
        step,   // go on
        later,  // publishing or keeping failed: step again after a while, nothing is lost
        done    // every effect is confirmed
    };
    Next step(const Ports& ports);

    // It has waited for too long behind something that fails: the next step tries to write it to
    // the dead letters, whole. Where that fails as well (the broker is away, not the record ill)
    // the one after it goes on as before.
    void give_up();

    // The step threw: the record goes to the dead letters as handler_failed.
    void fail(const std::string& what);

    const Story& story() const { return story_; }

private:
    void arrive();
    void look_at_guard(Guards& guards);
    void decide_now();
    void answer(const std::string& payload);
    Next keep(Guards& guards);
    Next published();
    Next fall_back(const base::Error& error);
    Next publish(Outbox& outbox);
    void bury(proto::DeadReason reason, const base::Error& error, const std::string& stage);
    void record_decision(Decision decision);
    bool wants_something() const;
    bool keeps_first() const;

    // Where a turn stood that gave up.
    struct Before {
        Stage stage;
        std::vector<Outgoing> pending;
        Story story;
    };

    proto::Wire wire_;
    proto::DeadNote place_;
    std::string build_;
    Stage stage_ = Stage::arrival;
    std::optional<proto::Event> event_;
    std::optional<Request> request_;
    Inputs inputs_;
    Effect effect_;
    bool has_effect_ = false;
    std::vector<Outgoing> pending_;
    std::optional<Before> before_;
    Story story_;
};

}  // namespace worker
