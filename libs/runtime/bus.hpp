// The settings that all services share: Kafka, Redis, Slack's address, the proxy.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "libs/base/clock.hpp"
#include "libs/kafka/admin.hpp"
#include "libs/kafka/config.hpp"
#include "libs/kafka/producer.hpp"
#include "libs/redis/client.hpp"
#include "libs/runtime/admin.hpp"
#include "libs/runtime/program.hpp"
#include "libs/runtime/settings.hpp"

namespace runtime {

struct BusConfig {
    kafka::ClientConfig client;  // client_id: program and host name
    std::string prefix = "sticker.";
    bool create_topics = false;
    int replication = -1;
};
BusConfig bus_settings(Settings& settings, const std::string& program);

// The documented topics under the prefix, as kafka::create_missing and describe want them.
std::vector<kafka::TopicPlan> topic_plans(const BusConfig& bus);

redis::Config redis_settings(Settings& settings);

struct SlackConfig {
    std::string api_url;  // ends in "/"
    std::string proxy, no_proxy;
};
SlackConfig slack_settings(Settings& settings);

// Topics that exist when it returns true: makes them where create_topics says so, else waits and
// says in the log which are missing. False: a stop was requested first.
bool wait_for_topics(const BusConfig& bus, const std::vector<kafka::TopicPlan>& plans,
                     Context& context);

// Whether the brokers can be relied upon: the documented topics are there, and `producer` has
// written a probe record to `probe_topic` that all in-sync replicas confirmed (so it has its
// producer id as well). Holds the condition "kafka" of `readiness`; tries until it is so. False: a
// stop was requested first.
bool prove_broker(const BusConfig& bus, kafka::Producer& producer, const std::string& probe_topic,
                  Readiness& readiness, Context& context);

// Whether librdkafka has given up in one of these clients, which is logged as `kafka_fatal`: this
// process cannot go on, a restart can.
bool has_given_up(std::initializer_list<kafka::ClientState> clients, telemetry::Log& log);

}  // namespace runtime
