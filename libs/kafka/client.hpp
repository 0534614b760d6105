// librdkafka's objects with an owner, and the settings of each kind of client. Internal to libs/kafka;
// it names the library's types and includes nothing of it.
#pragma once

#include <memory>
#include <string>

#include "libs/base/clock.hpp"
#include "libs/base/mutex.hpp"
#include "libs/base/result.hpp"
#include "libs/kafka/config.hpp"
#include "libs/kafka/producer.hpp"
#include "libs/stream/record.hpp"

struct rd_kafka_s;
struct rd_kafka_conf_s;
struct rd_kafka_topic_s;
struct rd_kafka_message_s;
struct rd_kafka_metadata;  // also a function's name there, so: always with `struct`
struct rd_kafka_topic_partition_list_s;

namespace kafka {

struct Free {
    void operator()(rd_kafka_s* client) const;
    void operator()(rd_kafka_conf_s* conf) const;
    void operator()(rd_kafka_topic_s* topic) const;
    void operator()(rd_kafka_message_s* message) const;
    void operator()(const struct rd_kafka_metadata* metadata) const;
    void operator()(rd_kafka_topic_partition_list_s* list) const;
};
using Client = std::unique_ptr<rd_kafka_s, Free>;
using Conf = std::unique_ptr<rd_kafka_conf_s, Free>;
using Topic = std::unique_ptr<rd_kafka_topic_s, Free>;
using Message = std::unique_ptr<rd_kafka_message_s, Free>;
using Metadata = std::unique_ptr<const struct rd_kafka_metadata, Free>;
using PartitionList = std::unique_ptr<rd_kafka_topic_partition_list_s, Free>;

// A client's ClientState, written from librdkafka's callbacks. Thread-safe.
class StateCell {
public:
    void failed(const std::string& error);
    void disconnected(const std::string& error);  // forgotten as soon as a broker is up again
    void connected();
    void succeeded();
    void fatal(const std::string& error);
    ClientState get() const;

private:
    mutable base::Mutex mutex_;
    ClientState state_ GUARDED_BY(mutex_);
    bool disconnected_ GUARDED_BY(mutex_) = false;
};

// What a client's callbacks get as their opaque: the base of each Impl that has callbacks.
struct Watched {
    StateCell state;
};

// Settings, complete but for the callbacks of one kind. `watched` outlives the client; its state
// follows errors and connections. They throw std::runtime_error where librdkafka refuses a value
// (start-up); the text names the property and never shows a password.
Conf producer_conf(const ClientConfig& config, const ProducerLimits& limits, Watched* watched);
Conf consumer_conf(const ClientConfig& config, const std::string& group, Watched* watched);
Conf reader_conf(const ClientConfig& config);  // no group, no commits, tells the end of a partition
Conf tail_conf(const ClientConfig& config, Watched* watched);  // no group, no commits, from the end
Conf admin_conf(const ClientConfig& config);
Conf mock_conf();

enum class Role { producer, consumer };
// Throws std::runtime_error with librdkafka's reason.
Client make_client(Role role, Conf conf);

// What exists, asked by no name: a broker that makes topics on sight (the mock) makes none.
// Error: no_broker (later).
base::Result<Metadata> all_topics(rd_kafka_s* client, base::Duration limit);
// Partitions of a topic there, 0 when it does not exist.
int partitions_of(const struct rd_kafka_metadata& metadata, const std::string& topic);

// The record in a message that carries no error.
stream::Record to_record(const rd_kafka_message_s& message);

}  // namespace kafka
