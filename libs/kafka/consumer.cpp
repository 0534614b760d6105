#include "libs/kafka/consumer.hpp"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>

#include "libs/kafka/client.hpp"

namespace kafka {
namespace {

using stream::Partition;

using Moment = std::chrono::steady_clock::time_point;

constexpr base::Duration commit_limit{3'000};
// Of the limit of close(): for leaving, once the commit had its time.
constexpr base::Duration leave_share{400};

int milliseconds_until(Moment end) {
    const auto left = end - std::chrono::steady_clock::now();
    return std::max(0, static_cast<int>(std::chrono::ceil<base::Duration>(left).count()));
}

struct Destroy {
    void operator()(rd_kafka_queue_t* queue) const { rd_kafka_queue_destroy(queue); }
    void operator()(rd_kafka_event_t* event) const { rd_kafka_event_destroy(event); }
    void operator()(rd_kafka_error_t* error) const { rd_kafka_error_destroy(error); }
};

std::vector<Partition> to_partitions(const rd_kafka_topic_partition_list_t& list) {
    std::vector<Partition> partitions;
    for (int i = 0; i < list.cnt; ++i) {
        partitions.push_back({list.elems[i].topic, list.elems[i].partition});
    }
    return partitions;
}

PartitionList to_list(const std::vector<Partition>& partitions) {
    PartitionList list(rd_kafka_topic_partition_list_new(static_cast<int>(partitions.size())));
    for (const auto& p : partitions) {
        rd_kafka_topic_partition_list_add(list.get(), p.topic.c_str(), p.number);
    }
    return list;
}

}  // namespace

struct Consumer::Impl : Watched {
    Impl(const ClientConfig& config, const std::string& group,
         const std::vector<std::string>& topics) {
        Conf conf = consumer_conf(config, group, this);
        rd_kafka_conf_set_rebalance_cb(conf.get(), &Impl::on_rebalance);
        client = make_client(Role::consumer, std::move(conf));
        rd_kafka_poll_set_consumer(client.get());
        std::vector<Partition> wanted;
        for (const auto& topic : topics) wanted.push_back({topic, RD_KAFKA_PARTITION_UA});
        const auto failed = rd_kafka_subscribe(client.get(), to_list(wanted).get());
        if (failed) throw std::runtime_error(std::string("subscribe: ") + rd_kafka_err2str(failed));
    }

    ~Impl() {
        // Not Client's plain destroy: it would close the consumer, and serve the callback, again.
        rd_kafka_destroy_flags(client.release(), RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE);
    }

    static void on_rebalance(rd_kafka_t*, rd_kafka_resp_err_t code,
                             rd_kafka_topic_partition_list_t* list, void* opaque) {
        auto& self = *static_cast<Impl*>(static_cast<Watched*>(opaque));
        self.rebalanced = true;
        if (code == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS) {
            self.assign(list);
        } else {
            self.revoke(list);
        }
    }

    void assign(const rd_kafka_topic_partition_list_t* list) {
        note(rd_kafka_assign(client.get(), list));
        const auto partitions = to_partitions(*list);
        {
            base::Lock lock(mutex);
            for (const auto& partition : partitions)
                next.emplace(partition, RD_KAFKA_OFFSET_INVALID);
        }
        state.succeeded();
        if (listener) listener->assigned(partitions);
    }

    void revoke(const rd_kafka_topic_partition_list_t* list) {
        const bool lost = rd_kafka_assignment_lost(client.get()) != 0;
        const auto partitions = to_partitions(*list);
        forget_records(partitions);
        if (listener) listener->revoked(partitions, lost);
        if (!lost) commit(closes_by.value_or(std::chrono::steady_clock::now() + commit_limit));
        for (const auto& partition : partitions) resume(partition);  // a pause would outlive this
        {
            base::Lock lock(mutex);
            for (const auto& partition : partitions) next.erase(partition);
        }
        note(rd_kafka_assign(client.get(), nullptr));
    }

