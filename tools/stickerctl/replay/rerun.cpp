#include "tools/stickerctl/replay/rerun.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

#include "proto/event.hpp"
#include "services/sticker-worker/adapters/replay.hpp"

namespace stickerctl {
namespace {

constexpr base::Duration answer_limit{10'000};
// A worker's clock may be behind the gateway's by this much.
constexpr base::Duration clock_skew = std::chrono::minutes{10};
constexpr std::string_view type_prefix = "sticker.slack.";

struct Found {
    stream::Position at;
    base::Time written_at;
    proto::Wire wire;
    proto::EventId id;
};

struct Events {
    std::vector<Found> found;
    bool cut = false;
};

// By event id; none: not seen yet.
using Decisions = std::unordered_map<std::string, std::optional<proto::Decision>>;

proto::Wire wire_of(const stream::Record& record) {
    return {record.key, record.headers, record.value};
}

// "sticker.slack.slash_command.v1" → "slash_command"; empty for what is no delivery of Slack's.
std::string short_type(std::string_view type) {
    if (type.rfind(type_prefix, 0) != 0) return {};
    type.remove_prefix(type_prefix.size());
    return std::string(type.substr(0, type.find('.')));
}

bool chosen(const Choice& choice, const stream::Record& record, const std::string& type) {
    return !type.empty() && (choice.key.empty() || choice.key == record.key) &&
           (choice.type.empty() || choice.type == type);
}

base::Result<Events> events_of(const kafka::ClientConfig& client, const kafka::Stretch& stretch,
                               const Choice& choice) {
    Events events;
    const auto read = kafka::read(client, stretch, [&](const stream::Record& record) {
        if (!chosen(choice, record, short_type(stream::header(record.headers, "ce_type")))) {
            return true;
        }
        events.cut = std::cmp_greater_equal(events.found.size(), choice.limit);
        if (events.cut) return false;
        events.found.push_back(
            {record.at, record.timestamp, wire_of(record),
             proto::EventId(std::string(stream::header(record.headers, "ce_id")))});
        return true;
    });
    if (!read) return read.error();
    return events;
}

// No decision about these can have been written before.
base::Time earliest(const std::vector<Found>& found) {
    base::Time first = base::Time::max();
    for (const Found& one : found) first = std::min(first, one.written_at);
    return first - clock_skew;
}

// Reads on until there is a decision with an effect about each: a repeat says nothing of the
// inputs.
base::Result<Decisions> decisions_about(const kafka::ClientConfig& client, const std::string& topic,
                                        const std::vector<Found>& found) {
    Decisions decisions;
    for (const Found& one : found) decisions.try_emplace(one.id.value);
    std::size_t missing = decisions.size();
    const kafka::Stretch stretch{topic, earliest(found), base::Time::max()};
    const auto read = kafka::read(client, stretch, [&](const stream::Record& record) {
        if (stream::header(record.headers, "ce_type") != proto::type::decision) return true;
        const auto about = decisions.find(std::string(stream::header(record.headers, "ce_id")));
        if (about == decisions.end()) return true;
        auto& kept = about->second;
        if (kept && kept->rule != worker::rule_repeat) return true;
        auto decision = proto::decode_decision(wire_of(record));
        if (!decision) return true;
        kept = *std::move(decision);
        if (kept->rule != worker::rule_repeat) --missing;
        return missing > 0;
    });
    if (!read) return read.error();
    return decisions;
}

Rerun decide_again(const Found& found, const Decisions& decisions) {
    Rerun rerun;
    rerun.at = found.at;
    rerun.received_at = found.written_at;
    rerun.event = found.id;
    rerun.type = short_type(found.wire.header("ce_type"));
    const auto event = proto::decode_event(found.wire);
    if (!event) {
        rerun.why_not = event.error().message();
        return rerun;
    }
    rerun.received_at = event->received_at;
    const auto& recorded = decisions.at(found.id.value);
    if (!recorded) {
        rerun.why_not = "no decision is recorded";
        return rerun;
    }
    rerun.recorded_rule = recorded->rule;
    rerun.recorded_actions = recorded->actions;
    auto decision = worker::replay(found.wire, *recorded);
    if (decision) {
        rerun.decision = *std::move(decision);
    } else {
        rerun.why_not = decision.error().message();
    }
    return rerun;
}

}  // namespace

base::Result<Reruns> rerun(const kafka::ClientConfig& client, const std::string& events_topic,
                           const std::string& outcomes_topic, const Choice& choice,
                           const std::function<void(std::int64_t)>& announce) {
    const kafka::Stretch stretch{events_topic, choice.from, choice.to};
    const auto extent = kafka::locate(client, stretch, answer_limit);
    if (!extent) return extent.error();
    announce(extent->records());
    const auto events = events_of(client, stretch, choice);
    if (!events) return events.error();
    Reruns reruns;
    reruns.cut = events->cut;
    if (events->found.empty()) return reruns;
    const auto decisions = decisions_about(client, outcomes_topic, events->found);
    if (!decisions) return decisions.error();
    for (const Found& found : events->found)
        reruns.events.push_back(decide_again(found, *decisions));
    return reruns;
}

}  // namespace stickerctl
