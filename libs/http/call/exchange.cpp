#include "libs/http/call/exchange.hpp"

#include <algorithm>
#include <charconv>

namespace http {
namespace {

// A kept connection is not used again after this long: a request that meets a server just closing
// its side ends as `unknown`, which costs the caller far more than a new connection.
constexpr std::chrono::milliseconds longest_idle{30'000};
constexpr std::chrono::milliseconds idle_margin{500};  // before the end the server announced

bool is_clean(std::string_view text, char lowest) {
    return std::all_of(text.begin(), text.end(), [lowest](char c) {
        return static_cast<unsigned char>(c) >= static_cast<unsigned char>(lowest) && c != 0x7f;
    });
}

}  // namespace

bool well_formed(const Request& request) {
    return !request.method.empty() && is_clean(request.method, '!') &&
           request.path.starts_with('/') && is_clean(request.path, '!') &&
           is_clean(request.query, '!') &&
           std::all_of(request.headers.begin(), request.headers.end(), [](const auto& header) {
               return !header.first.empty() && is_clean(header.first, '!') &&
                      header.first.find(':') == std::string::npos && is_clean(header.second, ' ');
           });
}

std::uint64_t number_or(std::string_view text, std::uint64_t other) {
    std::uint64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc{} ? number : other;
}

std::chrono::milliseconds usable_idle_time(const Headers& headers) {
    const auto* announced = find_header(headers, "Keep-Alive");
    const auto at = announced ? announced->find("timeout=") : std::string::npos;
    if (at == std::string::npos) return longest_idle;
    const auto seconds = number_or(std::string_view(*announced).substr(at + 8), 0);
    const auto limit = std::chrono::milliseconds(std::min<std::uint64_t>(seconds, 3600) * 1000);
    return std::clamp(limit - idle_margin, std::chrono::milliseconds{0}, longest_idle);
}

}  // namespace http
