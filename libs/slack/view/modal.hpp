// Modals as values, and their JSON within Slack's limits; the option lists of their selects. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace slack {

// In characters: slack-protocol, section 4.
namespace limit {
inline constexpr std::size_t view_title = 24;  // submit and close as well
inline constexpr std::size_t input_label = 2000;
inline constexpr std::size_t placeholder = 150;
inline constexpr std::size_t option_text = 75;
inline constexpr std::size_t option_value = 150;  // longer ones cannot be cut: left out
inline constexpr std::size_t options = 100;
}  // namespace limit

struct Option {
    std::string label;  // plain text
    std::string value;
};

// A whole number, typed. Slack sends whatever stands there: the app judges it.
struct NumberInput {
    std::string action_id;
    std::string initial = {};
};
struct StaticSelect {
    std::string action_id;
    std::vector<Option> options;
    Option initial;
};
// Its options are asked for by block_suggestion: when it is opened, and at every letter.
struct ExternalSelect {
    std::string action_id;
    std::string placeholder = {};
    std::optional<Option> initial = {};
};

struct Input {
    std::string block_id;  // names the field in a submission and in its errors
    std::string label;     // plain text
    std::string hint;      // small print below, plain text; empty: none
    bool optional = false;
    std::variant<NumberInput, StaticSelect, ExternalSelect> element;
};

struct Modal {
    std::string callback_id;
    std::string title, submit, close;
    std::vector<Input> inputs;
};

// The arguments of views.open. `trigger_id` is a bearer secret, good for 3 s and once.
std::string open_view(const std::string& trigger_id, const Modal& modal);
// The answer to a block_suggestion; what is beyond Slack's count is left out.
std::string options_answer(const std::vector<Option>& options);

}  // namespace slack
