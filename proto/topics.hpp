// The five topics: name without prefix, partitions, retention. The partition count decides key
// order, so it is fixed for life.
#pragma once

#include <array>
#include <chrono>
#include <string>
#include <string_view>

namespace proto {

struct Topic {
    std::string_view name;  // "events.v1"
    int partitions;
    std::chrono::milliseconds retention;

    std::string full(const std::string& prefix) const { return prefix + std::string(name); }
};

using days = std::chrono::duration<int, std::ratio<86400>>;

inline constexpr Topic events_topic{"events.v1", 12, days{7}};
inline constexpr Topic actions_topic{"actions.v1", 12, days{7}};
inline constexpr Topic replies_topic{"replies.v1", 3, std::chrono::minutes{10}};
inline constexpr Topic outcomes_topic{"outcomes.v1", 12, days{30}};
inline constexpr Topic dlq_topic{"dlq.v1", 3, days{7}};
inline constexpr std::array<Topic, 5> topics{events_topic, actions_topic, replies_topic,
                                             outcomes_topic, dlq_topic};

// A record is at most this long (bytes of the value); longer ones go to the dead letters, cut.
inline constexpr std::size_t max_record_bytes = 900'000;
// Of a dead letter that was too long, this much is kept, with length and SHA-256 of the whole.
inline constexpr std::size_t dead_letter_kept_bytes = 512'000;

}  // namespace proto
