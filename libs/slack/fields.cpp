#include "libs/slack/fields.hpp"

#include <nlohmann/json.hpp>

namespace slack {

std::string to_json(const Fields& fields) {
    auto object = nlohmann::json::object();
    for (const auto& [name, value] : fields) {
        std::visit([&, &key = name](const auto& inner) { object[key] = inner; }, value);
    }
    return object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::optional<Fields> fields_from_json(std::string_view text) {
    const auto object = nlohmann::json::parse(text, nullptr, false);
    if (!object.is_object()) return std::nullopt;
    Fields fields;
    for (const auto& [name, value] : object.items()) {
        if (value.is_string()) {
            fields.emplace(name, value.get<std::string>());
        } else if (value.is_number_integer()) {
            fields.emplace(name, value.get<std::int64_t>());
        }
    }
    return fields;
}

std::string text_of(const Fields& fields, const std::string& name) {
    const auto found = fields.find(name);
    if (found == fields.end()) return {};
    const auto* text = std::get_if<std::string>(&found->second);
    return text ? *text : std::string();
}

std::optional<std::int64_t> number_of(const Fields& fields, const std::string& name) {
    const auto found = fields.find(name);
    if (found == fields.end()) return std::nullopt;
    const auto* number = std::get_if<std::int64_t>(&found->second);
    return number ? std::optional(*number) : std::nullopt;
}

}  // namespace slack
