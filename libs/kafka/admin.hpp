// Topics: what is there and what should be.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "libs/base/clock.hpp"
#include "libs/base/result.hpp"
#include "libs/kafka/config.hpp"

namespace kafka {

struct TopicPlan {
    std::string name;
    int partitions = 12;
    std::chrono::milliseconds retention{};
    int replication = -1;  // the broker's default
};

struct TopicState {
    std::string name;
    int partitions = 0;
    int replicas = 0;
    std::map<std::string, std::string> configs;  // retention.ms, min.insync.replicas where the broker tells
};

// Makes the missing ones (an existing topic is never altered). The names made. Errors: no_broker
// (later), create_refused (never; context: the broker's text).
base::Result<std::vector<std::string>> create_missing(const ClientConfig& config,
                                                      const std::vector<TopicPlan>& plans,
                                                      base::Duration limit);
// Those of `names` that exist. Errors: no_broker (later).
base::Result<std::vector<TopicState>> describe(const ClientConfig& config,
                                               const std::vector<std::string>& names,
                                               base::Duration limit);

}  // namespace kafka
