#include "libs/search/text/utf8.hpp"

#include <utf8proc.h>

namespace search {
namespace {

bool starts_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

}  // namespace

std::optional<char32_t> Utf8Reader::next() {
    while (!rest_.empty()) {
        utf8proc_int32_t c = -1;
        const auto used = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(rest_.data()),
                                           static_cast<utf8proc_ssize_t>(rest_.size()), &c);
        rest_.remove_prefix(used > 0 ? static_cast<std::size_t>(used) : 1);
        if (used > 0 && c >= 0) {
            return static_cast<char32_t>(c);
        }
    }
    return std::nullopt;
}

void append_utf8(std::string& out, char32_t code_point) {
    utf8proc_uint8_t bytes[4];
    const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), bytes);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

std::size_t utf8_prefix(std::string_view text, std::size_t code_points) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (starts_code_point(text[at]) && code_points-- == 0) {
            return at;
        }
    }
    return text.size();
}

std::size_t utf8_length(std::string_view text) {
    std::size_t length = 0;
    for (const char byte : text) {
        length += starts_code_point(byte) ? 1 : 0;
    }
    return length;
}

}  // namespace search
