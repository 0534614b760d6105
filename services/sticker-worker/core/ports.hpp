// What the worker needs of the world, in its own words. Every call may block for the time it says;
// many threads call at once.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "libs/base/result.hpp"
#include "proto/action.hpp"
#include "proto/decision.hpp"
#include "proto/ids.hpp"
#include "proto/wire.hpp"
#include "services/sticker-worker/core/inputs.hpp"

namespace worker {

// Reads what a decision needs. Never fails: a member that cannot be asked for is not known, a cache
// that is away is not used, and the same search gives the same page wherever it came from. About 1
// s at most.
class InputSource {
public:
    virtual ~InputSource() = default;
    virtual Inputs read(const Needs& needs, const proto::TeamId& team,
                        const proto::UserId& user) = 0;
};

// Remembers which sources have had their effect: for 8 days, and only while the store is there.
// Without it nothing is a repeat; the poster's ledger is the authority for effects.
class Guards {
public:
    virtual ~Guards() = default;
    virtual bool applied(const std::string& source_id) = 0;
    virtual void mark(const std::string& source_id) = 0;  // set once, never overwritten
};

// A decision and what it was made of: joined into one record on the way out.
struct DecisionRecord {
    proto::Decision decision;
    Inputs inputs;
};
struct DeadLetter {
    proto::Wire wire;
};
using Outgoing = std::variant<proto::Action, DecisionRecord, DeadLetter>;

// Durable writes. Those confirmed are taken out of `pending`; success when none is left, else the
// first error. What is still pending may have been written all the same (unknown): writing it again
// is harmless, as ids are deterministic. About 3 s at most.
class Outbox {
public:
    virtual ~Outbox() = default;
    virtual base::Result<void> publish(std::vector<Outgoing>& pending) = 0;
};

struct Ports {
    InputSource& inputs;
    Guards& guards;
    Outbox& outbox;
};

}  // namespace worker
