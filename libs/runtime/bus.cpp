#include "libs/runtime/bus.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>

#include "libs/crypto/hash.hpp"
#include "proto/event.hpp"
#include "proto/topics.hpp"

namespace runtime {
namespace {

// A stop that comes while the brokers are asked waits for the answer: it has 5 s in all.
constexpr base::Duration admin_limit{2500};
constexpr base::Duration look_again{500};
constexpr base::Duration warm_limit{2000};  // where it succeeds, the probe has up to 2.5 s more

std::string host_name() {
    std::array<char, 256> name{};
    if (gethostname(name.data(), name.size() - 1) != 0) return "unknown";
    return name.data();
}

// What is not there yet; empty when all is well, or the reason it cannot be told.
std::string missing_topics(const BusConfig& bus, const std::vector<kafka::TopicPlan>& plans) {
    if (bus.create_topics) {
        const auto made = kafka::create_missing(bus.client, plans, admin_limit);
        return made ? std::string() : made.error().message();
    }
    std::vector<std::string> names;
    for (const auto& plan : plans) names.push_back(plan.name);
    const auto there = kafka::describe(bus.client, names, admin_limit);
    if (!there) return there.error().message();
    std::string missing;
    for (const std::string& name : names) {
        const auto found =
            std::find_if(there->begin(), there->end(),
                         [&](const kafka::TopicState& topic) { return topic.name == name; });
        if (found == there->end()) missing += (missing.empty() ? "missing: " : ", ") + name;
    }
    return missing;
}

// A record of ours, confirmed. No probe where the topics' leaders are not known yet.
base::Result<stream::Position> probe(kafka::Producer& producer,
                                     const std::vector<std::string>& topics,
                                     const std::string& probe_topic) {
    if (const auto warm = producer.warm(topics, warm_limit); !warm) return warm.error();
    const proto::Wire wire = proto::encode_probe(crypto::random_hex(4), base::SystemClock().now());
    return kafka::publish_and_wait(
        producer, {probe_topic, wire.key, wire.headers, wire.value, std::nullopt});
}

}  // namespace

BusConfig bus_settings(Settings& settings, const std::string& program) {
    BusConfig bus;
    kafka::ClientConfig& client = bus.client;
    client.client_id = program + "-" + host_name();
    client.brokers = settings.text("KAFKA_BROKERS", "127.0.0.1:9092", "host:port,… of the cluster");
    client.security_protocol = settings.one_of("KAFKA_SECURITY_PROTOCOL", "plaintext",
                                               {"plaintext", "ssl", "sasl_plaintext", "sasl_ssl"},
                                               "how to reach the brokers");
    client.sasl_mechanism = settings.text("KAFKA_SASL_MECHANISM", "", "SCRAM-SHA-512, PLAIN, …");
    client.sasl_username = settings.text("KAFKA_SASL_USERNAME", "", "for SASL");
    client.sasl_password = settings.secret("KAFKA_SASL_PASSWORD", false, {}, "for SASL");
    client.ssl_ca_location = settings.text("KAFKA_SSL_CA_LOCATION", "", "CA file of the brokers");
    client.ssl_certificate_location =
        settings.text("KAFKA_SSL_CERTIFICATE_LOCATION", "", "client certificate, PEM file");
    client.ssl_key_location = settings.text("KAFKA_SSL_KEY_LOCATION", "", "its key, PEM file");
    bus.prefix = settings.text("KAFKA_TOPIC_PREFIX", "sticker.",
                               "first part of every topic's and group's name");
    bus.create_topics =
        settings.flag("KAFKA_CREATE_TOPICS", false, "make missing topics as documented");
    bus.replication = static_cast<int>(settings.number(
        "KAFKA_REPLICATION_FACTOR", -1, -1, 32767, "", "of topics made by us; -1: the broker's"));
    const std::string options =
        settings.text("KAFKA_CLIENT_OPTIONS", "", "name=value,… handed to librdkafka");
    if (auto extra = kafka::parse_client_options(options)) {
        client.extra = *extra;
    } else {
        settings.complain(
            "KAFKA_CLIENT_OPTIONS",
            extra.error().message() + " · want name=value,name=value of librdkafka's options");
    }
    return bus;
}

std::vector<kafka::TopicPlan> topic_plans(const BusConfig& bus) {
    std::vector<kafka::TopicPlan> plans;
    for (const proto::Topic& topic : proto::topics) {
        plans.push_back(
            {topic.full(bus.prefix), topic.partitions, topic.retention, bus.replication});
    }
    return plans;
}

redis::Config redis_settings(Settings& settings) {
    // The address may carry a password, so it is read as a secret and never shown.
    const base::Secret url =
        settings.secret("REDIS_URL", false, {},
                        "redis://[user:password@]host:port/db, rediss:// with TLS; "
                        "default redis://127.0.0.1:6379/0");
    if (url.empty()) return {};
    const auto config = redis::parse_url(url.reveal());
    if (config) return *config;
    settings.complain("REDIS_URL", config.error().message() + " · want redis://host:6379/0");
    return {};
}

SlackConfig slack_settings(Settings& settings) {
    SlackConfig slack;
    slack.api_url = settings.url("SLACK_API_URL", "https://slack.com/api/", "Slack's Web API");
    if (slack.api_url.back() != '/') slack.api_url += '/';
    slack.proxy =
        settings.text("HTTPS_PROXY", "", "proxy for all calls to Slack, the WebSocket too");
    slack.no_proxy = settings.text("NO_PROXY", "", "hosts and .suffixes that need no proxy");
    return slack;
}

bool wait_for_topics(const BusConfig& bus, const std::vector<kafka::TopicPlan>& plans,
                     Context& context) {
    std::string told;
    do {
        const std::string missing = missing_topics(bus, plans);
        if (missing.empty()) return true;
        if (missing != told) {
            context.log.warn("waiting_for_kafka",
                             {{"why", missing}, {"brokers", bus.client.brokers}});
        }
        told = missing;
    } while (!context.signals.stop_requested(look_again));
    return false;
}

bool prove_broker(const BusConfig& bus, kafka::Producer& producer, const std::string& probe_topic,
                  Readiness& readiness, Context& context) {
    readiness.set("kafka", false, "waiting for the topics");
    const auto plans = topic_plans(bus);
    if (!wait_for_topics(bus, plans, context)) return false;
    readiness.set("kafka", false, "waiting for a confirmed probe record");
    std::vector<std::string> names;
    for (const auto& plan : plans) names.push_back(plan.name);
    do {
        const auto proven = probe(producer, names, probe_topic);
        if (proven) {
            readiness.set("kafka", true, "probe confirmed");
            context.log.info("kafka_proven", {{"brokers", bus.client.brokers}});
            return true;
        }
        context.log.warn("kafka_not_proven", {{"error", proven.error().message()}});
    } while (!context.signals.stop_requested(look_again));
    return false;
}

bool has_given_up(std::initializer_list<kafka::ClientState> clients, telemetry::Log& log) {
    for (const kafka::ClientState& state : clients) {
        if (!state.fatal) continue;
        log.error("kafka_fatal", {{"error", state.last_error}});
        return true;
    }
    return false;
}

}  // namespace runtime
