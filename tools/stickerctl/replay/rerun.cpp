#include "tools/stickerctl/replay/rerun.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "proto/event.hpp"
#include "services/sticker-worker/adapters/replay.hpp"

namespace stickerctl {
namespace {

constexpr base::Duration answer_limit{10'000};
constexpr base::Duration far_ahead = std::chrono::hours{24 * 365};
constexpr std::string_view type_prefix = "sticker.slack.";

struct Found {
    stream::Position at;
    proto::Wire wire;
    proto::EventId id;
};

using Decisions = std::unordered_map<std::string, proto::Decision>;  // by event id

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

base::Result<std::vector<Found>> events_of(const kafka::ClientConfig& client,
                                           const kafka::Stretch& stretch, const Choice& choice) {
    std::vector<Found> found;
    const auto read = kafka::read(client, stretch, [&](const stream::Record& record) {
        if (chosen(choice, record, short_type(stream::header(record.headers, "ce_type")))) {
            found.push_back({record.at, wire_of(record),
                             proto::EventId(std::string(stream::header(record.headers, "ce_id")))});
        }
        return std::cmp_less(found.size(), choice.limit);
    });
    if (!read) return read.error();
    return found;
}

// The decision that had an effect: a repeat says nothing about the inputs.
base::Result<Decisions> decisions_since(const kafka::ClientConfig& client, const std::string& topic,
                                        base::Time since) {
    Decisions decisions;
    const kafka::Stretch stretch{topic, since, since + far_ahead};
    const auto read = kafka::read(client, stretch, [&](const stream::Record& record) {
        if (stream::header(record.headers, "ce_type") != proto::type::decision) return true;
        auto decision = proto::decode_decision(wire_of(record));
        if (decision && decision->rule != worker::rule_repeat) {
            const std::string event = decision->event.value;
            decisions.emplace(event, *std::move(decision));
        }
        return true;
    });
    if (!read) return read.error();
    return decisions;
}

Rerun decide_again(const Found& found, const Decisions& decisions) {
    Rerun rerun;
    rerun.at = found.at;
    rerun.event = found.id;
    rerun.type = short_type(found.wire.header("ce_type"));
    const auto event = proto::decode_event(found.wire);
    if (!event) {
        rerun.why_not = event.error().message();
        return rerun;
    }
    rerun.received_at = event->received_at;
    const auto recorded = decisions.find(found.id.value);
    if (recorded == decisions.end()) {
        rerun.why_not = "no decision is recorded";
        return rerun;
    }
    rerun.recorded_rule = recorded->second.rule;
    rerun.recorded_actions = recorded->second.actions;
    auto decision = worker::replay(found.wire, recorded->second);
    if (decision) {
        rerun.decision = *std::move(decision);
    } else {
        rerun.why_not = decision.error().message();
    }
    return rerun;
}

}  // namespace

base::Result<std::vector<Rerun>> rerun(const kafka::ClientConfig& client,
                                       const std::string& events_topic,
                                       const std::string& outcomes_topic, const Choice& choice,
                                       const std::function<void(std::int64_t)>& announce) {
    const kafka::Stretch stretch{events_topic, choice.from, choice.to};
    const auto extent = kafka::locate(client, stretch, answer_limit);
    if (!extent) return extent.error();
    announce(extent->records());
    const auto events = events_of(client, stretch, choice);
    if (!events) return events.error();
    std::vector<Rerun> reruns;
    if (events->empty()) return reruns;
    base::Time first = base::Time::max() - far_ahead;
    for (const Found& found : *events) {
        if (const auto event = proto::decode_event(found.wire))
            first = std::min(first, event->received_at);
    }
    const auto decisions = decisions_since(client, outcomes_topic, first);
    if (!decisions) return decisions.error();
    for (const Found& found : *events) reruns.push_back(decide_again(found, *decisions));
    return reruns;
}

}  // namespace stickerctl
