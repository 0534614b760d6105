#include "libs/kafka/producer.hpp"

#include <librdkafka/rdkafka.h>

#include <atomic>
#include <map>
#include <thread>
#include <utility>

#include "libs/kafka/client.hpp"

namespace kafka {
namespace {

constexpr base::Duration flush_at_end{2500};
constexpr base::Duration purge_at_end{500};
constexpr int poll_ms = 50;

struct FreeHeaders {
    void operator()(rd_kafka_headers_t* headers) const { rd_kafka_headers_destroy(headers); }
};
using HeaderList = std::unique_ptr<rd_kafka_headers_t, FreeHeaders>;

HeaderList header_list(const stream::Headers& headers) {
    HeaderList list(rd_kafka_headers_new(headers.size()));
    for (const auto& [name, value] : headers) {
        rd_kafka_header_add(list.get(), name.data(), static_cast<ssize_t>(name.size()),
                            value.data(), static_cast<ssize_t>(value.size()));
    }
    return list;
}

base::Error classified(rd_kafka_resp_err_t code, bool maybe_written) {
    using base::Error;
    const std::string why = rd_kafka_err2str(code);
    const auto passing = [&](const char* name) {
        return maybe_written ? Error::unknown(name, why) : Error::later(name, why);
    };
    switch (code) {
        case RD_KAFKA_RESP_ERR__QUEUE_FULL: return passing("queue_full");
        case RD_KAFKA_RESP_ERR__MSG_TIMED_OUT:
        case RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT: return passing("timed_out");
        case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
        case RD_KAFKA_RESP_ERR_INVALID_MSG_SIZE:
        case RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE: return Error::never("too_large", why);
        case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
        case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
        case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART: return passing("unknown_topic");
        case RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS: return passing("not_enough_replicas");
        case RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS_AFTER_APPEND:
            return Error::unknown("not_enough_replicas", why);
        case RD_KAFKA_RESP_ERR__FATAL: return passing("fatal");
        default: return passing("kafka_error");
    }
}

}  // namespace

struct Producer::Impl : Watched {
    explicit Impl(const ClientConfig& config, ProducerLimits limits) {
        Conf conf = producer_conf(config, limits, this);
        rd_kafka_conf_set_dr_msg_cb(conf.get(), &Impl::on_report);
        client = make_client(Role::producer, std::move(conf));
        reports = std::thread([this] {
            while (!stopping) rd_kafka_poll(client.get(), poll_ms);
        });
    }

