#include "libs/kafka/client.hpp"

#include <librdkafka/rdkafka.h>

#include <array>
#include <stdexcept>

namespace kafka {

void Free::operator()(rd_kafka_s* client) const { rd_kafka_destroy(client); }
void Free::operator()(rd_kafka_conf_s* conf) const { rd_kafka_conf_destroy(conf); }
void Free::operator()(rd_kafka_topic_s* topic) const { rd_kafka_topic_destroy(topic); }
void Free::operator()(rd_kafka_message_s* message) const { rd_kafka_message_destroy(message); }
void Free::operator()(const rd_kafka_metadata_t* metadata) const {
    rd_kafka_metadata_destroy(metadata);
}
void Free::operator()(rd_kafka_topic_partition_list_s* list) const {
    rd_kafka_topic_partition_list_destroy(list);
}

void StateCell::failed(const std::string& error) {
    base::Lock lock(mutex_);
    state_.last_error = error;
    disconnected_ = false;
}

void StateCell::disconnected(const std::string& error) {
    base::Lock lock(mutex_);
    state_.last_error = error;
    disconnected_ = true;
}

void StateCell::connected() {
    base::Lock lock(mutex_);
    if (disconnected_ && !state_.fatal) state_.last_error.clear();
    disconnected_ = false;
}

void StateCell::succeeded() {
    base::Lock lock(mutex_);
    if (!state_.fatal) state_.last_error.clear();
    disconnected_ = false;
}

void StateCell::fatal(const std::string& error) {
    base::Lock lock(mutex_);
    state_.fatal = true;
    state_.last_error = error;
    disconnected_ = false;
}

ClientState StateCell::get() const {
    base::Lock lock(mutex_);
    return state_;
}

Client make_client(Role role, Conf conf) {
    std::array<char, 512> why{};
    const auto type = role == Role::producer ? RD_KAFKA_PRODUCER : RD_KAFKA_CONSUMER;
    Client client(rd_kafka_new(type, conf.get(), why.data(), why.size()));
    if (!client) throw std::runtime_error(std::string("Kafka client: ") + why.data());
    static_cast<void>(conf.release());  // the client's now
    return client;
}

base::Result<Metadata> all_topics(rd_kafka_s* client, base::Duration limit) {
    const rd_kafka_metadata_t* found = nullptr;
    const auto failed = rd_kafka_metadata(client, 1, nullptr, &found, static_cast<int>(limit.count()));
    if (failed) return base::Error::later("no_broker", rd_kafka_err2str(failed));
    return Metadata(found);
}

int partitions_of(const rd_kafka_metadata_t& metadata, const std::string& topic) {
    for (int i = 0; i < metadata.topic_cnt; ++i) {
        if (metadata.topics[i].topic == topic) return metadata.topics[i].partition_cnt;
    }
    return 0;
}

namespace {

stream::Headers headers_of(const rd_kafka_message_t& message) {
    stream::Headers headers;
    rd_kafka_headers_t* raw = nullptr;
    if (rd_kafka_message_headers(&message, &raw) != RD_KAFKA_RESP_ERR_NO_ERROR) return headers;
    headers.reserve(rd_kafka_header_cnt(raw));
    const char* name = nullptr;
    const void* value = nullptr;
    std::size_t size = 0;
    for (std::size_t i = 0; rd_kafka_header_get_all(raw, i, &name, &value, &size) == 0; ++i) {
        headers.emplace_back(name, std::string(static_cast<const char*>(value), size));
    }
    return headers;
}

std::string bytes(const void* data, std::size_t size) {
    return data ? std::string(static_cast<const char*>(data), size) : std::string();
}

}  // namespace

stream::Record to_record(const rd_kafka_message_s& message) {
    stream::Record record;
    record.at = {{rd_kafka_topic_name(message.rkt), message.partition}, message.offset};
    const auto time = rd_kafka_message_timestamp(&message, nullptr);  // -1: the broker knows none
    if (time >= 0) record.timestamp = base::Time{base::Duration{time}};
    record.key = bytes(message.key, message.key_len);
    record.headers = headers_of(message);
    record.value = bytes(message.payload, message.len);
    return record;
}

}  // namespace kafka
