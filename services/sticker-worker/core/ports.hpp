// What the worker needs of the world, in its own words. Every call may block for the time it says;
// many threads call at once.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "libs/base/clock.hpp"
#include "libs/base/result.hpp"
#include "proto/action.hpp"
#include "proto/decision.hpp"
#include "proto/ids.hpp"
#include "proto/reply.hpp"
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

// What a source has done to what is kept: its guard, and the state that moves with it.
struct Effect {
    std::string source_id;
    std::string
        reply;  // as it was given, so that a repeat gets the same; empty: a bare ack or none
    proto::TeamId team;
    proto::UserId user;
    base::Time at{};                   // when the member acted
    std::optional<Settings> settings;  // chosen; none: as they were
    std::string sent;                  // id of a sticker that has one use more; empty: none

    // Lost without them: the guard alone is an optimisation, and uses of such a time are left out.
    bool must_be_kept() const { return settings.has_value(); }
};

// Remembers which sources have had their effect: for 8 days, and only while the store is there.
// Without it nothing is a repeat; the poster's ledger is the authority for effects.
class Guards {
public:
    virtual ~Guards() = default;
    // The reply that was given; nothing: no effect yet, or the store is away.
    virtual std::optional<std::string> applied(const std::string& source_id) = 0;
    // All of it at once, or nothing because that source's guard is there already.
    virtual base::Result<void> apply(const Effect& effect) = 0;
};

// A decision and what it was made of: joined into one record on the way out.
struct DecisionRecord {
    proto::Decision decision;
    Inputs inputs;
};
struct DeadLetter {
    proto::Wire wire;
};
using Outgoing = std::variant<proto::Action, proto::Reply, DecisionRecord, DeadLetter>;

// Durable writes. A reply that would come too late (its reply_by is over) counts as confirmed: it
// is dropped, as the gateway has answered already. Those confirmed are taken out of `pending`;
// success when none is left, else the first error. What is still pending may have been written all
// the same (unknown): writing it again is harmless, as ids are deterministic. About 3 s at most.
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
