// A service over a real Kafka, with topics of the test's own, and a real Redis.
#pragma once

#include <string>

#include "tests/fixtures/redis_server.hpp"
#include "tests/fixtures/service_process.hpp"
#include "tests/integration/kafka/real_world.hpp"

namespace kafka_tests {

struct RealService : RealKafka {
    fixtures::RedisServer redis{{"--maxmemory", "64mb", "--maxmemory-policy", "volatile-ttl"}};
    fixtures::Environment environment;
    std::string prefix;  // of the topics

    void set_up(const std::string& slack_api_url) {
        prefix = topic + ".";
        environment = {{"KAFKA_BROKERS", config.brokers},
                       {"KAFKA_TOPIC_PREFIX", prefix},
                       {"KAFKA_CREATE_TOPICS", "true"},
                       {"KAFKA_CLIENT_OPTIONS", "session.timeout.ms=6000"},
                       {"REDIS_URL", redis.url()},
                       {"ADMIN_ADDR", "127.0.0.1:0"},
                       {"SLACK_API_URL", slack_api_url},
                       {"SLACK_BOT_TOKEN", "xoxb-0-test-0"},
                       {"LOG_LEVEL", "warn"}};
    }
};

}  // namespace kafka_tests
