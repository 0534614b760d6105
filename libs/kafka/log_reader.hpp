// Reads a stretch of a topic without a group: assign, never subscribe, never commit.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "libs/base/clock.hpp"
#include "libs/base/result.hpp"
#include "libs/kafka/config.hpp"
#include "libs/stream/record.hpp"

namespace kafka {

struct AtOffset {
    std::int32_t partition = 0;
    std::int64_t offset = 0;
};
using Edge = std::variant<base::Time, AtOffset>;  // a time is over all partitions

struct Stretch {
    std::string topic;
    Edge from;  // inclusive
    Edge to;    // exclusive
};

// Where the stretch lies, per partition: [first, last). With a broker that cannot look up times (the
// mock answers -1 everywhere) the whole log is scanned and records are told apart by timestamp.
struct Extent {
    struct Range {
        std::int32_t partition;
        std::int64_t first, last;
    };
    std::vector<Range> ranges;
    std::int64_t records() const;  // upper bound: offsets, not records
    bool by_scan = false;
};

// Errors: no_broker (later), unknown_topic (never), bad_stretch (never: no such partition, or the edges
// name two).
base::Result<Extent> locate(const ClientConfig& config, const Stretch& stretch, base::Duration limit);
// Calls `visit` for every record of the stretch, partition order kept, by timestamp across
// partitions where they allow; stops when it returns false. Value: records visited.
base::Result<std::int64_t> read(const ClientConfig& config, const Stretch& stretch,
                                const std::function<bool(const stream::Record&)>& visit);

}  // namespace kafka
