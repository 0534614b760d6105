// What a log hands out and takes in; the words that a broker's client and our loop share.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "libs/base/clock.hpp"

namespace stream {

using Headers = std::vector<std::pair<std::string, std::string>>;

// The last value of header `name` (Kafka's rule for duplicates), or empty.
std::string_view header(const Headers& headers, std::string_view name);

struct Partition {
    std::string topic;
    std::int32_t number = 0;
    auto operator<=>(const Partition&) const = default;
};

// Where a record lies.
struct Position {
    Partition partition;
    std::int64_t offset = 0;
    auto operator<=>(const Position&) const = default;
};

// A record as read.
struct Record {
    Position at;
    base::Time timestamp{};  // CreateTime as the producer gave it
    std::string key;
    Headers headers;
    std::string value;
};

// A record to be written; the partition follows from the key (murmur2, as Java's clients do).
struct OutRecord {
    std::string topic;
    std::string key;
    Headers headers;
    std::string value;
    std::optional<std::int32_t> partition;  // only for tools
};

}  // namespace stream
