#include "tools/slack-twin/api/call.hpp"

#include <algorithm>

namespace twin {
namespace {

constexpr const char* kPrefix = "/api/";

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::string content_type(const http::Request& request) {
    const std::string* type = http::find_header(request.headers, "content-type");
    return type ? lower(*type) : std::string();
}

void read_json(const std::string& body, Call& call) {
    if (body.empty()) return;
    call.args = parse_json(body);
    if (call.args.is_discarded())
        call.error = "invalid_json";
    else if (!call.args.is_object())
        call.error = "json_not_object";
    if (!call.error.empty()) call.args = Json::object();
    for (const char* name : {"blocks", "view", "metadata", "attachments"})
        if (call.args.contains(name) && call.args[name].is_string()) {
            Json parsed = parse_json(call.args[name].get<std::string>());  // SDKs may send text
            if (parsed.is_structured()) call.args[name] = std::move(parsed);
        }
    for (auto one = call.args.begin(); one != call.args.end();)
        one = one->is_null() ? call.args.erase(one) : std::next(one);  // null: use the default
}

// Nested arguments are JSON text inside a field.
void read_form(const std::string& body, Call& call) {
    for (const auto& [name, value] : http::parse_form(body)) {
        if (name == "token") {
            if (call.token.empty()) call.token = value;
            continue;
        }
        const bool nested = !value.empty() && (value.front() == '[' || value.front() == '{');
        Json parsed = nested && name != "text" ? parse_json(value) : Json(value);
        call.args[name] = parsed.is_discarded() ? Json(value) : std::move(parsed);
    }
}

// What follows the scheme ("bearer ", "basic ") in the Authorization header.
std::string authorization(const http::Request& request, const std::string& scheme) {
    const std::string* header = http::find_header(request.headers, "authorization");
    if (!header || lower(header->substr(0, scheme.size())) != scheme) return {};
    return header->substr(scheme.size());
}

std::string from_base64(const std::string& text) {
    static const std::string digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    unsigned bits = 0, count = 0;
    for (const char c : text) {
        const std::size_t digit = digits.find(c);
        if (digit == std::string::npos) break;
        bits = (bits << 6U) | static_cast<unsigned>(digit);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        bytes += static_cast<char>((bits >> count) & 0xFFU);
    }
    return bytes;
}

void read_basic(const http::Request& request, Call& call) {
    const std::string pair = from_base64(authorization(request, "basic "));
    const std::size_t colon = pair.find(':');
    if (colon == std::string::npos) return;
    call.args["client_id"] = pair.substr(0, colon);
    call.args["client_secret"] = pair.substr(colon + 1);
}

}  // namespace

Call read_call(const http::Request& request) {
    Call call;
    if (request.path.rfind(kPrefix, 0) == 0) call.method = request.path.substr(5);
    call.token = authorization(request, "bearer ");
    const std::string type = content_type(request);
    if (request.method != "POST") {
        Call query;
        read_form(request.query, query);
        call.args = std::move(query.args);
    } else if (type.rfind("application/json", 0) == 0) {
        if (type.find("charset") == std::string::npos)
            call.warnings.emplace_back("missing_charset");
        read_json(request.body, call);
    } else if (type.rfind("application/x-www-form-urlencoded", 0) == 0) {
        if (type.find("charset") != std::string::npos)
            call.warnings.emplace_back("superfluous_charset");
        read_form(request.body, call);
    } else if (!request.body.empty())
        call.error = type.empty() ? "missing_post_type" : "invalid_post_type";
    read_basic(request, call);
    return call;
}

CallAnswer CallAnswer::success(Json members) {
    CallAnswer answer{Json{{"ok", true}}};
    answer.body.update(members);
    return answer;
}

CallAnswer CallAnswer::failure(const std::string& error, Json members) {
    CallAnswer answer{Json{{"ok", false}, {"error", error}}};
    answer.body.update(members);
    return answer;
}

CallAnswer CallAnswer::throttled(int retry_after) {
    CallAnswer answer = failure("ratelimited");
    answer.status = 429;
    answer.retry_after = retry_after;
    return answer;
}

CallAnswer CallAnswer::invalid(const std::vector<std::string>& messages) {
    return failure("invalid_arguments", {{"response_metadata", Json{{"messages", messages}}}});
}

CallAnswer CallAnswer::missing_scope(const std::string& needed) {
    return failure("missing_scope", {{"needed", needed}});
}

http::Response to_response(const CallAnswer& answer) {
    http::Response response = http::Response::json(answer.status, to_text(answer.body));
    if (answer.retry_after > 0)
        response.headers.emplace_back("Retry-After", std::to_string(answer.retry_after));
    return response;
}

}  // namespace twin
