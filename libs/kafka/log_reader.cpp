#include "libs/kafka/log_reader.hpp"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <optional>
#include <thread>
#include <utility>

#include "libs/kafka/client.hpp"

namespace kafka {
namespace {

using base::Error;
using base::Result;

constexpr base::Duration answer_limit{10000};  // a broker silent for so long is away
constexpr int slice_ms = 200;

// The one partition that an offset names, or none: all.
Result<std::optional<std::int32_t>> partition_of(const Stretch& stretch) {
    const auto* from = std::get_if<AtOffset>(&stretch.from);
    const auto* to = std::get_if<AtOffset>(&stretch.to);
    if (from && to && from->partition != to->partition) {
        return Error::never("bad_stretch", "the two offsets are of different partitions");
    }
    if (!from && !to) return std::optional<std::int32_t>{};
    return std::optional{from ? from->partition : to->partition};
}

// A partition that was made or moved just now has no leader known to all brokers for a moment: asked
// again until `limit` has passed.
template <class Call>
rd_kafka_resp_err_t ask(base::Duration limit, Call call) {
    constexpr base::Duration pause{50};
    const auto until = std::chrono::steady_clock::now() + limit;
    for (;;) {
        const rd_kafka_resp_err_t answer = call(static_cast<int>(limit.count()));
        const bool settles = answer == RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION ||
                             answer == RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE ||
                             answer == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART;
        if (!settles || std::chrono::steady_clock::now() > until) return answer;
        std::this_thread::sleep_for(pause);
    }
}

struct Whole {
    std::int32_t partition;
    std::int64_t low, high;
};

Result<std::vector<Whole>> whole_log(rd_kafka_t* client, const Stretch& stretch,
                                     base::Duration limit) {
    const auto only = partition_of(stretch);
    if (!only) return only.error();
    const auto there = all_topics(client, limit);
    if (!there) return there.error();
    const int count = partitions_of(**there, stretch.topic);
    if (count == 0) return Error::never("unknown_topic", stretch.topic);
    std::vector<Whole> whole;
    for (std::int32_t p = 0; p < count; ++p) {
        if (*only && **only != p) continue;
        Whole one{p, 0, 0};
        const auto failed = ask(limit, [&](int ms) {
            return rd_kafka_query_watermark_offsets(client, stretch.topic.c_str(), p, &one.low,
                                                    &one.high, ms);
        });
        if (failed) return Error::later("no_broker", rd_kafka_err2str(failed));
        whole.push_back(one);
    }
    if (whole.empty()) return Error::never("bad_stretch", "there is no such partition");
    return whole;
}

// A lookup that was answered may have failed for single partitions, whose offset is then no offset.
rd_kafka_resp_err_t first_error(const rd_kafka_topic_partition_list_t& list) {
    for (int i = 0; i < list.cnt; ++i) {
        if (list.elems[i].err) return list.elems[i].err;
    }
    return RD_KAFKA_RESP_ERR_NO_ERROR;
}

// First offset with a timestamp of at least `time`, per partition of `whole`; -1 where there is none.
Result<std::vector<std::int64_t>> offsets_at(rd_kafka_t* client, const std::string& topic,
                                             const std::vector<Whole>& whole, base::Time time,
                                             base::Duration limit) {
    const PartitionList list(rd_kafka_topic_partition_list_new(static_cast<int>(whole.size())));
    for (const auto& one : whole) {
        rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), one.partition);
    }
    const auto failed = ask(limit, [&](int ms) {
        for (int i = 0; i < list->cnt; ++i) {  // each answer overwrites what was asked
            list->elems[i].offset = std::max<std::int64_t>(0, time.time_since_epoch().count());
        }
        const auto of_all = rd_kafka_offsets_for_times(client, list.get(), ms);
        return of_all ? of_all : first_error(*list);
    });
    if (failed) return Error::later("no_broker", rd_kafka_err2str(failed));
    std::vector<std::int64_t> offsets;
    for (int i = 0; i < list->cnt; ++i) offsets.push_back(std::max<std::int64_t>(-1, list->elems[i].offset));
    return offsets;
}

// A broker that can look up times finds the first record of every log that has records.
Result<bool> knows_times(rd_kafka_t* client, const std::string& topic,
                         const std::vector<Whole>& whole, base::Duration limit) {
    const auto first = offsets_at(client, topic, whole, base::Time{}, limit);
    if (!first) return first.error();
    for (std::size_t i = 0; i < whole.size(); ++i) {
        if (whole[i].low < whole[i].high && (*first)[i] < 0) return false;
    }
    return true;
}

// Where `edge` lies in each partition.
Result<std::vector<std::int64_t>> edge_offsets(rd_kafka_t* client, const Stretch& stretch,
                                               const Edge& edge, const std::vector<Whole>& whole,
                                               base::Duration limit) {
    std::vector<std::int64_t> offsets;
    if (const auto* at = std::get_if<AtOffset>(&edge)) {
        for (const auto& one : whole) offsets.push_back(std::clamp(at->offset, one.low, one.high));
        return offsets;
    }
    const auto found = offsets_at(client, stretch.topic, whole, std::get<base::Time>(edge), limit);
    if (!found) return found.error();
    for (std::size_t i = 0; i < whole.size(); ++i) {
        offsets.push_back((*found)[i] < 0 ? whole[i].high : (*found)[i]);
    }
    return offsets;
}

