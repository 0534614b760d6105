#include "libs/search/text/normalise.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "libs/search/text/utf8.hpp"

namespace search {
namespace {

constexpr std::size_t kBytesRead = 4096;
// Before composing: a syllable of decomposed Hangul has three code points. The bound also keeps
// a storm of combining marks cheap, which utf8proc sorts in quadratic time.
constexpr std::size_t kRawCodePoints = kQueryCodePoints * 4;

constexpr char32_t kJoiner = 0x200D;
constexpr char32_t kDropped = 0;

bool is_tag_of_flag(char32_t c) { return c >= 0xE0020 && c <= 0xE007F; }
bool is_variation_selector(char32_t c) { return c == 0xFE0E || c == 0xFE0F; }
bool is_skin_tone(char32_t c) { return c >= 0x1F3FB && c <= 0x1F3FF; }
bool is_invisible_hangul(char32_t c) {
    return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0;
}

char32_t without_width(char32_t c) { return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c; }

// What the code point counts as; kDropped for nothing.
char32_t folded(char32_t c, bool first) {
    if (is_variation_selector(c) || (is_skin_tone(c) && !first)) {
        return kDropped;
    }
    if (is_invisible_hangul(c)) {
        return ' ';
    }
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
        case UTF8PROC_CATEGORY_CC:
        case UTF8PROC_CATEGORY_ZS:
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP: return ' ';
        case UTF8PROC_CATEGORY_CF: return c == kJoiner || is_tag_of_flag(c) ? c : kDropped;
        default: break;
    }
    const auto lower = utf8proc_tolower(static_cast<utf8proc_int32_t>(without_width(c)));
    return static_cast<char32_t>(lower);
}

std::string folded(std::string_view text) {
    std::string out;
    std::size_t kept = 0;
    for (Utf8Reader reader(text.substr(0, kBytesRead)); kept < kRawCodePoints;) {
        const auto c = reader.next();
        if (!c) {
            break;
        }
        const char32_t now = folded(*c, out.empty());
        if (now != kDropped && !(now == ' ' && (out.empty() || out.back() == ' '))) {
            append_utf8(out, now);
            ++kept;
        }
    }
    return out;
}

// NFC; plain ASCII is composed already.
std::string composed(const std::string& text) {
    if (std::all_of(text.begin(), text.end(), [](char c) { return c > 0; })) {
        return text;
    }
    utf8proc_uint8_t* bytes = nullptr;
    const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &bytes,
                                     static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(bytes, &std::free);
    if (length < 0) {
        return text;
    }
    return std::string(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

}  // namespace

std::string normalise(std::string_view query) {
    std::string text = composed(folded(query));
    text.resize(utf8_prefix(text, kQueryCodePoints));
    while (!text.empty() && text.back() == ' ') {
        text.pop_back();
    }
    return text;
}

}  // namespace search
