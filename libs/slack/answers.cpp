#include "libs/slack/answers.hpp"

#include <nlohmann/json.hpp>

namespace slack {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string ack_frame(const std::string& envelope_id, const std::string& payload) {
    std::string frame = "{\"envelope_id\":" + dump(Json(envelope_id));
    if (!payload.empty()) frame += ",\"payload\":" + payload;
    return frame + "}";
}

std::string ephemeral_answer(const std::string& text) {
    return dump({{"response_type", "ephemeral"}, {"text", text}});
}

std::string field_error(const std::string& block_id, const std::string& text) {
    return dump({{"response_action", "errors"}, {"errors", Json{{block_id, text}}}});
}

std::string field_errors(const std::map<std::string, std::string>& texts) {
    return dump({{"response_action", "errors"}, {"errors", texts}});
}

std::string no_options() { return dump({{"options", Json::array()}}); }

std::string command_payload(const std::vector<std::pair<std::string, std::string>>& fields) {
    Json payload = Json::object();
    for (const auto& [name, value] : fields) payload[name] = value;
    return dump(payload);
}

std::string url_challenge(const std::string& payload) {
    const Json json = Json::parse(payload, nullptr, false);
    if (!json.is_object()) return {};
    const auto type = json.find("type");
    const auto challenge = json.find("challenge");
    if (type == json.end() || *type != "url_verification" || challenge == json.end()) return {};
    return challenge->is_string() ? challenge->get<std::string>() : std::string();
}

}  // namespace slack