    ~Impl() {
        if (!wait_until_confirmed(flush_at_end)) {
            rd_kafka_purge(client.get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
            wait_until_confirmed(purge_at_end);
        }
        stopping = true;
        reports.join();
    }

    static void on_report(rd_kafka_t* rk, const rd_kafka_message_t* message, void* opaque) {
        const std::unique_ptr<stream::Confirm> confirm(
            static_cast<stream::Confirm*>(message->_private));
        static_cast<Impl*>(static_cast<Watched*>(opaque))->report(rk, *message, *confirm);
    }

    void report(rd_kafka_t* rk, const rd_kafka_message_t& message, const stream::Confirm& confirm) {
        if (message.err == RD_KAFKA_RESP_ERR_NO_ERROR) {
            state.succeeded();
            confirm(stream::Position{{rd_kafka_topic_name(message.rkt), message.partition},
                                     message.offset});
        } else {
            const bool dead = rd_kafka_fatal_error(rk, nullptr, 0) != RD_KAFKA_RESP_ERR_NO_ERROR;
            const bool maybe_written =
                rd_kafka_message_status(&message) == RD_KAFKA_MSG_STATUS_POSSIBLY_PERSISTED;
            const auto error =
                classified(dead ? RD_KAFKA_RESP_ERR__FATAL : message.err, maybe_written);
            dead ? state.fatal(error.message()) : state.failed(error.message());
            confirm(error);
        }
        --unconfirmed;
        base::Lock lock(mutex);
        confirmed.notify_all();
    }

    void publish(const stream::OutRecord& record, stream::Confirm confirm) {
        auto opaque = std::make_unique<stream::Confirm>(std::move(confirm));
        HeaderList headers = header_list(record.headers);
        ++unconfirmed;
        const auto failed = produce(record, headers.get(), opaque.get());
        if (failed == RD_KAFKA_RESP_ERR_NO_ERROR) {
            static_cast<void>(headers.release());  // the message's now
            static_cast<void>(opaque.release());   // on_report takes it back
            return;
        }
        --unconfirmed;
        const auto error = classified(failed, false);
        failed == RD_KAFKA_RESP_ERR__FATAL ? state.fatal(error.message())
                                           : state.failed(error.message());
        (*opaque)(error);
    }

    // Without the RD_KAFKA_V_ macros (no ISO C++) and without produceva (#4627: double free in 2.0.2).
    rd_kafka_resp_err_t produce(const stream::OutRecord& record, rd_kafka_headers_t* headers,
                                stream::Confirm* opaque) {
        const void* key = record.key.empty() ? nullptr : record.key.data();  // no key: any partition
        const std::int32_t partition = record.partition.value_or(RD_KAFKA_PARTITION_UA);
        return rd_kafka_producev(
            client.get(), RD_KAFKA_VTYPE_TOPIC, record.topic.c_str(),     //
            RD_KAFKA_VTYPE_PARTITION, partition,                          //
            RD_KAFKA_VTYPE_MSGFLAGS, static_cast<int>(RD_KAFKA_MSG_F_COPY),  //
            RD_KAFKA_VTYPE_KEY, key, record.key.size(),                   //
            RD_KAFKA_VTYPE_VALUE, record.value.data(), record.value.size(),  //
            RD_KAFKA_VTYPE_HEADERS, headers,                              //
            RD_KAFKA_VTYPE_OPAQUE, static_cast<void*>(opaque), RD_KAFKA_VTYPE_END);
    }

    bool wait_until_confirmed(base::Duration limit) {
        const auto until = std::chrono::steady_clock::now() + limit;
        base::Lock lock(mutex);
        while (unconfirmed > 0) {
            const auto now = std::chrono::steady_clock::now();
            if (now >= until) return false;
            confirmed.wait_for(mutex, until - now);
        }
        return true;
    }

    // A topic handle held for the client's life keeps its metadata fresh, so that no publish waits for
    // it (#5032: up to 1 s).
    base::Result<void> hold(const std::string& name, base::Duration limit) {
        Topic topic(rd_kafka_topic_new(client.get(), name.c_str(), nullptr));
        const rd_kafka_metadata_t* found = nullptr;
        const auto failed = rd_kafka_metadata(client.get(), 0, topic.get(), &found,
                                              static_cast<int>(limit.count()));
        const Metadata owner(found);
        if (failed) return base::Error::later("no_broker", rd_kafka_err2str(failed));
        base::Lock lock(mutex);
        topics.emplace(name, std::move(topic));
        return {};
    }

    base::Mutex mutex;
    base::Condition confirmed;
    std::atomic<std::size_t> unconfirmed{0};
    std::atomic<bool> stopping{false};
    Client client;
    std::map<std::string, Topic> topics GUARDED_BY(mutex);  // go before the client
    std::thread reports;
};

Producer::Producer(const ClientConfig& config, ProducerLimits limits)
    : impl_(std::make_unique<Impl>(config, limits)) {}

Producer::~Producer() = default;

void Producer::publish(stream::OutRecord record, stream::Confirm confirm) {
    impl_->publish(record, std::move(confirm));
}

base::Result<void> Producer::warm(const std::vector<std::string>& topics, base::Duration limit) {
    const auto there = all_topics(impl_->client.get(), limit);
    if (!there) return there.error();
    std::string missing;
    for (const auto& topic : topics) {
        if (partitions_of(**there, topic) == 0) missing += (missing.empty() ? "" : ", ") + topic;
    }
    if (!missing.empty()) return base::Error::later("unknown_topic", missing);
    for (const auto& topic : topics) {
        if (auto held = impl_->hold(topic, limit); !held) return held;
    }
    return {};
}

bool Producer::flush(base::Duration limit) { return impl_->wait_until_confirmed(limit); }

ClientState Producer::state() const {
    auto state = impl_->state.get();
    state.queued = impl_->unconfirmed;
    return state;
}

void Producer::break_down() {
    rd_kafka_test_fatal_error(impl_->client.get(), RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER,
                              "broken down on purpose");
    impl_->state.fatal("broken down on purpose");
}

base::Result<stream::Position> publish_and_wait(stream::Sink& sink, stream::OutRecord record) {
    struct Answer {
        base::Mutex mutex;
        base::Condition came;
        std::optional<base::Result<stream::Position>> result GUARDED_BY(mutex);
    };
    const auto answer = std::make_shared<Answer>();
    sink.publish(std::move(record), [answer](base::Result<stream::Position> result) {
        base::Lock lock(answer->mutex);
        answer->result.emplace(std::move(result));
        answer->came.notify_all();
    });
    base::Lock lock(answer->mutex);
    while (!answer->result) answer->came.wait_for(answer->mutex, base::Duration{1000});
    return *answer->result;
}

}  // namespace kafka
