// What a button's value carries: a flat JSON object, small enough for Slack. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace slack {

// A button's value is at most 2000 characters (slack-protocol, section 4); bytes are the strict
// reading.
inline constexpr std::size_t max_button_value_bytes = 2000;

using Fields = std::map<std::string, std::variant<std::string, std::int64_t>>;

std::string to_json(const Fields& fields);
// Nothing for text that is no JSON object. Members that are neither text nor whole number are left
// out: a newer build may have put them there.
std::optional<Fields> fields_from_json(std::string_view text);

// The member `name`, or the empty text / nothing where it is missing or of the other kind.
std::string text_of(const Fields& fields, const std::string& name);
std::optional<std::int64_t> number_of(const Fields& fields, const std::string& name);

}  // namespace slack
