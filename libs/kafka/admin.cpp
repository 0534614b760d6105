#include "libs/kafka/admin.hpp"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <array>
#include <memory>
#include <thread>

#include "libs/kafka/client.hpp"

namespace kafka {
namespace {

using Clock = std::chrono::steady_clock;

constexpr base::Duration configs_limit{1500};
constexpr std::array told_configs = {"retention.ms", "min.insync.replicas"};

struct FreeAdmin {
    void operator()(rd_kafka_queue_t* queue) const { rd_kafka_queue_destroy(queue); }
    void operator()(rd_kafka_event_t* event) const { rd_kafka_event_destroy(event); }
    void operator()(rd_kafka_AdminOptions_t* options) const { rd_kafka_AdminOptions_destroy(options); }
    void operator()(rd_kafka_NewTopic_t* topic) const { rd_kafka_NewTopic_destroy(topic); }
    void operator()(rd_kafka_ConfigResource_t* what) const { rd_kafka_ConfigResource_destroy(what); }
};
template <class T>
using Admin = std::unique_ptr<T, FreeAdmin>;

Admin<rd_kafka_AdminOptions_t> options_for(rd_kafka_t* client, rd_kafka_admin_op_t op,
                                           base::Duration limit) {
    Admin<rd_kafka_AdminOptions_t> options(rd_kafka_AdminOptions_new(client, op));
    std::array<char, 256> why{};
    rd_kafka_AdminOptions_set_request_timeout(options.get(), static_cast<int>(limit.count()),
                                              why.data(), why.size());
    return options;
}

template <class T>
std::vector<T*> pointers(const std::vector<Admin<T>>& owners) {
    std::vector<T*> raw;
    for (const auto& owner : owners) raw.push_back(owner.get());
    return raw;
}

base::Result<std::vector<Admin<rd_kafka_NewTopic_t>>> new_topics(
    const std::vector<TopicPlan>& plans) {
    std::vector<Admin<rd_kafka_NewTopic_t>> topics;
    for (const auto& plan : plans) {
        std::array<char, 256> why{};
        topics.emplace_back(rd_kafka_NewTopic_new(plan.name.c_str(), plan.partitions,
                                                  plan.replication, why.data(), why.size()));
        if (!topics.back()) return base::Error::never("create_refused", plan.name + ": " + why.data());
        if (plan.retention.count() > 0) {
            rd_kafka_NewTopic_set_config(topics.back().get(), "retention.ms",
                                         std::to_string(plan.retention.count()).c_str());
        }
    }
    return topics;
}

// The names made; one that somebody else made meanwhile is no error.
base::Result<std::vector<std::string>> created(const rd_kafka_event_t& event) {
    const auto* result = rd_kafka_event_CreateTopics_result(const_cast<rd_kafka_event_t*>(&event));
    std::size_t count = 0;
    const auto** topics = rd_kafka_CreateTopics_result_topics(result, &count);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) {
        const auto failed = rd_kafka_topic_result_error(topics[i]);
        const std::string name = rd_kafka_topic_result_name(topics[i]);
        if (failed == RD_KAFKA_RESP_ERR_NO_ERROR) {
            names.push_back(name);
        } else if (failed != RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS) {
            const char* text = rd_kafka_topic_result_error_string(topics[i]);
            return base::Error::never("create_refused",
                                      name + ": " + (text ? text : rd_kafka_err2str(failed)));
        }
    }
    return names;
}

base::Result<std::vector<std::string>> create(rd_kafka_t* client,
                                              const std::vector<TopicPlan>& plans,
                                              base::Duration limit) {
    auto topics = new_topics(plans);
    if (!topics) return topics.error();
    auto raw = pointers(*topics);
    const auto options = options_for(client, RD_KAFKA_ADMIN_OP_CREATETOPICS, limit);
    const Admin<rd_kafka_queue_t> queue(rd_kafka_queue_new(client));
    rd_kafka_CreateTopics(client, raw.data(), raw.size(), options.get(), queue.get());
    const Admin<rd_kafka_event_t> event(
        rd_kafka_queue_poll(queue.get(), static_cast<int>(limit.count()) + 500));
    if (!event) return base::Error::later("no_broker", "no answer to CreateTopics");
    if (rd_kafka_event_error(event.get())) {
        return base::Error::later("no_broker", rd_kafka_event_error_string(event.get()));
    }
    return created(*event);
}

// A broker answers for a topic a moment before the others know it.
void wait_until_known(rd_kafka_t* client, const std::vector<std::string>& names,
                      Clock::time_point until) {
    constexpr base::Duration between{50};
    while (Clock::now() < until) {
        const auto there = all_topics(client, base::Duration{1000});
        if (there && std::all_of(names.begin(), names.end(), [&](const auto& name) {
                return partitions_of(**there, name) > 0;
            })) {
            return;
        }
        std::this_thread::sleep_for(between);
    }
}

std::vector<TopicState> states(const rd_kafka_metadata_t& metadata,
                               const std::vector<std::string>& names) {
    std::vector<TopicState> found;
    for (const auto& name : names) {
        for (int i = 0; i < metadata.topic_cnt; ++i) {
            const auto& topic = metadata.topics[i];
            if (topic.topic != name || topic.partition_cnt == 0) continue;
            found.push_back({name, topic.partition_cnt, topic.partitions[0].replica_cnt, {}});
        }
    }
    return found;
}

void take_configs(const rd_kafka_ConfigResource_t& resource, std::vector<TopicState>& topics) {
    const std::string name = rd_kafka_ConfigResource_name(&resource);
    const auto topic = std::find_if(topics.begin(), topics.end(),
                                    [&](const auto& state) { return state.name == name; });
    if (topic == topics.end() || rd_kafka_ConfigResource_error(&resource)) return;
    std::size_t count = 0;
    const auto** entries = rd_kafka_ConfigResource_configs(&resource, &count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string key = rd_kafka_ConfigEntry_name(entries[i]);
        const char* value = rd_kafka_ConfigEntry_value(entries[i]);
        if (value && std::find(told_configs.begin(), told_configs.end(), key) != told_configs.end()) {
            topic->configs[key] = value;
        }
    }
}

// A broker that does not answer (the mock, or one that forbids it) leaves them empty.
void add_configs(rd_kafka_t* client, std::vector<TopicState>& topics, base::Duration limit) {
    std::vector<Admin<rd_kafka_ConfigResource_t>> resources;
    for (const auto& topic : topics) {
        resources.emplace_back(
            rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.name.c_str()));
    }
    if (resources.empty()) return;
    auto raw = pointers(resources);
    const auto options = options_for(client, RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS, limit);
    const Admin<rd_kafka_queue_t> queue(rd_kafka_queue_new(client));
    rd_kafka_DescribeConfigs(client, raw.data(), raw.size(), options.get(), queue.get());
    const Admin<rd_kafka_event_t> event(
        rd_kafka_queue_poll(queue.get(), static_cast<int>(limit.count()) + 500));
    if (!event || rd_kafka_event_error(event.get())) return;
    std::size_t count = 0;
    const auto** answers = rd_kafka_DescribeConfigs_result_resources(
        rd_kafka_event_DescribeConfigs_result(event.get()), &count);
    for (std::size_t i = 0; i < count; ++i) take_configs(*answers[i], topics);
}

}  // namespace

