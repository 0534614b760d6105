#include "libs/kafka/tail/tail.hpp"

#include <librdkafka/rdkafka.h>

#include <chrono>

#include "libs/kafka/client.hpp"

namespace kafka {
namespace {

using base::Error;

struct DestroyQueue {
    void operator()(rd_kafka_queue_t* queue) const { rd_kafka_queue_destroy(queue); }
};

}  // namespace

// librdkafka's simple consumer: the other one wants a group's name even to assign by hand.
struct Tail::Impl : Watched {
    Impl(const ClientConfig& config, std::string name)
        : topic_name(std::move(name)),
          client(make_client(Role::consumer, tail_conf(config, this))),
          queue(rd_kafka_queue_new(client.get())) {}

    ~Impl() {
        for (std::int32_t p = 0; p < started; ++p) rd_kafka_consume_stop(topic.get(), p);
    }

    // Where each partition ends; all of them or none.
    base::Result<std::vector<std::int64_t>> ends(base::Duration limit) {
        const auto until = std::chrono::steady_clock::now() + limit;
        const auto there = all_topics(client.get(), limit);
        if (!there) return there.error();
        const int partitions = partitions_of(**there, topic_name);
        if (partitions == 0) return Error::later("unknown_topic", topic_name);
        std::vector<std::int64_t> found;
        for (std::int32_t p = 0; p < partitions; ++p) {
            const auto left = std::chrono::ceil<base::Duration>(until - std::chrono::steady_clock::now());
            if (left.count() <= 0) return Error::later("no_broker", "the ends of " + topic_name);
            std::int64_t low = 0, high = 0;
            const auto failed = rd_kafka_query_watermark_offsets(
                client.get(), topic_name.c_str(), p, &low, &high, static_cast<int>(left.count()));
            if (failed) return Error::later("no_broker", rd_kafka_err2str(failed));
            found.push_back(high);
        }
        return found;
    }

    base::Result<void> position(base::Duration limit) {
        const auto all = ends(limit);
        if (!all) return all.error();
        // Not before: a client that has a topic's handle asks for it by name, and a broker that makes
        // topics on sight would make it.
        if (!topic) topic.reset(rd_kafka_topic_new(client.get(), topic_name.c_str(), nullptr));
        // A partition that was started before a failure goes on where it is.
        for (; started < static_cast<std::int32_t>(all->size()); ++started) {
            if (rd_kafka_consume_start_queue(topic.get(), started,
                                             (*all)[static_cast<std::size_t>(started)],
                                             queue.get()) != 0) {
                return Error::later("no_broker", rd_kafka_err2str(rd_kafka_last_error()));
            }
        }
        return {};
    }

    std::vector<stream::Record> poll(base::Duration wait, std::size_t limit) {
        rd_kafka_poll(client.get(), 0);  // errors and statistics, for state()
        std::vector<stream::Record> records;
        while (records.size() < limit) {
            const int wait_ms = records.empty() ? static_cast<int>(wait.count()) : 0;
            const Message message(rd_kafka_consume_queue(queue.get(), wait_ms));
            if (!message) break;
            if (message->err) {
                state.failed(rd_kafka_message_errstr(message.get()));
                break;
            }
            records.push_back(to_record(*message));
        }
        if (!records.empty()) state.succeeded();
        return records;
    }

    const std::string topic_name;
    Client client;
    Topic topic;  // goes before the client
    std::unique_ptr<rd_kafka_queue_t, DestroyQueue> queue;
    std::int32_t started = 0;
};

Tail::Tail(const ClientConfig& config, const std::string& topic)
    : impl_(std::make_unique<Impl>(config, topic)) {}
Tail::~Tail() = default;

base::Result<void> Tail::position(base::Duration limit) { return impl_->position(limit); }
std::vector<stream::Record> Tail::poll(base::Duration wait, std::size_t limit) {
    return impl_->poll(wait, limit);
}
ClientState Tail::state() const { return impl_->state.get(); }

}  // namespace kafka
