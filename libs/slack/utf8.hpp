// UTF-8 as code points. Private to this room.
#pragma once

#include <cstddef>
#include <string_view>

namespace slack {

struct CodePoint {
    char32_t value;
    std::size_t bytes;  // a stray byte is a code point of its own
    std::size_t units() const { return value > 0xffff ? 2 : 1; }  // in UTF-16
};

// The one that begins `text`, which must not be empty. Lengths are checked, over-long forms are
// not.
inline CodePoint first_of(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    const std::size_t bytes = lead < 0x80   ? 1
                              : lead < 0xc2 ? 0
                              : lead < 0xe0 ? 2
                              : lead < 0xf0 ? 3
                              : lead < 0xf5 ? 4
                                            : 0;
    if (bytes == 1) return {lead, 1};
    if (bytes == 0 || bytes > text.size()) return {0xfffd, 1};
    char32_t value = lead & (0x7fu >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xc0) != 0x80) return {0xfffd, 1};
        value = (value << 6) | (byte(i) & 0x3fu);
    }
    return {value, bytes};
}

}  // namespace slack
