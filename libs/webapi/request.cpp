#include "libs/webapi/request.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

namespace webapi {
namespace {

using nlohmann::json;

// Slack's method reference lists no application/json for these.
constexpr std::array<std::string_view, 10> form_methods{
    "users.info",         "emoji.list",
    "conversations.info", "chat.getPermalink",
    "files.info",         "oauth.v2.access",
    "auth.revoke",        "apps.uninstall",
    "oauth.v2.exchange",  "files.getUploadURLExternal"};

bool takes_a_form(std::string_view method) {
    return std::find(form_methods.begin(), form_methods.end(), method) != form_methods.end();
}

std::string as_form(const json& arguments) {
    std::string form;
    for (const auto& [name, value] : arguments.items()) {
        if (value.is_null()) continue;  // "use the default"
        if (!form.empty()) form += '&';
        form += http::url_encode(name) + '=';
        form += http::url_encode(value.is_string() ? value.get<std::string>() : value.dump());
    }
    return form;
}

}  // namespace

base::Result<http::Request> method_request(const std::string& path, const std::string& method,
                                           const base::Secret& token,
                                           const std::string& arguments) {
    http::Request request;
    request.method = "POST";
    request.path = path + method;
    request.headers.emplace_back("Authorization", "Bearer " + token.reveal());
    if (!takes_a_form(method)) {
        const auto first = arguments.find_first_not_of(" \t\r\n");
        if (first == std::string::npos || arguments[first] != '{' || !json::accept(arguments)) {
            return base::Error::never("bad_arguments", method);
        }
        // Without the charset Slack answers with a warning.
        request.headers.emplace_back("Content-Type", "application/json; charset=utf-8");
        request.body = arguments;
        return request;
    }
    const json parsed = json::parse(arguments, nullptr, false);
    if (!parsed.is_object()) return base::Error::never("bad_arguments", method);
    request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    request.body = as_form(parsed);
    return request;
}

}  // namespace webapi
