#include "libs/slack/view/modal.hpp"

#include <nlohmann/json.hpp>

#include "libs/slack/escape.hpp"

namespace slack {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json plain(const std::string& text, std::size_t most) {
    return {{"type", "plain_text"}, {"text", cut(text, most)}, {"emoji", true}};
}

Json to_json(const Option& option) {
    return {{"text", plain(option.label, limit::option_text)}, {"value", option.value}};
}

Json to_json(const std::vector<Option>& options) {
    Json json = Json::array();
    for (const Option& option : options) {
        const bool fits = !option.label.empty() && length(option.value) <= limit::option_value;
        if (fits && json.size() < limit::options) json.push_back(to_json(option));
    }
    return json;
}

Json element_of(const NumberInput& input) {
    Json json{
        {"type", "number_input"}, {"action_id", input.action_id}, {"is_decimal_allowed", false}};
    if (!input.initial.empty()) json["initial_value"] = input.initial;
    return json;
}

Json element_of(const StaticSelect& select) {
    return {{"type", "static_select"},
            {"action_id", select.action_id},
            {"options", to_json(select.options)},
            {"initial_option", to_json(select.initial)}};
}

Json element_of(const ExternalSelect& select) {
    Json json{
        {"type", "external_select"}, {"action_id", select.action_id}, {"min_query_length", 0}};
    if (!select.placeholder.empty()) {
        json["placeholder"] = plain(select.placeholder, limit::placeholder);
    }
    if (select.initial) json["initial_option"] = to_json(*select.initial);
    return json;
}

Json to_json(const Input& input) {
    Json json{{"type", "input"},
              {"block_id", input.block_id},
              {"label", plain(input.label, limit::input_label)},
              {"element",
               std::visit([](const auto& element) { return element_of(element); }, input.element)}};
    if (!input.hint.empty()) json["hint"] = plain(input.hint, limit::input_label);
    if (input.optional) json["optional"] = true;
    return json;
}

}  // namespace

std::string open_view(const std::string& trigger_id, const Modal& modal) {
    Json blocks = Json::array();
    for (const Input& input : modal.inputs) blocks.push_back(to_json(input));
    return dump({{"trigger_id", trigger_id},
                 {"view",
                  {{"type", "modal"},
                   {"callback_id", modal.callback_id},
                   {"title", plain(modal.title, limit::view_title)},
                   {"submit", plain(modal.submit, limit::view_title)},
                   {"close", plain(modal.close, limit::view_title)},
                   {"blocks", std::move(blocks)}}}});
}

std::string options_answer(const std::vector<Option>& options) {
    return dump({{"options", to_json(options)}});
}

}  // namespace slack
