// What comes back from Slack, or from a proxy in its place. First line: the status; second: both
// headers that are read; the rest: the body.
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "libs/slack/payload.hpp"
#include "libs/webapi/answer.hpp"
#include "libs/webapi/errors.hpp"
#include "libs/webapi/scopes.hpp"

namespace {

constexpr std::size_t longest_code = 64;
constexpr std::size_t longest_context = 300;

std::string_view line_of(std::string_view& bytes) {
    const auto end = bytes.find('\n');
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    return line;
}

http::Response response_of(std::string_view bytes) {
    http::Response response;
    const std::string_view status = line_of(bytes);
    int number = 0;
    std::from_chars(status.data(), status.data() + status.size(), number);
    response.status = number >= 100 && number <= 999 ? number : 200;  // as HTTP has them
    const std::string header(line_of(bytes));
    response.headers = {{"Retry-After", header}, {"X-OAuth-Scopes", header}};
    response.body = bytes;
    return response;
}

// A code is a word: metrics and logs carry it as it is.
bool is_word(const std::string& code) {
    return !code.empty() && code.size() <= longest_code &&
           code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
}

const char* broken(const base::Result<webapi::Answer>& answer, const http::Response& response) {
    if (answer.ok()) {
        return response.status == 429 || response.status >= 500 ? "a refusal taken for an answer"
                                                                : nullptr;
    }
    const base::Error& error = answer.error();
    if (!is_word(error.code)) return "a code that is no word";
    if (error.context.size() > longest_context) return "a context without an end";
    if (error.wait > webapi::longest_retry_after || error.wait.count() < 0) return "a strange wait";
    if (error.retry == base::Retry::after && error.wait.count() == 0) return "a wait of nothing";
    return nullptr;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const http::Response response = response_of({reinterpret_cast<const char*>(data), size});
    const auto method = webapi::read_method_answer(response);
    const char* promise = broken(method, response);
    if (promise == nullptr && method.ok() &&
        !nlohmann::json::parse(response.body, nullptr, false).is_object()) {
        promise = "an answer that is no JSON";
    }
    if (promise == nullptr) promise = broken(webapi::read_response_url_answer(response), response);
    if (promise != nullptr) {
        std::fprintf(stderr, "broken: %s\n", promise);
        std::abort();
    }
    (void)slack::parse_profile(response.body);
    (void)webapi::grants(response.headers[1].second, "chat:write.customize");
    return 0;
}
