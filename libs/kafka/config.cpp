#include "libs/kafka/config.hpp"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

#include "libs/kafka/client.hpp"

namespace kafka {
namespace {

using Options = std::map<std::string, std::string>;

// Each of these decides about a promise (architecture.md), or is a setting of its own.
constexpr std::string_view forbidden[] = {
    "acks", "request.required.acks", "enable.idempotence", "enable.gapless.guarantee",
    "max.in.flight", "max.in.flight.requests.per.connection", "retries", "message.send.max.retries",
    "message.timeout.ms", "delivery.timeout.ms", "request.timeout.ms", "partitioner",
    "transactional.id", "message.max.bytes",
    "enable.auto.commit", "auto.commit.enable", "enable.auto.offset.store", "auto.offset.reset",
    "offset.store.method", "isolation.level", "partition.assignment.strategy", "group.id",
    "group.protocol", "enable.partition.eof", "allow.auto.create.topics",
    "bootstrap.servers", "metadata.broker.list", "client.id", "security.protocol",
    "sasl.mechanism", "sasl.mechanisms", "sasl.username", "sasl.password", "ssl.ca.location",
    "ssl.certificate.location", "ssl.key.location", "plugin.library.paths", "enabled_events",
    "test.mock.num.brokers", "log.queue"};

void set(rd_kafka_conf_t* conf, const std::string& name, const std::string& value) {
    std::array<char, 512> why{};
    if (rd_kafka_conf_set(conf, name.c_str(), value.c_str(), why.data(), why.size()) ==
        RD_KAFKA_CONF_OK) {
        return;
    }
    const bool secret = name.find("password") != std::string::npos;
    throw std::runtime_error("Kafka setting " + name + ": " +
                             (secret ? "librdkafka refuses its value" : why.data()));
}

void on_error(rd_kafka_t* client, int code, const char* reason, void* opaque) {
    auto& state = static_cast<Watched*>(opaque)->state;
    switch (static_cast<rd_kafka_resp_err_t>(code)) {
        case RD_KAFKA_RESP_ERR__FATAL: {
            std::array<char, 512> why{};
            rd_kafka_fatal_error(client, why.data(), why.size());
            return state.fatal(why.data());
        }
        case RD_KAFKA_RESP_ERR__TRANSPORT:
        case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN:
        case RD_KAFKA_RESP_ERR__RESOLVE:
        case RD_KAFKA_RESP_ERR__TIMED_OUT:
        case RD_KAFKA_RESP_ERR__SSL:
        case RD_KAFKA_RESP_ERR__AUTHENTICATION: return state.disconnected(reason);
        default: return state.failed(reason);
    }
}

// The statistics tell what no callback does: that a broker is reachable again.
int on_statistics(rd_kafka_t*, char* json, std::size_t size, void* opaque) {
    if (std::string_view(json, size).find("\"state\":\"UP\"") != std::string_view::npos) {
        static_cast<Watched*>(opaque)->state.connected();
    }
    return 0;  // librdkafka frees the text
}

// Its lines would break the JSON log; what matters of them comes through on_error.
void no_log(const rd_kafka_t*, int, const char*, const char*) {}

void set_connection(rd_kafka_conf_t* conf, const ClientConfig& config) {
    set(conf, "bootstrap.servers", config.brokers);
    set(conf, "client.id", config.client_id.empty() ? "sticker" : config.client_id);
    set(conf, "security.protocol", config.security_protocol);
    const Options given = {{"sasl.mechanisms", config.sasl_mechanism},
                           {"sasl.username", config.sasl_username},
                           {"sasl.password", config.sasl_password.reveal()},
                           {"ssl.ca.location", config.ssl_ca_location},
                           {"ssl.certificate.location", config.ssl_certificate_location},
                           {"ssl.key.location", config.ssl_key_location}};
    for (const auto& [name, value] : given) {
        if (!value.empty()) set(conf, name, value);
    }
}

// Nagle: 40 ms tails with it. The backoffs: 2.0.2 waits up to 10 s before it dials again.
const Options common = {{"socket.nagle.disable", "true"},
                        {"socket.keepalive.enable", "true"},
                        {"socket.timeout.ms", "5000"},
                        {"socket.connection.setup.timeout.ms", "2000"},
                        {"reconnect.backoff.ms", "50"},
                        {"reconnect.backoff.max.ms", "500"},
                        {"topic.metadata.refresh.fast.interval.ms", "100"},
                        {"log.connection.close", "false"}};

Conf make_conf(const ClientConfig& config, const Options& own, Watched* watched) {
    Conf conf(rd_kafka_conf_new());
    set_connection(conf.get(), config);
    if (watched) {
        rd_kafka_conf_set_opaque(conf.get(), watched);
        rd_kafka_conf_set_error_cb(conf.get(), on_error);
        rd_kafka_conf_set_stats_cb(conf.get(), on_statistics);
        set(conf.get(), "statistics.interval.ms", "5000");
    }
    for (const auto* options : {&common, &own, &config.extra}) {
        for (const auto& [name, value] : *options) set(conf.get(), name, value);
    }
    if (config.extra.count("debug") == 0) rd_kafka_conf_set_log_cb(conf.get(), no_log);
    return conf;
}

// A member hears of a dead one, whose session is over, at its own next heartbeat: with the usual 3 s
// the dead one's partitions would wait for up to 13 s. And three a session, however short that is.
constexpr int heartbeat_ms = 500;
std::string heartbeat_for(const Options& extra) {
    const auto session = extra.find("session.timeout.ms");
    if (session == extra.end() || session->second.find_first_not_of("0123456789") != std::string::npos ||
        session->second.empty() || session->second.size() > 9) {
        return std::to_string(heartbeat_ms);
    }
    return std::to_string(std::clamp(std::stoi(session->second) / 3, 1, heartbeat_ms));
}

}  // namespace

Conf producer_conf(const ClientConfig& config, const ProducerLimits& limits, Watched* watched) {
    const Options own = {{"acks", "all"},
                         {"enable.idempotence", "true"},
                         {"linger.ms", "1"},
                         {"message.timeout.ms", std::to_string(limits.message_timeout.count())},
                         {"request.timeout.ms", "1000"},
                         {"queue.buffering.max.messages", std::to_string(limits.max_messages)},
                         {"queue.buffering.max.kbytes", std::to_string(limits.max_kbytes)},
                         {"compression.type", "none"},
                         {"partitioner", "murmur2_random"}};
    return make_conf(config, own, watched);
}

Conf consumer_conf(const ClientConfig& config, const std::string& group, Watched* watched) {
    const Options own = {{"group.id", group},
                         {"partition.assignment.strategy", "range"},
                         {"enable.auto.commit", "true"},
                         {"auto.commit.interval.ms", "1000"},
                         {"enable.auto.offset.store", "false"},
                         {"auto.offset.reset", "earliest"},
                         {"isolation.level", "read_committed"},
                         {"session.timeout.ms", "10000"},
                         {"heartbeat.interval.ms", heartbeat_for(config.extra)},
                         {"max.poll.interval.ms", "60000"},
                         {"queued.min.messages", "1000"},
                         {"queued.max.messages.kbytes", "16384"},
                         {"fetch.wait.max.ms", "100"},
                         {"fetch.error.backoff.ms", "100"},
                         {"check.crcs", "true"},
                         {"allow.auto.create.topics", "false"},
                         {"topic.metadata.refresh.interval.ms", "30000"}};
    return make_conf(config, own, watched);
}

Conf reader_conf(const ClientConfig& config) {
    const Options own = {{"enable.auto.commit", "false"},
                         {"enable.auto.offset.store", "false"},
                         {"auto.offset.reset", "earliest"},
                         {"isolation.level", "read_committed"},
                         {"queued.min.messages", "1000"},
                         {"queued.max.messages.kbytes", "16384"},
                         {"fetch.wait.max.ms", "100"},
                         {"fetch.error.backoff.ms", "100"},
                         {"check.crcs", "true"},
                         {"enable.partition.eof", "true"}};
    return make_conf(config, own, nullptr);
}

Conf tail_conf(const ClientConfig& config, Watched* watched) {
    const Options own = {{"enable.auto.commit", "false"},
                         {"enable.auto.offset.store", "false"},
                         {"auto.offset.reset", "latest"},
                         {"isolation.level", "read_committed"},
                         {"queued.max.messages.kbytes", "4096"},
                         {"fetch.wait.max.ms", "100"},
                         {"fetch.error.backoff.ms", "100"},
                         {"check.crcs", "true"},
                         {"topic.metadata.refresh.interval.ms", "30000"}};
    return make_conf(config, own, watched);
}

Conf admin_conf(const ClientConfig& config) { return make_conf(config, {}, nullptr); }

Conf mock_conf() {
    Conf conf(rd_kafka_conf_new());
    set(conf.get(), "socket.nagle.disable", "true");  // its answers would be late by 40 ms
    rd_kafka_conf_set_log_cb(conf.get(), no_log);
    return conf;
}

base::Result<Options> parse_client_options(const std::string& text) {
    Options options;
    const Conf scratch(rd_kafka_conf_new());
    for (std::size_t from = 0; from < text.size();) {
        const auto comma = std::min(text.find(',', from), text.size());
        const std::string item = text.substr(from, comma - from);
        from = comma + 1;
        if (item.empty()) continue;
        const auto equals = item.find('=');
        if (equals == 0 || equals == std::string::npos) {
            return base::Error::never("bad_option", "`" + item + "` is not name=value");
        }
        const std::string name = item.substr(0, equals), value = item.substr(equals + 1);
        if (std::find(std::begin(forbidden), std::end(forbidden), name) != std::end(forbidden)) {
            return base::Error::never("forbidden_option", name);
        }
        std::array<char, 512> why{};
        if (rd_kafka_conf_set(scratch.get(), name.c_str(), value.c_str(), why.data(), why.size()) !=
            RD_KAFKA_CONF_OK) {
            return base::Error::never("bad_option", name + ": " + why.data());
        }
        options[name] = value;
    }
    return options;
}

}  // namespace kafka
