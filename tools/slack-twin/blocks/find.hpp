// Looking into blocks: their pictures, their buttons, and the ids Slack gives where the app gave
// none.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tools/slack-twin/world/json.hpp"

namespace twin {

// The first image_url in reading order (image blocks, accessories, context), or an empty string.
std::string first_image(const Json& blocks);

// Gives every block a block_id and every interactive element an action_id. `counter` makes them
// unique; ids the app chose stay.
void name_blocks(Json& blocks, std::uint64_t& counter);

// A button, a select, any element that a member can use.
struct Button {
    std::string block_id;
    Json element;
};
// Which one a member means: by action_id or, buttons only, by label; and buttons by value where
// several share the name.
struct ButtonWanted {
    std::string action_id, label, value;
    bool any_value = true;
};
// In reading order: of actions and input blocks and section accessories.
std::vector<Button> buttons_of(const Json& blocks);
// nullptr-like: an element that is_null() when no button fits.
Button find_button(const Json& blocks, const ButtonWanted& wanted);

}  // namespace twin
