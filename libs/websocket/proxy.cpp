#include "libs/websocket/proxy.hpp"

#include <algorithm>
#include <charconv>

namespace websocket {
namespace {

constexpr std::uint16_t usual_proxy_port = 3128;

std::string lower_case(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

bool parse_port(std::string_view text, std::uint16_t& port) {
    const auto end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, port);
    return read.ec == std::errc{} && read.ptr == end && port != 0;
}

std::string percent_decode(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned char byte = 0;
        if (text[i] == '%' && i + 2 < text.size() &&
            std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16).ptr ==
                text.data() + i + 3) {
            out += static_cast<char>(byte);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string base64(std::string_view text) {
    static constexpr char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < text.size(); i += 3) {
        std::uint32_t three = 0;
        for (std::size_t j = i; j < i + 3; ++j) {
            three = three << 8 | (j < text.size() ? static_cast<unsigned char>(text[j]) : 0u);
        }
        for (std::size_t j = 0; j < 4; ++j) {
            const bool padding = i + j > text.size();
            out += padding ? '=' : letters[three >> (18 - 6 * j) & 63];
        }
    }
    return out;
}

}  // namespace

bool parse_proxy(std::string_view text, Proxy& out) {
    if (const auto scheme = text.find("://"); scheme != std::string_view::npos) {
        if (lower_case(text.substr(0, scheme)) != "http") return false;
        text.remove_prefix(scheme + 3);
    }
    text = text.substr(0, text.find_first_of("/?#"));
    if (const auto at = text.rfind('@'); at != std::string_view::npos) {
        out.login = percent_decode(text.substr(0, at));
        text.remove_prefix(at + 1);
    }
    out.port = usual_proxy_port;
    auto host = text;
    if (const auto bracket = text.rfind(']'); bracket != std::string_view::npos) {
        if (text.front() != '[') return false;
        host = text.substr(1, bracket - 1);
        text.remove_prefix(bracket + 1);
        if (!text.empty() && (text.front() != ':' || !parse_port(text.substr(1), out.port))) {
            return false;
        }
    } else if (const auto colon = text.rfind(':'); colon != std::string_view::npos) {
        host = text.substr(0, colon);
        if (!parse_port(text.substr(colon + 1), out.port)) return false;
    }
    out.host = host;
    return !host.empty();
}

std::string connect_request(const Proxy& proxy, const std::string& authority) {
    std::string out = "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n";
    if (!proxy.login.empty()) {
        out.append("Proxy-Authorization: Basic ").append(base64(proxy.login)).append("\r\n");
    }
    return out.append("\r\n");
}

int answer_status(std::string_view head) {
    int status = 0;
    const auto space = head.find(' ');
    if (head.substr(0, 5) != "HTTP/" || space == std::string_view::npos) return 0;
    std::from_chars(head.data() + space + 1, head.data() + head.size(), status);
    return status;
}

}  // namespace websocket