    // Records of this poll that nobody has seen: their next owner reads them again.
    void forget_records(const std::vector<Partition>& partitions) {
        const auto gone = [&](const stream::Record& record) {
            return std::find(partitions.begin(), partitions.end(), record.at.partition) !=
                   partitions.end();
        };
        records.erase(std::remove_if(records.begin(), records.end(), gone), records.end());
    }

    // What is stored, now. Not rd_kafka_commit(): without a coordinator it waits a whole session.
    void commit(Moment until) {
        const std::unique_ptr<rd_kafka_queue_t, Destroy> queue(rd_kafka_queue_new(client.get()));
        const auto failed =
            rd_kafka_commit_queue(client.get(), nullptr, queue.get(), nullptr, nullptr);
        if (failed) return;  // nothing is stored
        const std::unique_ptr<rd_kafka_event_t, Destroy> done(
            rd_kafka_queue_poll(queue.get(), milliseconds_until(until)));
        if (done && rd_kafka_event_error(done.get()) != RD_KAFKA_RESP_ERR_NO_ERROR &&
            rd_kafka_event_error(done.get()) != RD_KAFKA_RESP_ERR__NO_OFFSET) {
            state.failed(std::string("commit: ") + rd_kafka_event_error_string(done.get()));
        }
    }

    void note(rd_kafka_resp_err_t code) {
        if (code) state.failed(rd_kafka_err2str(code));
    }

    std::vector<stream::Record> poll(base::Duration wait, std::size_t limit) {
        rebalanced = false;
        while (!closes_by && !rebalanced && records.size() < limit) {
            const int wait_ms = records.empty() ? static_cast<int>(wait.count()) : 0;
            const Message message(rd_kafka_consumer_poll(client.get(), wait_ms));
            if (!message) break;
            if (message->err) {
                take_error(*message);
                break;
            }
            records.push_back(to_record(*message));
        }
        if (!records.empty()) state.succeeded();
        note_first_offsets();
        return std::exchange(records, {});
    }

    void take_error(const rd_kafka_message_t& message) {
        if (message.err == RD_KAFKA_RESP_ERR__PARTITION_EOF) return;
        state.failed(rd_kafka_message_errstr(&message));
    }

    // Until something is stored, lag counts from the first record that was read.
    void note_first_offsets() {
        base::Lock lock(mutex);
        for (const auto& record : records) {
            const auto found = next.find(record.at.partition);
            if (found != next.end() && found->second < 0) found->second = record.at.offset;
        }
    }

    void pause(const Partition& partition) {
        if (!paused.insert(partition).second) return;
        rd_kafka_pause_partitions(client.get(), to_list({partition}).get());
    }

    // Only what was paused (#4686: 2.0.2 rewinds a partition that was not).
    void resume(const Partition& partition) {
        if (paused.erase(partition) == 0) return;
        rd_kafka_resume_partitions(client.get(), to_list({partition}).get());
    }

    void store(const Partition& partition, std::int64_t offset) {
        const PartitionList list = to_list({partition});
        list->elems[0].offset = offset;
        if (rd_kafka_offsets_store(client.get(), list.get())) return;  // not ours any more
        base::Lock lock(mutex);
        const auto found = next.find(partition);
        if (found != next.end()) found->second = offset;
    }

    void close(stream::Assignments& told, base::Duration limit) {
        if (closes_by) return;
        closes_by = std::chrono::steady_clock::now() + limit;
        listener = &told;
        records.clear();
        // While we are a member: a rebalance that has begun lets nobody commit later.
        commit(*closes_by - leave_share);
        give_back();
        leave();
        listener = nullptr;
    }

    // Revokes before the close. A revoke that the close finds in its queue asks a group that is no
    // more, and librdkafka waits for its answer for ever (#4041, #4884).
    void give_back() {
        rd_kafka_unsubscribe(client.get());
        do {
            const Message dropped(rd_kafka_consumer_poll(client.get(), 10));
        } while (has_partitions() && milliseconds_until(*closes_by - leave_share / 2) > 0);
    }

