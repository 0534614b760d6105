#include <algorithm>
#include <nlohmann/json.hpp>

#include "libs/kafka/admin.hpp"
#include "tools/stickerctl/commands.hpp"
#include "tools/stickerctl/output.hpp"

namespace stickerctl {
namespace {

constexpr base::Duration answer_limit{10'000};

std::string retention_of(std::chrono::milliseconds retention) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(retention).count();
    return minutes % (24 * 60) == 0 ? std::to_string(minutes / (24 * 60)) + " d"
                                    : std::to_string(minutes) + " min";
}

const kafka::TopicState* find(const std::vector<kafka::TopicState>& there,
                              const std::string& name) {
    for (const auto& topic : there) {
        if (topic.name == name) return &topic;
    }
    return nullptr;
}

// What is not as documented; empty when all is well. The embedded broker tells no configs.
std::string fault_of(const kafka::TopicPlan& plan, const kafka::TopicState* topic) {
    if (!topic) return "missing: stickerctl topics --create";
    if (topic->partitions != plan.partitions) {
        return std::to_string(topic->partitions) +
               " partitions: the count decides the order of keys, so it "
               "cannot be mended; make the topic anew";
    }
    const auto kept = topic->configs.find("retention.ms");
    if (kept != topic->configs.end() && kept->second != std::to_string(plan.retention.count())) {
        return "retention.ms is " + kept->second + ", documented are " +
               std::to_string(plan.retention.count());
    }
    return {};
}

void show(const kafka::TopicPlan& plan, const kafka::TopicState* topic, const std::string& fault,
          bool made, bool json) {
    if (json) {
        return print_json({{"topic", plan.name},
                           {"partitions", topic ? topic->partitions : 0},
                           {"replicas", topic ? topic->replicas : 0},
                           {"retention_ms", plan.retention.count()},
                           {"made", made},
                           {"fault", fault}});
    }
    std::string line = plan.name;
    line.resize(std::max<std::size_t>(line.size(), 28), ' ');
    if (topic) {
        line += std::to_string(topic->partitions) + " partitions, " +
                std::to_string(topic->replicas) + " replicas, " + retention_of(plan.retention);
    }
    if (made) line += ", made now";
    print_line(line + (fault.empty() ? "" : (topic ? ": " : "") + fault));
}

}  // namespace

runtime::Command topics_command() {
    return {"topics",
            "shows the topics and what is not as documented",
            {{"--create", "", "make the missing ones (an existing one is never altered)"},
             {"--json", "", "one JSON object per topic"}},
            ""};
}

int topics(const Config& config, const runtime::Arguments& arguments) {
    const auto plans = runtime::topic_plans(config.bus);
    std::vector<std::string> made;
    if (arguments.has("--create")) {
        const auto created = kafka::create_missing(config.bus.client, plans, answer_limit);
        if (!created) {
            complain_of_bus(config.bus, created.error());
            return found_something_wrong;
        }
        made = *created;
    }
    std::vector<std::string> names;
    for (const auto& plan : plans) names.push_back(plan.name);
    const auto there = kafka::describe(config.bus.client, names, answer_limit);
    if (!there) {
        complain_of_bus(config.bus, there.error());
        return found_something_wrong;
    }
    bool well = true;
    for (const auto& plan : plans) {
        const kafka::TopicState* topic = find(*there, plan.name);
        const std::string fault = fault_of(plan, topic);
        well = well && fault.empty();
        const bool new_now = std::find(made.begin(), made.end(), plan.name) != made.end();
        show(plan, topic, fault, new_now, arguments.has("--json"));
    }
    return well ? done : found_something_wrong;
}

}  // namespace stickerctl
