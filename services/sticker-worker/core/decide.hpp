// The decision about one event. Pure: the same arguments give the same bytes.
#pragma once

#include <optional>
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
// Settings that were refused field by field, or while the store is away: no effect either.
inline constexpr std::string_view rule_refused = "refused";
inline constexpr std::string_view rule_away = "away";
// The list of packs: looked at again at every letter.
inline constexpr std::string_view rule_packs = "packs";

struct Decision {
    // One of few words, fit for a metric's label: search, no_result, help, send, more, previous,
    // shuffle, cancel, again, settings, saved, gone, stale, nowhere, nothing; or a rule_ of above.
    std::string rule;
    std::vector<proto::Action> actions;
    // The answer that the ack of the envelope shall carry, a JSON object; empty: a bare ack, which
    // closes a modal. None: nobody waits for one.
    std::optional<std::string> reply = {};
    // What is kept from now on; absolute, so twice is harmless.
    std::optional<Settings> settings = {};
    std::string sent = {};  // id of a sticker that was sent: one more use of it
};

// Whether its guard is to be marked: what had no effect may be done again, by the same press.
bool has_effect(const Decision& decision);

// `now` is the event's ce_time, never a clock's: replay decides as the worker did.
Decision decide(const proto::Event& event, const Request& request, const Inputs& inputs,
                base::Time now);

// For tools. Errors as understand().
base::Result<Decision> decide(const proto::Event& event, const Inputs& inputs, base::Time now);

}  // namespace worker
