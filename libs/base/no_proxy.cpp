#include "libs/base/no_proxy.hpp"

#include <algorithm>
#include <string>

namespace base {
namespace {

char lower_case(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// In lower case, without blanks.
std::string plain(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c != ' ' && c != '\t') out += lower_case(c);
    }
    return out;
}

bool names_host(std::string_view entry, std::string_view host, int port) {
    const auto colon = entry.rfind(':');
    if (colon != std::string_view::npos && entry.find(':') == colon) {  // not a bare IPv6 address
        if (entry.substr(colon + 1) != std::to_string(port)) return false;
        entry = entry.substr(0, colon);
    }
    if (!entry.empty() && entry.front() == '.') entry.remove_prefix(1);
    if (entry.empty() || host.size() < entry.size()) return false;
    if (host.substr(host.size() - entry.size()) != entry) return false;
    return host.size() == entry.size() || host[host.size() - entry.size() - 1] == '.';
}

}  // namespace

bool bypasses_proxy(std::string_view no_proxy, std::string_view host, int port) {
    const std::string name = plain(host);
    while (!no_proxy.empty()) {
        const auto end = std::min(no_proxy.find(','), no_proxy.size());
        const std::string entry = plain(no_proxy.substr(0, end));
        no_proxy.remove_prefix(std::min(end + 1, no_proxy.size()));
        if (entry == "*" || names_host(entry, name, port)) return true;
    }
    return false;
}

}  // namespace base
