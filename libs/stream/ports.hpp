// The two ends of the loop. libs/kafka has the real ones, tests have in-memory ones.
#pragma once

#include <functional>
#include <vector>

#include "libs/base/result.hpp"
#include "libs/stream/record.hpp"

namespace stream {

// Called exactly once per published record, on any thread, maybe inside publish(). A position means
// all in-sync replicas have it. Error retry `unknown`: it may have been written all the same.
using Confirm = std::function<void(base::Result<Position>)>;

// Where records are written. Thread-safe.
class Sink {
public:
    virtual ~Sink() = default;
    // Never blocks. A full queue is confirmed at once with `queue_full` (later).
    virtual void publish(OutRecord record, Confirm confirm) = 0;
};

// What a Source tells while it is polled, on the polling thread.
class Assignments {
public:
    virtual ~Assignments() = default;
    virtual void assigned(const std::vector<Partition>& partitions) = 0;
    // Return when nothing of these partitions is in flight any more, or the time is up; what was
    // stored by then is committed before the partitions go. `lost`: somebody else has them already,
    // do not wait and do not store.
    virtual void revoked(const std::vector<Partition>& partitions, bool lost) = 0;
};

// Where records are read, as a member of a group. One thread uses it.
class Source {
public:
    virtual ~Source() = default;
    // At most `limit` records, waiting up to `wait` for the first one. Records of one partition come
    // in order; after a crash those that were not stored come again (at least once).
    virtual std::vector<Record> poll(base::Duration wait, std::size_t limit,
                                     Assignments& listener) = 0;
    virtual void pause(const Partition& partition) = 0;
    virtual void resume(const Partition& partition) = 0;  // only what was paused
    // Everything below `next_offset` is done; committed in the background within 1 s.
    // A partition that is no longer ours is ignored.
    virtual void store(const Partition& partition, std::int64_t next_offset) = 0;
};

}  // namespace stream
