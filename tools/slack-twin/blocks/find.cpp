#include "tools/slack-twin/blocks/find.hpp"

namespace twin {
namespace {

bool interactive(const Json& element) {
    const std::string type = text_of(element, "type");
    return !type.empty() && type != "image" && type != "mrkdwn" && type != "plain_text";
}

bool holds_actions(const std::string& block) {
    return block == "actions" || block == "section" || block == "input" ||
           block == "context_actions";
}

template <class Use>
void each_element(const Json& block, const Use& use) {
    if (const Json& accessory = member_of(block, "accessory"); accessory.is_object())
        use(accessory);
    if (const Json& element = member_of(block, "element"); element.is_object()) use(element);
    if (const Json& elements = member_of(block, "elements"); elements.is_array())
        for (const Json& element : elements) use(element);
}

std::string numbered(char kind, std::uint64_t number) {
    std::string id(1, kind);
    return id += std::to_string(number);
}

void name_element(Json& element, std::uint64_t& counter) {
    if (interactive(element) && !element.contains("action_id"))
        element["action_id"] = numbered('a', ++counter);
}

}  // namespace

std::string first_image(const Json& blocks) {
    for (const Json& block : blocks) {
        std::string url = text_of(block, "image_url");
        each_element(block, [&](const Json& element) {
            if (url.empty()) url = text_of(element, "image_url");
        });
        if (!url.empty()) return url;
    }
    return {};
}

void name_blocks(Json& blocks, std::uint64_t& counter) {
    if (!blocks.is_array()) return;
    for (Json& block : blocks) {
        if (!block.is_object()) continue;
        if (!block.contains("block_id")) block["block_id"] = numbered('b', ++counter);
        for (const char* one : {"accessory", "element"})
            if (member_of(block, one).is_object()) name_element(block[one], counter);
        const std::string type = text_of(block, "type");
        if (type == "actions" && member_of(block, "elements").is_array())
            for (Json& element : block["elements"]) name_element(element, counter);
    }
}

std::vector<Button> buttons_of(const Json& blocks) {
    std::vector<Button> buttons;
    for (const Json& block : blocks)
        each_element(block, [&](const Json& element) {
            if (interactive(element) && holds_actions(text_of(block, "type")))
                buttons.push_back({text_of(block, "block_id"), element});
        });
    return buttons;
}

Button find_button(const Json& blocks, const ButtonWanted& wanted) {
    for (Button& button : buttons_of(blocks)) {
        const Json& element = button.element;
        const bool button_like = text_of(element, "type") == "button";
        const bool named = wanted.action_id.empty()
                               ? text_of(member_of(element, "text"), "text") == wanted.label
                               : text_of(element, "action_id") == wanted.action_id;
        const bool right =
            !button_like || wanted.any_value || text_of(element, "value") == wanted.value;
        if (named && right) return button;
    }
    return {};
}

}  // namespace twin
