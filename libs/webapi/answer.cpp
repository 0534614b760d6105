#include "libs/webapi/answer.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "libs/webapi/errors.hpp"

namespace webapi {
namespace {

using nlohmann::json;

constexpr std::size_t most_context = 300;
constexpr std::size_t longest_word = 64;

std::chrono::milliseconds retry_after(const http::Response& response) {
    const auto* header = http::find_header(response.headers, "Retry-After");
    int seconds = 0;
    if (header) std::from_chars(header->data(), header->data() + header->size(), seconds);
    return std::chrono::seconds{std::clamp(seconds, 0, 86'400)};
}

std::string text_of(const json& object, const char* field) {
    const auto found = object.find(field);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// What Slack says about the why: places in the blocks and scopes, never a member's words.
std::string context_of(const json& body) {
    std::string context;
    if (const auto needed = text_of(body, "needed"); !needed.empty()) {
        context = "needed " + needed + ", provided " + text_of(body, "provided");
    }
    const auto metadata = body.find("response_metadata");
    if (metadata != body.end() && metadata->is_object() && metadata->contains("messages")) {
        for (const auto& message : metadata->at("messages")) {
            if (!message.is_string()) continue;
            context += (context.empty() ? "" : "; ") + message.get<std::string>();
        }
    }
    if (context.size() > most_context) context.resize(most_context);
    return context;
}

// Slack fetches a picture while the call runs; that failure passes (python-slack-sdk#1782).
bool is_image_failure(const json& body) {
    const auto whole = body.dump(-1, ' ', true, json::error_handler_t::replace);
    return whole.find("downloading image failed") != std::string::npos;
}

bool is_word(std::string_view text) {
    return !text.empty() && text.size() <= longest_word &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
           });
}

base::Error refusal(const json& body, std::chrono::milliseconds wait) {
    std::string word = text_of(body, "error");
    if (word.empty()) return base::Error::unknown("unparsable", "neither ok nor an error");
    // A code goes into metrics and logs as it is: only a word may.
    if (!is_word(word)) return base::Error::never("strange_error", context_of(body));
    if (word == "invalid_blocks" && is_image_failure(body)) word = "image_download_failed";
    return error_of_word(word, wait, context_of(body));
}

bool says_ok(const json& body) {
    const auto ok = body.find("ok");
    return ok != body.end() && ok->is_boolean() && ok->get<bool>();
}

Answer answer_of(const json& body, std::string text) {
    Answer answer;
    answer.ts = text_of(body, "ts");
    if (answer.ts.empty()) answer.ts = text_of(body, "message_ts");
    answer.channel = text_of(body, "channel");
    answer.body = std::move(text);
    return answer;
}

}  // namespace

base::Result<Answer> read_method_answer(http::Response response) {
    const auto wait = retry_after(response);
    if (response.status == 429 || response.status >= 500) {
        return error_of_status(response.status, wait);
    }
    const json body = json::parse(response.body, nullptr, false);
    if (!body.is_object()) {
        if (response.status != 200) return error_of_status(response.status, wait);
        return base::Error::unknown("unparsable", "the answer is no JSON object");
    }
    if (!says_ok(body)) return refusal(body, wait);
    Answer answer = answer_of(body, std::move(response.body));
    if (const auto* scopes = http::find_header(response.headers, "x-oauth-scopes")) {
        answer.scopes = *scopes;
    }
    return answer;
}

base::Result<Answer> read_response_url_answer(http::Response response) {
    const auto wait = retry_after(response);
    if (response.status == 429 || response.status >= 500) {
        return error_of_status(response.status, wait);
    }
    const json body = json::parse(response.body, nullptr, false);
    if (body.is_object()) {
        if (says_ok(body)) return answer_of(body, std::move(response.body));
        return refusal(body, wait);
    }
    if (response.status == 200) return Answer{std::move(response.body), {}, {}};
    if (is_word(response.body)) return error_of_word(response.body, wait, {});
    return error_of_status(response.status, wait);
}

}  // namespace webapi
