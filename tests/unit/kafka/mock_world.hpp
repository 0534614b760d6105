// A mock cluster, the settings to reach it, and waiting with a deadline.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <thread>

#include "libs/kafka/config.hpp"
#include "libs/kafka/mock_cluster.hpp"

namespace kafka_tests {

using namespace std::chrono_literals;

// True as soon as `holds` does; false after `limit`.
inline bool eventually(const std::function<bool()>& holds, std::chrono::milliseconds limit = 10s) {
    const auto until = std::chrono::steady_clock::now() + limit;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::yield();
    }
    return true;
}

// The mock delays a first join by 3 s and a later rebalance by the session less 1 s: short sessions.
inline kafka::ClientConfig config_for(const kafka::MockCluster& cluster) {
    kafka::ClientConfig config;
    config.brokers = cluster.bootstrap();
    config.client_id = "test";
    config.extra = {{"session.timeout.ms", "3500"}, {"fetch.wait.max.ms", "10"}};
    return config;
}

}  // namespace kafka_tests
