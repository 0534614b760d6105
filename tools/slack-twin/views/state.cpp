#include "tools/slack-twin/views/state.hpp"

#include <map>

#include "tools/slack-twin/blocks/find.hpp"

namespace twin {
namespace {

enum class Holds { text, option, options, id, ids };

struct Kind {
    Holds holds;
    const char* member;   // of the state
    const char* initial;  // of the element
};

const Kind* kind_of(const std::string& type) {
    static const std::map<std::string, Kind> kinds{
        {"plain_text_input", {Holds::text, "value", "initial_value"}},
        {"email_text_input", {Holds::text, "value", "initial_value"}},
        {"url_text_input", {Holds::text, "value", "initial_value"}},
        {"number_input", {Holds::text, "value", "initial_value"}},
        {"static_select", {Holds::option, "selected_option", "initial_option"}},
        {"external_select", {Holds::option, "selected_option", "initial_option"}},
        {"radio_buttons", {Holds::option, "selected_option", "initial_option"}},
        {"overflow", {Holds::option, "selected_option", ""}},
        {"checkboxes", {Holds::options, "selected_options", "initial_options"}},
        {"multi_static_select", {Holds::options, "selected_options", "initial_options"}},
        {"multi_external_select", {Holds::options, "selected_options", "initial_options"}},
        {"users_select", {Holds::id, "selected_user", "initial_user"}},
        {"conversations_select", {Holds::id, "selected_conversation", "initial_conversation"}},
        {"channels_select", {Holds::id, "selected_channel", "initial_channel"}},
        {"datepicker", {Holds::id, "selected_date", "initial_date"}},
        {"timepicker", {Holds::id, "selected_time", "initial_time"}},
        {"datetimepicker", {Holds::id, "selected_date_time", "initial_date_time"}},
        {"multi_users_select", {Holds::ids, "selected_users", "initial_users"}},
        {"multi_conversations_select",
         {Holds::ids, "selected_conversations", "initial_conversations"}},
        {"multi_channels_select", {Holds::ids, "selected_channels", "initial_channels"}}};
    const auto found = kinds.find(type);
    return found == kinds.end() ? nullptr : &found->second;
}

bool means(const Json& option, const std::string& wanted) {
    return text_of(option, "value") == wanted ||
           text_of(member_of(option, "text"), "text") == wanted;
}

// In `options` and in the groups of `option_groups`; an option without text may stand for itself
// in neither. Null: none.
Json option_in(const Json& from, const std::string& wanted) {
    for (const Json& option : member_of(from, "options"))
        if (means(option, wanted)) return option;
    for (const Json& group : member_of(from, "option_groups"))
        for (const Json& option : member_of(group, "options"))
            if (means(option, wanted)) return option;
    return {};
}

Json find_option(const Json& element, const Json& offered, const Json& wanted) {
    const std::string value =
        wanted.is_object() ? text_of(wanted, "value") : wanted.get<std::string>();
    Json option = option_in(element, value);
    return option.is_null() ? option_in(offered, value) : option;
}

bool single(const Json& value) { return value.is_string() || value.is_object(); }

// Null when one of them is not there.
Json all_options(const Json& element, const Json& offered, const Json& value) {
    Json chosen = Json::array();
    for (const Json& wanted : value.is_array() ? value : Json::array({value})) {
        if (!single(wanted)) return {};
        Json option = find_option(element, offered, wanted);
        if (option.is_null()) return {};
        chosen.push_back(std::move(option));
    }
    return chosen;
}

Json empty_state(const std::string& type, const Kind& kind) {
    const bool list = kind.holds == Holds::options || kind.holds == Holds::ids;
    return {{"type", type}, {kind.member, list ? Json::array() : Json()}};
}

}  // namespace

bool holds_state(const Json& element) {
    const std::string type = text_of(element, "type");
    return type != "overflow" && kind_of(type) != nullptr;
}

bool is_empty(const Json& state) {
    for (const auto& [name, value] : state.items())
        if (name != "type") return value.is_null() || value.empty() || value == "";
    return true;
}

Json element_state(const Json& element, const Json& value, const Json& offered) {
    const std::string type = text_of(element, "type");
    const Kind* kind = kind_of(type);
    if (!kind) return {};
    Json state = empty_state(type, *kind);
    if (value.is_null() || value == "") return state;
    Json& put = state[kind->member];
    switch (kind->holds) {
        case Holds::option:
            put = single(value) ? find_option(element, offered, value) : Json();
            return put.is_null() ? Json() : state;
        case Holds::options:
            put = all_options(element, offered, value);
            return put.is_null() ? Json() : state;
        case Holds::text:
            put = value.is_string() ? value : Json(to_text(value));
            return state;
        case Holds::id:
            put = value;
            return state;
        case Holds::ids:
            put = value.is_array() ? value : Json::array({value});
            return state;
    }
    return {};
}

Json initial_values(const Json& blocks) {
    Json values = Json::object();
    for (const Button& one : buttons_of(blocks)) {
        if (!holds_state(one.element)) continue;
        const std::string type = text_of(one.element, "type");
        const Kind& kind = *kind_of(type);
        Json state = empty_state(type, kind);
        const Json& initial = member_of(one.element, kind.initial);
        if (!initial.is_null()) state[kind.member] = initial;
        values[one.block_id][text_of(one.element, "action_id")] = std::move(state);
    }
    return values;
}

}  // namespace twin
