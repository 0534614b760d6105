// The embedded broker: librdkafka's mock cluster in a process of its own, for trying out.
#include <string>

#include "libs/kafka/mock_cluster.hpp"
#include "libs/runtime/program.hpp"
#include "proto/topics.hpp"

namespace {

struct Config {
    std::string prefix;
};

Config declare(runtime::Settings& settings) {
    return {settings.text("KAFKA_TOPIC_PREFIX", "sticker.", "what the topics' names begin with")};
}

int work(const Config& config, runtime::Context& context) {
    kafka::MockCluster cluster;
    for (const auto& topic : proto::topics) {
        cluster.create_topic(topic.full(config.prefix), topic.partitions);
    }
    context.log.warn("embedded_broker",
                     {{"for", "trying out only: this is not Apache Kafka"},
                      {"memory_only", "everything is gone when it stops"},
                      {"bytes_per_partition", 5 * 1024 * 1024},
                      {"beyond_that", "the oldest records are dropped"},
                      {"no_times", "a replay by time reads the whole log"},
                      {"no_admin", "no CreateTopics, no configs, no ACLs, no transactions"},
                      {"address", "127.0.0.1 alone, a new port at each start"}});
    runtime::print_listening("kafka=" + cluster.bootstrap());
    while (!context.signals.stop_requested(std::chrono::hours{1})) {
    }
    context.log.info("stopped");
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    return runtime::run_program<Config>(
        {"sticker-broker", "a Kafka broker in memory, for trying out: no disk, no times, no admin calls"},
        argc, argv, declare, work);
}
