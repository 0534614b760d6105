// The one at-least-once loop of the house: read, hand out, collect what is done, store offsets.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "libs/base/clock.hpp"
#include "libs/stream/offset_map.hpp"
#include "libs/stream/ports.hpp"

namespace stream {

class Completions;

// Proof that one record is dealt with: its effects are confirmed, or it lies in the dead letters.
// Call done() once, from any thread; a Ticket dropped without it keeps the offset back for ever, so
// the record comes again after a restart. Copies share one state (done() twice is one done).
class Ticket {
public:
    Ticket() = default;
    Ticket(std::shared_ptr<Completions> completions, Position at);
    void done() const;

private:
    std::shared_ptr<Completions> completions_;
    Position at_;
};

struct PumpLimits {
    std::size_t pause_at = 500;   // records of a partition above its watermark: stop reading it
    std::size_t resume_at = 250;  // and read on below this (hysteresis: a pause drops prefetched data)
    std::size_t batch = 256;      // records a step
    base::Duration store_every{100};
    base::Duration drain{6000};  // how long a revoke waits for work in flight
};

// Owns no thread: step() is called again and again by one thread (the app's, or a test).
class Pump final : public Assignments {
public:
    using Handler = std::function<void(Record&&, Ticket)>;  // must not block; runs inside step()

    Pump(Source& source, const base::Clock& clock, Handler handler, PumpLimits limits = {});
    ~Pump() override;

    // One round: collect completions, store, pause or resume, poll up to `wait`, hand out.
    void step(base::Duration wait);
    // Stops reading for good, waits up to `limit` for what is in flight, stores. True when nothing
    // was left. For the end of a process: close the source after it.
    bool drain(base::Duration limit);

    bool has_assignment() const;  // an assignment was received, even an empty one: thread-safe
    std::size_t partitions() const;                // ours as of the last round: thread-safe
    std::size_t in_flight() const;                 // thread-safe
    base::Duration oldest_age() const;             // of the oldest record not done: thread-safe

    void assigned(const std::vector<Partition>& partitions) override;
    void revoked(const std::vector<Partition>& partitions, bool lost) override;

private:
    void collect();
    void store_watermarks();
    void adjust_reading();
    bool wait_until_idle(const std::vector<Partition>& partitions, base::Duration limit);
    void publish_figures();

    Source& source_;
    const base::Clock& clock_;
    Handler handler_;
    PumpLimits limits_;
    std::shared_ptr<Completions> completions_;
    std::map<Partition, OffsetMap> maps_;
    std::set<Partition> paused_;
    bool draining_ = false;
    std::chrono::steady_clock::time_point last_store_{};
    struct Figures;
    std::unique_ptr<Figures> figures_;
};

}  // namespace stream
