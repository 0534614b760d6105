// The decision about one event. Pure: the same arguments give the same bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "libs/base/clock.hpp"
#include "libs/base/result.hpp"
#include "proto/action.hpp"
#include "proto/event.hpp"
#include "services/sticker-worker/core/inputs.hpp"
#include "services/sticker-worker/core/request.hpp"

namespace worker {

// The rule of a record whose effect is there already: the Turn's own, decide() knows no guard.
inline constexpr std::string_view rule_repeat = "repeat";
// Of a Send that came too fast. It has had no effect: pressed again it is decided anew.
inline constexpr std::string_view rule_fast = "fast";

struct Decision {
    // One of few words, fit for a metric's label: search, no_result, help, send, more, previous,
    // shuffle, cancel, again, gone, stale, nowhere, nothing; or rule_fast, rule_repeat.
    std::string rule;
    std::vector<proto::Action> actions;
};

// `now` is the event's ce_time, never a clock's: replay decides as the worker did.
Decision decide(const proto::Event& event, const Request& request, const Inputs& inputs,
                base::Time now);

// For tools. Errors as understand().
base::Result<Decision> decide(const proto::Event& event, const Inputs& inputs, base::Time now);

}  // namespace worker
