#include <charconv>
#include <optional>
#include <string_view>

#include "libs/redis/client.hpp"

namespace redis {
namespace {

base::Error bad(const std::string& why) {
    return base::Error::never("bad_redis_url",
                              why + "; want redis://[user:password@]host[:port][/database]");
}

std::optional<int> hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return std::nullopt;
}

std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto high = i + 2 < text.size() ? hex_digit(text[i + 1]) : std::nullopt;
        const auto low = i + 2 < text.size() ? hex_digit(text[i + 2]) : std::nullopt;
        if (text[i] == '%' && high && low) {
            out += static_cast<char>(*high * 16 + *low);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::optional<int> number(std::string_view text, int most) {
    int value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value >= 0 && value <= most ? std::optional(value) : std::nullopt;
}

// Takes everything up to and including the last `mark` off the front; nothing when there is none.
std::optional<std::string_view> take_to_last(std::string_view& text, char mark) {
    const auto at = text.rfind(mark);
    if (at == std::string_view::npos) return std::nullopt;
    const auto front = text.substr(0, at);
    text.remove_prefix(at + 1);
    return front;
}

void read_login(std::string_view login, Config& config) {
    const auto colon = login.find(':');
    if (colon == std::string_view::npos) {
        config.user = percent_decoded(login);
        return;
    }
    config.user = percent_decoded(login.substr(0, colon));
    config.password = base::Secret(percent_decoded(login.substr(colon + 1)));
}

std::optional<base::Error> read_host(std::string_view text, Config& config) {
    std::string_view port;
    if (!text.empty() && text.front() == '[') {  // an IPv6 address
        const auto end = text.find(']');
        if (end == std::string_view::npos) return bad("no ] after the address");
        config.host = std::string(text.substr(1, end - 1));
        text.remove_prefix(end + 1);
        if (!text.empty() && text.front() != ':') return bad("what follows ] is no port");
        if (!text.empty()) port = text.substr(1);
    } else if (const auto host = take_to_last(text, ':')) {
        config.host = std::string(*host);
        port = text;
    } else {
        config.host = std::string(text);
        if (config.host.empty()) return bad("no host");
        return std::nullopt;
    }
    if (config.host.empty()) return bad("no host");
    if (port.empty()) return std::nullopt;
    const auto value = number(port, 65535);
    if (!value || *value == 0) return bad("the port is not 1 to 65535");
    config.port = *value;
    return std::nullopt;
}

}  // namespace

base::Result<Config> parse_url(const std::string& url) {
    std::string_view rest = url;
    Config config;
    if (rest.substr(0, 9) == "rediss://") {
        config.tls = true;
        rest.remove_prefix(9);
#ifndef SSB_REDIS_TLS
        return base::Error::never(
            "no_tls_in_hiredis",
            "this build's hiredis has no TLS (Debian 12); use redis:// through "
            "a TLS sidecar, or a build on Debian 13");
#endif
    } else if (rest.substr(0, 8) == "redis://") {
        rest.remove_prefix(8);
    } else {
        return bad("it does not begin with redis:// or rediss://");
    }
    if (const auto login = take_to_last(rest, '@')) read_login(*login, config);
    const auto slash = rest.find('/');
    const auto host = rest.substr(0, slash);
    if (const auto error = read_host(host, config)) return *error;
    if (slash != std::string_view::npos && slash + 1 < rest.size()) {
        const auto database = number(rest.substr(slash + 1), 1'000'000);
        if (!database) return bad("the database is no number");
        config.database = *database;
    }
    return config;
}

}  // namespace redis
