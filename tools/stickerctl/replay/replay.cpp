#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <string_view>
#include <variant>

#include "libs/base/time_text.hpp"
#include "proto/topics.hpp"
#include "tools/stickerctl/commands.hpp"
#include "tools/stickerctl/output.hpp"
#include "tools/stickerctl/replay/edge.hpp"
#include "tools/stickerctl/replay/rerun.hpp"

namespace stickerctl {
namespace {

using Json = nlohmann::ordered_json;

std::string place_of(const stream::Position& at) {
    return std::to_string(at.partition.number) + ":" + std::to_string(at.offset);
}

// Ids, kinds and lanes: never the arguments, which hold the message and its response_url.
Json json_of(const Rerun& rerun) {
    Json object{{"at", base::to_rfc3339(rerun.received_at)},
                {"record", place_of(rerun.at)},
                {"event", rerun.event.value},
                {"type", rerun.type},
                {"recorded_rule", rerun.recorded_rule}};
    if (!rerun.decision) {
        object["not_decided"] = rerun.why_not;
        return object;
    }
    object["rule"] = rerun.decision->rule;
    object["actions"] = Json::array();
    for (const proto::Action& action : rerun.decision->actions) {
        object["actions"].push_back({{"id", action.id.value},
                                     {"kind", action.kind},
                                     {"method", to_text(action.method)},
                                     {"lane", to_text(action.lane)}});
    }
    return object;
}

std::string line_of(const Rerun& rerun) {
    std::string line = base::to_rfc3339(rerun.received_at) + "  " + place_of(rerun.at) + "  " +
                       rerun.event.value + "  " + rerun.type + "  ";
    if (!rerun.decision) return line + "not decided: " + rerun.why_not;
    line += rerun.decision->rule;
    for (const proto::Action& action : rerun.decision->actions) {
        line +=
            "  " + std::string(to_text(action.method)) + " " + action.kind + " " + action.id.value;
    }
    return line;
}

// Both of a kind and in the wrong order, so that nothing can lie between.
bool is_empty(const kafka::Edge& from, const kafka::Edge& to) {
    if (const auto* first = std::get_if<base::Time>(&from)) {
        const auto* last = std::get_if<base::Time>(&to);
        return last && *first >= *last;
    }
    const auto& first = std::get<kafka::AtOffset>(from);
    const auto* last = std::get_if<kafka::AtOffset>(&to);
    return last && first.partition == last->partition && first.offset >= last->offset;
}

base::Result<Choice> stretch_of(const runtime::Arguments& arguments, base::Time now) {
    Choice choice;
    for (const char* needed : {"--from", "--to"}) {
        if (!arguments.has(needed))
            return base::Error::never("missing", std::string(needed) + " is needed");
        const auto edge = edge_from(arguments.value(needed), now);
        if (!edge)
            return base::Error::never("bad_edge", std::string(needed) + " " + edge.error().context);
        (needed == std::string_view("--from") ? choice.from : choice.to) = *edge;
    }
    if (is_empty(choice.from, choice.to)) {
        return base::Error::never("bad_stretch", "--from " + arguments.value("--from") + " --to " +
                                                     arguments.value("--to") +
                                                     ": want --from before --to");
    }
    return choice;
}

base::Result<Choice> choice_of(const runtime::Arguments& arguments, base::Time now) {
    auto choice = stretch_of(arguments, now);
    if (!choice) return choice;
    choice->key = arguments.value("--key");
    choice->type = arguments.value("--type");
    const auto known = {"", "events_api", "slash_command", "interactive"};
    if (std::find(known.begin(), known.end(), choice->type) == known.end()) {
        return base::Error::never(
            "bad_type",
            "--type " + choice->type + ": want events_api, slash_command or interactive");
    }
    const std::string limit = arguments.value("--limit", "100000");
    const auto read = std::from_chars(limit.data(), limit.data() + limit.size(), choice->limit);
    if (read.ec != std::errc() || read.ptr != limit.data() + limit.size() || choice->limit < 1) {
        return base::Error::never("bad_limit", "--limit " + limit + ": want a number from 1");
    }
    if (arguments.value("--sink", "dry-run") != "dry-run") {
        return base::Error::never("bad_sink",
                                  "--sink " + arguments.value("--sink") + ": want dry-run");
    }
    return choice;
}

int tell(const Reruns& reruns, std::int64_t limit, bool json) {
    std::size_t decided = 0;
    for (const Rerun& one : reruns.events) {
        decided += one.decision ? 1 : 0;
        json ? print_json(json_of(one)) : print_line(line_of(one));
    }
    if (!json) {
        print_line(std::to_string(decided) + " of " + std::to_string(reruns.events.size()) +
                   " events decided");
    }
    if (reruns.cut) {
        complain("--limit " + std::to_string(limit) + ": reached, later events were not looked at");
    }
    return decided == reruns.events.size() ? done : found_something_wrong;
}

}  // namespace

runtime::Command replay_command() {
    return {"replay",
            "decides recorded events again and prints what would be done; touches neither Slack "
            "nor live groups",
            {{"--from", "T", "first record: a time with zone, -2h, or PARTITION:OFFSET"},
             {"--to", "T", "end, not included: the same, or now"},
             {"--key", "TEAM:CHANNEL", "only this conversation"},
             {"--type", "T", "only events_api, slash_command or interactive"},
             {"--limit", "N", "at most so many events (default 100000)"},
             {"--sink", "dry-run", "what becomes of the decisions: they are printed"},
             {"--json", "", "one JSON object per event"}},
            ""};
}

int replay(const Config& config, const runtime::Arguments& arguments) {
    const auto choice = choice_of(arguments, base::SystemClock().now());
    if (!choice) {
        complain(choice.error().context);
        return wrong_usage;
    }
    const bool json = arguments.has("--json");
    const std::string topic = proto::events_topic.full(config.bus.prefix);
    const auto announce = [&](std::int64_t records) {
        const std::string from = to_text(choice->from), to = to_text(choice->to);
        if (json) {
            return print_json({{"topic", topic}, {"from", from}, {"to", to}, {"records", records}});
        }
        print_line(topic + " from " + from + " to " + to + ": at most " + std::to_string(records) +
                   " records");
    };
    const auto reruns = rerun(config.bus.client, topic,
                              proto::outcomes_topic.full(config.bus.prefix), *choice, announce);
    if (!reruns) {
        const bool usage = reruns.error().code == "bad_stretch";
        usage ? complain("--from, --to: " + reruns.error().context)
              : complain_of_bus(config.bus, reruns.error());
        return usage ? wrong_usage : found_something_wrong;
    }
    return tell(*reruns, choice->limit, json);
}

}  // namespace stickerctl
