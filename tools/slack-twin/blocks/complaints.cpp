#include "tools/slack-twin/blocks/complaints.hpp"

namespace twin {

void Complaints::add(const std::string& what, const Place& place) {
    all_.push_back(what + " [json-pointer:" + place.pointer() + "]");
}

bool Complaints::required(const Json& object, const char* name, const Place& place) {
    if (!member_of(object, name).is_null()) return true;
    add(std::string("missing required field: ") + name, place);
    return false;
}

bool Complaints::text(const Json& object, const char* name, std::size_t most, const Place& place) {
    const Json& value = member_of(object, name);
    if (value.is_null()) return true;
    if (!value.is_string()) return add("must be a string", place.at(name)), false;
    const std::size_t count = characters(value.get<std::string>());
    if (count == 0) return add("must be more than 0 characters", place.at(name)), false;
    if (count <= most) return true;
    add("must be less than " + std::to_string(most + 1) + " characters", place.at(name));
    return false;
}

bool Complaints::items(const Json& array, std::size_t most, const Place& place) {
    if (!array.is_array()) return add("must be an array", place), false;
    if (array.empty()) return add("no fewer than 1 items allowed", place), false;
    if (array.size() <= most) return true;
    add("no more than " + std::to_string(most) + " items allowed", place);
    return false;
}

bool Complaints::text_object(const Json& object, const char* name, std::size_t most, TextKind kind,
                             const Place& place) {
    const Json& value = member_of(object, name);
    if (value.is_null()) return true;
    const Place here = place.at(name);
    if (!value.is_object()) return add("must provide an object", here), false;
    const std::string type = text_of(value, "type");
    if (type != "plain_text" && (kind == TextKind::plain || type != "mrkdwn"))
        return add(kind == TextKind::plain ? "must be a plain_text object"
                                           : "must be one of: plain_text, mrkdwn",
                   here.at("type")),
               false;
    return required(value, "text", here) && text(value, "text", most, here);
}

}  // namespace twin
