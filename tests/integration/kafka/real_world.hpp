// A real Apache Kafka, shared by a ctest run: each test makes topics and groups of its own.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <set>
#include <string>
#include <thread>

#include "libs/base/clock.hpp"
#include "libs/kafka/admin.hpp"
#include "libs/kafka/config.hpp"

namespace kafka_tests {

using namespace std::chrono_literals;

inline bool eventually(const std::function<bool()>& holds, std::chrono::milliseconds limit = 20s) {
    const auto until = std::chrono::steady_clock::now() + limit;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::yield();
    }
    return true;
}

struct RealKafka : testing::Test {
    kafka::ClientConfig config;
    std::string topic;  // not made yet; the group is named alike

    void SetUp() override {
        const char* file = std::getenv("STICKER_TEST_KAFKA_FILE");
        ASSERT_NE(file, nullptr) << "the address of a real Kafka is read from the file it names";
        std::ifstream(file) >> config.brokers;
        ASSERT_FALSE(config.brokers.empty()) << file;
        config.client_id = "test";
        config.extra = {{"session.timeout.ms", "6000"}};
        topic = "test." + std::to_string(base::SystemClock().now().time_since_epoch().count()) + "." +
                testing::UnitTest::GetInstance()->current_test_info()->name();
    }
    void make_topic(int partitions = 3) {
        const auto made = kafka::create_missing(config, {{topic, partitions, 1h}}, 10s);
        ASSERT_TRUE(made.ok()) << made.error().message();
        ASSERT_EQ(made->size(), 1u);
    }
};

}  // namespace kafka_tests
