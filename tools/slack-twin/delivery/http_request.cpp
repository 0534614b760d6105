#include "tools/slack-twin/delivery/http_request.hpp"

#include "tools/slack-twin/delivery/signature.hpp"
#include "tools/slack-twin/world/model.hpp"

namespace twin {
namespace {

http::Request signed_post(const std::string& target, std::string type, std::string body,
                          base::Time now) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch());
    const std::string timestamp = std::to_string(seconds.count());
    http::Request request;
    request.method = "POST";
    const std::size_t query = target.find('?');
    request.path = target.substr(0, query);
    if (query != std::string::npos) request.query = target.substr(query + 1);
    request.headers = {{"Content-Type", std::move(type)},
                       {"User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)"},
                       {"X-Slack-Request-Timestamp", timestamp},
                       {"X-Slack-Signature", signature_v0(kSigningSecret, timestamp, body)}};
    request.body = std::move(body);
    return request;
}

std::string form_of(const Json& fields) {
    std::string form;
    for (const auto& [name, value] : fields.items()) {
        if (!form.empty()) form += '&';
        form += http::url_encode(name) + '=' +
                http::url_encode(value.is_string() ? value.get<std::string>() : to_text(value));
    }
    return form;
}

}  // namespace

http::Request http_request(const Attempt& attempt, const std::string& target, base::Time now) {
    static const std::string form_type = "application/x-www-form-urlencoded";
    http::Request request;
    if (attempt.type == "slash_commands")
        request = signed_post(target, form_type, form_of(attempt.payload), now);
    else if (attempt.type == "interactive")
        request = signed_post(target, form_type,
                              "payload=" + http::url_encode(to_text(attempt.payload)), now);
    else
        request = signed_post(target, "application/json", to_text(attempt.payload), now);
    if (attempt.number > 0) {
        request.headers.emplace_back("X-Slack-Retry-Num", std::to_string(attempt.number));
        request.headers.emplace_back("X-Slack-Retry-Reason", attempt.retry_reason);
    }
    return request;
}

http::Request verification_request(const std::string& challenge, const std::string& target,
                                   base::Time now) {
    const Json body{
        {"token", kVerificationToken}, {"challenge", challenge}, {"type", "url_verification"}};
    return signed_post(target, "application/json", to_text(body), now);
}

bool verified(const http::Response& response, const std::string& challenge) {
    if (response.status != 200) return false;
    if (response.body == challenge || response.body == "challenge=" + challenge) return true;
    return text_of(parse_json(response.body), "challenge") == challenge;
}

HttpVerdict judge(const http::Response& response) {
    HttpVerdict verdict;
    const std::string* no_retry = http::find_header(response.headers, "x-slack-no-retry");
    verdict.no_retry = no_retry && *no_retry == "1";
    if (response.status < 200 || response.status > 299) {
        verdict.failure = response.status >= 500 ? "http_service_error" : "http_client_error";
        verdict.retry_reason = "http_error";
        return verdict;
    }
    verdict.acked = true;
    if (response.body.find_first_not_of(" \t\r\n") == std::string::npos) return verdict;
    verdict.payload = parse_json(response.body);
    if (!verdict.payload.is_object()) verdict.payload = Json{{"text", response.body}};
    return verdict;
}

}  // namespace twin