    // Not rd_kafka_consumer_close(): with the brokers away it waits for ever.
    void leave() {
        const std::unique_ptr<rd_kafka_queue_t, Destroy> queue(rd_kafka_queue_new(client.get()));
        const std::unique_ptr<rd_kafka_error_t, Destroy> refused(
            rd_kafka_consumer_close_queue(client.get(), queue.get()));
        if (refused) return;  // a client that has failed for good
        do {
            const std::unique_ptr<rd_kafka_event_t, Destroy> event(
                rd_kafka_queue_poll(queue.get(), 10));
            if (event && rd_kafka_event_type(event.get()) == RD_KAFKA_EVENT_REBALANCE) {
                note(rd_kafka_assign(client.get(), nullptr));
            }
        } while (!rd_kafka_consumer_closed(client.get()) && milliseconds_until(*closes_by) > 0);
    }

    bool has_partitions() const {
        base::Lock lock(mutex);
        return !next.empty();
    }

    std::int64_t lag() const {
        base::Lock lock(mutex);
        std::int64_t sum = 0;
        for (const auto& [partition, offset] : next) {
            std::int64_t low = 0, high = 0;
            if (offset < 0) continue;  // nothing read yet
            if (rd_kafka_get_watermark_offsets(client.get(), partition.topic.c_str(),
                                               partition.number, &low,
                                               &high) == RD_KAFKA_RESP_ERR_NO_ERROR &&
                high > offset) {
                sum += high - offset;
            }
        }
        return sum;
    }

    Client client;
    stream::Assignments* listener = nullptr;  // of the poll or close that runs
    std::vector<stream::Record> records;      // of the poll that runs
    std::set<Partition> paused;
    bool rebalanced = false;
    std::optional<Moment> closes_by;  // set: closing, or closed
    mutable base::Mutex mutex;
    std::map<Partition, std::int64_t> next
        GUARDED_BY(mutex);  // of the assigned: stored, or first read
};

Consumer::Consumer(const ClientConfig& config, const std::string& group,
                   const std::vector<std::string>& topics)
    : impl_(std::make_unique<Impl>(config, group, topics)) {}

namespace {
struct Nobody final : stream::Assignments {
    void assigned(const std::vector<stream::Partition>&) override {}
    void revoked(const std::vector<stream::Partition>&, bool) override {}
};

// Clients that the brokers did not answer in time. librdkafka ends none whose commit still waits
// for its coordinator, a whole session; they end with the process.
template <class Impl>
std::vector<std::unique_ptr<Impl>>& left_behind() {
    static auto* const clients = new std::vector<std::unique_ptr<Impl>>;
    return *clients;
}
}  // namespace

Consumer::~Consumer() {
    Nobody nobody;
    close(nobody, commit_limit);
    if (!rd_kafka_consumer_closed(impl_->client.get())) left_behind<Impl>().push_back(std::move(impl_));
}

std::vector<stream::Record> Consumer::poll(base::Duration wait, std::size_t limit,
                                           stream::Assignments& listener) {
    impl_->listener = &listener;
    auto records = impl_->poll(wait, limit);
    impl_->listener = nullptr;
    return records;
}

void Consumer::pause(const stream::Partition& partition) { impl_->pause(partition); }
void Consumer::resume(const stream::Partition& partition) { impl_->resume(partition); }
void Consumer::store(const stream::Partition& partition, std::int64_t next_offset) {
    impl_->store(partition, next_offset);
}
void Consumer::close(stream::Assignments& listener, base::Duration limit) {
    impl_->close(listener, limit);
}
ClientState Consumer::state() const { return impl_->state.get(); }
std::int64_t Consumer::lag() const { return impl_->lag(); }

}  // namespace kafka
