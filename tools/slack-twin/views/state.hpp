// What a member can put into an element, as payloads carry it in state.values and actions.
#pragma once

#include <string>

#include "tools/slack-twin/world/json.hpp"

namespace twin {

// {"type","value"|"selected_option"|"selected_options"|"selected_user"|…}: docs.slack.dev, the
// element's page. `value` as a control call gives it: text, an option's value or label, a list of
// them; null empties. Null result: there is no such option, or the element holds no state.
// `offered`: the options an external select got from the app.
Json element_state(const Json& element, const Json& value, const Json& offered);

// Whether that element keeps what the member chose (a button and an overflow menu do not).
bool holds_state(const Json& element);
// Whether a state says nothing: empty text, nothing selected.
bool is_empty(const Json& state);

// block_id → action_id → state of every element that holds one, with its initial value.
Json initial_values(const Json& blocks);

}  // namespace twin
