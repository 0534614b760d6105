// JSON as the twin uses it: members keep their order, so blocks come back as they were sent.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace twin {

using Json = nlohmann::ordered_json;

// Compact text; bytes that are not UTF-8 become U+FFFD instead of an exception.
std::string to_text(const Json& json);
// A discarded value (is_discarded()) for text that is no JSON.
Json parse_json(const std::string& text);

// The member `name` when it has that type, else an empty string / the fallback. Safe on any value.
std::string text_of(const Json& json, const char* name);
bool flag_of(const Json& json, const char* name, bool fallback);
// The member `name`, or a null value.
const Json& member_of(const Json& json, const char* name);
// Code points of UTF-8 text: Slack counts characters, not bytes.
std::size_t characters(const std::string& text);

}  // namespace twin
