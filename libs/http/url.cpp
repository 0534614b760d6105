#include <algorithm>
#include <charconv>

#include "libs/http/proxy.hpp"

namespace http {
namespace {

constexpr std::size_t longest_host_name = 253;  // RFC 1035 2.3.4, as text

std::string lower_case(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

// Nothing that could end the request line or a header early.
bool is_clean(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) > ' ' && static_cast<unsigned char>(c) != 0x7f;
    });
}

std::string percent_decode(std::string_view text) {
    std::string field = "x=";
    for (const char c : text) field += c == '+' ? std::string_view{"%2B"} : std::string_view{&c, 1};
    return parse_form(field).front().second;
}

std::string in_brackets(const std::string& host) {
    if (host.find(':') == std::string::npos) return host;
    std::string out = "[";
    return out.append(host).append("]");
}

}  // namespace

std::optional<std::pair<std::string, int>> split_host_port(std::string_view text,
                                                           int default_port) {
    std::string_view host = text, port;
    if (!text.empty() && text.front() == '[') {
        const auto end = text.find(']');
        if (end == std::string_view::npos) return std::nullopt;
        host = text.substr(1, end - 1);
        port = text.substr(end + 1);
    } else if (const auto colon = text.rfind(':'); colon != std::string_view::npos) {
        host = text.substr(0, colon);
        port = text.substr(colon);
        if (host.find(':') != std::string_view::npos) return std::nullopt;
    }
    if (port.empty()) return std::pair{std::string(host), default_port};
    if (port.front() != ':') return std::nullopt;
    port.remove_prefix(1);
    int number = 0;
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
    if (error != std::errc{} || end != port.data() + port.size() || number < 0 || number > 65535) {
        return std::nullopt;
    }
    return std::pair{std::string(host), number};
}

std::string Url::origin() const {
    const bool usual = port == (scheme == "https" ? 443 : 80);
    std::string out = scheme + "://" + in_brackets(host);
    if (!usual) out.append(":").append(std::to_string(port));
    return out;
}

base::Result<Url> parse_url(std::string_view text) {
    Url url;
    const auto scheme_end = text.find("://");
    if (scheme_end == std::string_view::npos) return base::Error::never("bad_url", "no scheme");
    url.scheme = lower_case(text.substr(0, scheme_end));
    if (url.scheme != "http" && url.scheme != "https") {
        return base::Error::never("bad_url", "the scheme is neither http nor https");
    }
    text.remove_prefix(scheme_end + 3);
    const auto authority_end = std::min(text.find_first_of("/?#"), text.size());
    const auto authority = text.substr(0, authority_end);
    auto target = text.substr(authority_end);
    target = target.substr(0, target.find('#'));
    if (authority.find('@') != std::string_view::npos) {
        return base::Error::never("bad_url", "a user name in the URL");
    }
    auto host_port = split_host_port(authority, url.scheme == "https" ? 443 : 80);
    if (!host_port || host_port->first.empty() || host_port->second == 0 ||
        host_port->first.size() > longest_host_name || !is_clean(authority) || !is_clean(target)) {
        return base::Error::never("bad_url", "host, port or path is malformed");
    }
    url.host = lower_case(host_port->first);
    url.port = host_port->second;
    if (target.empty() || target.front() != '/') url.target = '/';
    url.target += target;
    return url;
}

base::Result<Proxy> parse_proxy(std::string_view text) {
    if (const auto scheme = text.find("://"); scheme != std::string_view::npos) {
        if (lower_case(text.substr(0, scheme)) != "http") {
            return base::Error::never("bad_proxy", "only http:// proxies are supported");
        }
        text.remove_prefix(scheme + 3);
    }
    text = text.substr(0, text.find_first_of("/?#"));
    Proxy proxy;
    if (const auto at = text.rfind('@'); at != std::string_view::npos) {
        const auto login = text.substr(0, at);
        const auto colon = std::min(login.find(':'), login.size());
        proxy.user = percent_decode(login.substr(0, colon));
        if (colon < login.size()) proxy.password = percent_decode(login.substr(colon + 1));
        text.remove_prefix(at + 1);
    }
    auto host_port = split_host_port(text, 3128);
    if (!host_port || host_port->first.empty() || host_port->second == 0 || !is_clean(text)) {
        return base::Error::never("bad_proxy", "should look like http://host:port");
    }
    proxy.host = host_port->first;
    proxy.port = host_port->second;
    return proxy;
}

}  // namespace http
