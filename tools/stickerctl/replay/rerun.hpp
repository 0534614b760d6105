// A stretch of recorded events, decided again by this build.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "libs/base/result.hpp"
#include "libs/kafka/log_reader.hpp"
#include "libs/stream/record.hpp"
#include "proto/decision.hpp"
#include "services/sticker-worker/core/decide.hpp"

namespace stickerctl {

struct Choice {
    kafka::Edge from, to;
    std::string key;               // "team:channel"; empty: all
    std::string type;              // "events_api", "slash_command", "interactive"; empty: all
    std::int64_t limit = 100'000;  // events kept in memory at once
};

// One event, decided anew or not. Ids and words of ours only.
struct Rerun {
    stream::Position at;
    proto::EventId event;
    std::string type;
    base::Time received_at{};   // of a record that cannot be read: when it was written
    std::string recorded_rule;  // empty: no decision record was found
    std::vector<proto::ActionId> recorded_actions;
    std::optional<worker::Decision> decision;  // none: see `why_not`
    std::string why_not;
};

struct Reruns {
    std::vector<Rerun> events;
    bool cut = false;  // the limit was reached and the stretch goes on
};

// Both topics are read without a group, so no live consumer notices. Never calls Slack, Redis or a
// clock. `announce` is told once how many records will be looked at, at most, before any is read.
// Of several decisions about one event the first that had an effect counts, else its `repeat`.
// Errors: those of kafka::locate and kafka::read.
base::Result<Reruns> rerun(const kafka::ClientConfig& client, const std::string& events_topic,
                           const std::string& outcomes_topic, const Choice& choice,
                           const std::function<void(std::int64_t)>& announce);

}  // namespace stickerctl
