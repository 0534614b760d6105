#include "tools/slack-twin/world/json.hpp"

#include <algorithm>

namespace twin {

std::string to_text(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json parse_json(const std::string& text) { return Json::parse(text, nullptr, false); }

const Json& member_of(const Json& json, const char* name) {
    static const Json none;
    if (!json.is_object()) return none;
    const auto found = json.find(name);
    return found == json.end() ? none : *found;
}

std::string text_of(const Json& json, const char* name) {
    const Json& member = member_of(json, name);
    return member.is_string() ? member.get<std::string>() : std::string();
}

bool flag_of(const Json& json, const char* name, bool fallback) {
    const Json& member = member_of(json, name);
    if (member.is_boolean()) return member.get<bool>();
    if (member == "true" || member == "1") return true;  // form bodies carry texts
    if (member == "false" || member == "0") return false;
    return fallback;
}

std::size_t characters(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

}  // namespace twin
