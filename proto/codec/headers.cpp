#include "proto/codec/headers.hpp"

#include <cstdint>
#include <limits>

#include "libs/base/time_text.hpp"

namespace proto {
namespace {

// Slack's blocks nest about ten deep. The JSON library writes by recursion, so a record of opening
// brackets would otherwise take the stack.
constexpr int deepest = 100;

bool nests_too_deep(std::string_view json) {
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (quoted && c == '\\') {
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == '[' || c == '{')) {
            if (++depth > deepest) return true;
        } else if (!quoted && (c == ']' || c == '}')) {
            --depth;
        }
    }
    return false;
}

}  // namespace

std::string_view Wire::header(std::string_view name) const {
    for (auto it = headers.rbegin(); it != headers.rend(); ++it) {
        if (it->first == name) return it->second;
    }
    return {};
}

void Wire::set(std::string name, std::string text) {
    for (auto it = headers.rbegin(); it != headers.rend(); ++it) {
        if (it->first == name) {
            it->second = std::move(text);
            return;
        }
    }
    headers.emplace_back(std::move(name), std::move(text));
}

std::string Trace::trace_id() const {
    constexpr std::size_t length = 55;
    if (parent.size() != length || parent[2] != '-' || parent[35] != '-' || parent[52] != '-')
        return {};
    const std::string id = parent.substr(3, 32);
    if (id.find_first_not_of("0123456789abcdef") != std::string::npos) return {};
    return id;
}

Trace Trace::child(const std::string& span_id) const {
    const std::string id = trace_id();
    return id.empty() ? Trace{} : Trace{"00-" + id + "-" + span_id + "-01"};
}

namespace codec {

void put_cloud_event(Wire& wire, std::string_view type, const std::string& id,
                     const std::string& source, base::Time time, const std::string& subject,
                     const Trace& trace) {
    wire.headers.emplace_back("ce_specversion", "1.0");
    wire.headers.emplace_back("ce_id", id);
    wire.headers.emplace_back("ce_source", source);
    wire.headers.emplace_back("ce_type", std::string(type));
    wire.headers.emplace_back("ce_time", base::to_rfc3339(time));
    if (!subject.empty()) wire.headers.emplace_back("ce_subject", subject);
    wire.headers.emplace_back("content-type", "application/json");
    if (!trace.parent.empty()) wire.headers.emplace_back("traceparent", trace.parent);
}

Reader::Reader(const Wire& wire, std::string_view type) : wire_(wire) {
    if (wire.header("ce_type") != type) {
        complain(base::Error::never("unknown_type", std::string(wire.header("ce_type"))));
    }
}

void Reader::complain(base::Error error) {
    if (!error_) error_ = std::move(error);
}

std::string Reader::optional_header(std::string_view name) {
    return std::string(wire_.header(name));
}

std::string Reader::header(std::string_view name) {
    std::string text = optional_header(name);
    if (text.empty()) complain(base::Error::never("missing_header", std::string(name)));
    return text;
}

base::Time Reader::header_time(std::string_view name) {
    const auto time = base::from_rfc3339(header(name));
    if (!time) complain(base::Error::never("bad_header", std::string(name)));
    return time.value_or({});
}

std::optional<base::Time> Reader::optional_header_time(std::string_view name) {
    if (wire_.header(name).empty()) return std::nullopt;
    return header_time(name);
}

const nlohmann::json& Reader::body() {
    if (!parsed_) {
        parsed_ = true;
        if (!nests_too_deep(wire_.value))
            body_ = nlohmann::json::parse(wire_.value, nullptr, false);
        if (!body_.is_object()) {
            body_ = nlohmann::json::object();
            complain(base::Error::never("bad_json", "the value is no JSON object"));
        }
    }
    return body_;
}

const nlohmann::json* Reader::find(const char* field) {
    const auto found = body().find(field);
    return found == body().end() || found->is_null() ? nullptr : &*found;
}

std::string Reader::optional_text(const char* field) {
    const nlohmann::json* value = find(field);
    if (!value) return {};
    if (!value->is_string()) {
        complain(base::Error::never("bad_field", field));
        return {};
    }
    return value->get<std::string>();
}

std::string Reader::text(const char* field) {
    if (!find(field)) complain(base::Error::never("missing_field", field));
    return optional_text(field);
}

int Reader::number(const char* field, int fallback) {
    const nlohmann::json* value = find(field);
    if (!value) return fallback;
    // Without a sign, so that what is above the range of an int does not come out as one below it.
    const bool fits = value->is_number_unsigned() &&
                      value->get<std::uint64_t>() <= std::numeric_limits<std::int32_t>::max();
    if (!fits) {
        complain(base::Error::never("bad_field", field));
        return fallback;
    }
    return value->get<int>();
}

bool Reader::flag(const char* field) {
    const nlohmann::json* value = find(field);
    if (!value) return false;
    if (!value->is_boolean()) complain(base::Error::never("bad_field", field));
    return value->is_boolean() && value->get<bool>();
}

base::Time Reader::time(const char* field) {
    const auto time = base::from_rfc3339(text(field));
    if (!time) complain(base::Error::never("bad_field", field));
    return time.value_or({});
}

Conversation Reader::conversation() { return {TeamId(text("team")), ChannelId(text("channel"))}; }

std::string dump(const nlohmann::ordered_json& body) {
    return body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace codec
}  // namespace proto