base::Result<std::vector<std::string>> create_missing(const ClientConfig& config,
                                                      const std::vector<TopicPlan>& plans,
                                                      base::Duration limit) {
    const auto until = Clock::now() + limit;
    const Client client = make_client(Role::producer, admin_conf(config));
    const auto there = all_topics(client.get(), limit);
    if (!there) return there.error();
    std::vector<TopicPlan> missing;
    for (const auto& plan : plans) {
        if (partitions_of(**there, plan.name) == 0) missing.push_back(plan);
    }
    if (missing.empty()) return std::vector<std::string>{};  // the mock answers no CreateTopics
    const auto left = std::chrono::duration_cast<base::Duration>(until - Clock::now());
    auto made = create(client.get(), missing, std::max(left, base::Duration{100}));
    if (made) wait_until_known(client.get(), *made, until);
    return made;
}

base::Result<std::vector<TopicState>> describe(const ClientConfig& config,
                                               const std::vector<std::string>& names,
                                               base::Duration limit) {
    const Client client = make_client(Role::producer, admin_conf(config));
    const auto there = all_topics(client.get(), limit);
    if (!there) return there.error();
    auto found = states(**there, names);
    add_configs(client.get(), found, std::min(limit, configs_limit));
    return found;
}

}  // namespace kafka
