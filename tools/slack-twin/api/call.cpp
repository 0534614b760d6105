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

std::string bearer(const http::Request& request) {
    const std::string* header = http::find_header(request.headers, "authorization");
    if (!header || lower(header->substr(0, 7)) != "bearer ") return {};
    return header->substr(7);
}

}  // namespace

Call read_call(const http::Request& request) {
    Call call;
    if (request.path.rfind(kPrefix, 0) == 0) call.method = request.path.substr(5);
    call.token = bearer(request);
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