// The scan's: an offset still counts, a time opens the stretch to the log's end.
std::int64_t scan_offset(const Edge& edge, const Whole& one, std::int64_t open) {
    const auto* at = std::get_if<AtOffset>(&edge);
    return at ? std::clamp(at->offset, one.low, one.high) : open;
}

Result<Extent> locate_with(rd_kafka_t* client, const Stretch& stretch, base::Duration limit) {
    const auto whole = whole_log(client, stretch, limit);
    if (!whole) return whole.error();
    const auto times = knows_times(client, stretch.topic, *whole, limit);
    if (!times) return times.error();
    Extent extent;
    const bool by_time = std::holds_alternative<base::Time>(stretch.from) ||
                         std::holds_alternative<base::Time>(stretch.to);
    extent.by_scan = by_time && !*times;
    if (extent.by_scan) {
        for (const auto& one : *whole) {
            extent.ranges.push_back({one.partition, scan_offset(stretch.from, one, one.low),
                                     scan_offset(stretch.to, one, one.high)});
        }
        return extent;
    }
    const auto first = edge_offsets(client, stretch, stretch.from, *whole, limit);
    if (!first) return first.error();
    const auto last = edge_offsets(client, stretch, stretch.to, *whole, limit);
    if (!last) return last.error();
    for (std::size_t i = 0; i < whole->size(); ++i) {
        extent.ranges.push_back({(*whole)[i].partition, (*first)[i], (*last)[i]});
    }
    return extent;
}

bool inside(const Stretch& stretch, base::Time time) {
    const auto* from = std::get_if<base::Time>(&stretch.from);
    const auto* to = std::get_if<base::Time>(&stretch.to);
    return (!from || time >= *from) && (!to || time < *to);
}

// One partition's part of the stretch, read record by record.
class Lane {
public:
    Lane(rd_kafka_topic_t* topic, const Extent::Range& range)
        : topic_(topic), range_(range), open_(range.first < range.last) {
        started_ = open_ && rd_kafka_consume_start(topic_, range_.partition, range_.first) == 0;
    }
    ~Lane() {
        if (started_) rd_kafka_consume_stop(topic_, range_.partition);
    }
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;

    const std::optional<stream::Record>& head() const { return head_; }
    stream::Record take() { return *std::exchange(head_, std::nullopt); }

    // Until there is a head or the partition's part is over.
    Result<void> fill(const Stretch& stretch) {
        auto until = std::chrono::steady_clock::now() + answer_limit;
        while (open_ && !head_) {
            const Message message(rd_kafka_consume(topic_, range_.partition, slice_ms));
            if (message) {
                if (auto taken = take_in(*message, stretch); !taken) return taken;
                if (!message->err) until = std::chrono::steady_clock::now() + answer_limit;
            }
            if (open_ && !head_ && (!started_ || std::chrono::steady_clock::now() > until)) {
                return Error::later("no_broker", "partition " + std::to_string(range_.partition) +
                                                     " gave nothing for 10 s");
            }
        }
        return {};
    }

private:
    Result<void> take_in(const rd_kafka_message_t& message, const Stretch& stretch) {
        if (message.err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
            open_ = false;  // what is missing up to `last` are control records or was compacted away
        } else if (message.err == RD_KAFKA_RESP_ERR__TRANSPORT ||
                   message.err == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN) {
            return {};  // it connects again; the limit counts on
        } else if (message.err) {
            return Error::later("no_broker", rd_kafka_message_errstr(&message));
        } else if (message.offset >= range_.last) {
            open_ = false;
        } else {
            auto record = to_record(message);
            open_ = message.offset + 1 < range_.last;
            if (inside(stretch, record.timestamp)) head_ = std::move(record);
        }
        return {};
    }

    rd_kafka_topic_t* topic_;
    Extent::Range range_;
    bool open_, started_;
    std::optional<stream::Record> head_;
};

// The lane whose head is oldest, or nothing when all are through.
Lane* oldest(const std::vector<std::unique_ptr<Lane>>& lanes) {
    Lane* found = nullptr;
    for (const auto& lane : lanes) {
        if (!lane->head()) continue;
        if (!found || lane->head()->timestamp < found->head()->timestamp) found = lane.get();
    }
    return found;
}

}  // namespace

std::int64_t Extent::records() const {
    std::int64_t sum = 0;
    for (const auto& range : ranges) sum += std::max<std::int64_t>(0, range.last - range.first);
    return sum;
}

Result<Extent> locate(const ClientConfig& config, const Stretch& stretch, base::Duration limit) {
    const Client client = make_client(Role::consumer, reader_conf(config));
    return locate_with(client.get(), stretch, limit);
}

Result<std::int64_t> read(const ClientConfig& config, const Stretch& stretch,
                          const std::function<bool(const stream::Record&)>& visit) {
    const Client client = make_client(Role::consumer, reader_conf(config));
    const auto extent = locate_with(client.get(), stretch, answer_limit);
    if (!extent) return extent.error();
    const Topic topic(rd_kafka_topic_new(client.get(), stretch.topic.c_str(), nullptr));
    std::vector<std::unique_ptr<Lane>> lanes;
    for (const auto& range : extent->ranges) {
        lanes.push_back(std::make_unique<Lane>(topic.get(), range));
    }
    std::int64_t visited = 0;
    for (;;) {
        for (const auto& lane : lanes) {
            if (auto filled = lane->fill(stretch); !filled) return filled.error();
        }
        Lane* const next = oldest(lanes);
        if (!next) return visited;
        ++visited;
        if (!visit(next->take())) return visited;
    }
}

}  // namespace kafka
