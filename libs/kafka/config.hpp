// How to reach a cluster; the same for every client of a process.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "libs/base/result.hpp"
#include "libs/base/secret.hpp"

namespace kafka {

struct ClientConfig {
    std::string brokers = "127.0.0.1:9092";
    std::string client_id;
    std::string security_protocol = "plaintext";
    std::string sasl_mechanism, sasl_username;
    base::Secret sasl_password;
    std::string ssl_ca_location, ssl_certificate_location, ssl_key_location;
    std::map<std::string, std::string> extra;  // KAFKA_CLIENT_OPTIONS, handed to librdkafka last
};

// "name=value,name=value" → map. Errors `bad_option` (not name=value) and `forbidden_option`: a name
// that would break a promise (acks, enable.idempotence, enable.auto.offset.store, enable.auto.commit,
// message.timeout.ms, delivery.timeout.ms, auto.offset.reset, partitioner, group.id,
// partition.assignment.strategy, bootstrap.servers, plugin.library.paths, …); context names it.
base::Result<std::map<std::string, std::string>> parse_client_options(const std::string& text);

// What became of the connection, for readiness and metrics. Numbers are librdkafka's own.
struct ClientState {
    bool fatal = false;            // the process must restart
    std::string last_error;        // newest broker or client error, empty after a success
    std::size_t queued = 0;        // messages not yet confirmed (producer)
};

}  // namespace kafka
