// A modal as apps show them: a required text, an optional choice, a button, an external select.
#pragma once

#include "tools/slack-twin/world/json.hpp"

namespace twin {

inline Json plain(const std::string& text) { return {{"type", "plain_text"}, {"text", text}}; }

inline Json option(const std::string& text, const std::string& value) {
    return {{"text", plain(text)}, {"value", value}};
}

inline Json external_select() {
    return {{"type", "external_select"}, {"action_id", "find"}, {"min_query_length", 1}};
}

inline Json modal(const std::string& title = "Sticker") {
    const Json text{{"type", "input"},
                    {"block_id", "name"},
                    {"label", plain("Name")},
                    {"element", Json{{"type", "plain_text_input"}, {"action_id", "name"}}}};
    const Json choice{
        {"type", "input"},
        {"block_id", "mood"},
        {"optional", true},
        {"label", plain("Mood")},
        {"element",
         Json{{"type", "static_select"},
              {"action_id", "mood"},
              {"options", Json::array({option("Happy", "happy"), option("Sad", "sad")})}}}};
    const Json buttons{
        {"type", "actions"},
        {"block_id", "buttons"},
        {"elements",
         Json::array({Json{{"type", "button"}, {"action_id", "more"}, {"text", plain("More")}},
                      external_select()})}};
    return {{"type", "modal"},
            {"callback_id", "pick"},
            {"title", plain(title)},
            {"submit", plain("Send")},
            {"blocks", Json::array({text, choice, buttons})}};
}

}  // namespace twin
