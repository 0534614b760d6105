#include "libs/search/text/key.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <charconv>
#include <cstddef>

#include "libs/search/text/utf8.hpp"

namespace search {
namespace {

bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019; }

bool parts_words(char32_t c) {
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
        case UTF8PROC_CATEGORY_ZS:
        case UTF8PROC_CATEGORY_PC:
        case UTF8PROC_CATEGORY_PD:
        case UTF8PROC_CATEGORY_PS:
        case UTF8PROC_CATEGORY_PE:
        case UTF8PROC_CATEGORY_PI:
        case UTF8PROC_CATEGORY_PF:
        case UTF8PROC_CATEGORY_PO: return true;
        default: return false;
    }
}

constexpr char32_t kHiraganaFirst = 0x3041;
constexpr char32_t kHiraganaLast = 0x3096;
constexpr char32_t kToKatakana = 0x60;

char32_t as_katakana(char32_t c) {
    return c >= kHiraganaFirst && c <= kHiraganaLast ? c + kToKatakana : c;
}

}  // namespace

std::string match_key(std::string_view normalised) {
    std::string key;
    Utf8Reader reader(normalised);
    while (const auto c = reader.next()) {
        if (!parts_words(*c)) {
            append_utf8(key, as_katakana(*c));
        }
    }
    return key;
}

std::string without_spaces(std::string_view normalised) {
    std::string text(normalised);
    std::erase(text, ' ');
    return text;
}

std::vector<std::string> words_of(std::string_view normalised) {
    std::vector<std::string> words;
    std::string word;
    Utf8Reader reader(normalised);
    while (const auto c = reader.next()) {
        if (is_apostrophe(*c)) {
            continue;
        }
        if (!parts_words(*c)) {
            append_utf8(word, *c);
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty()) {
        words.push_back(std::move(word));
    }
    return words;
}

std::string hex_code(std::string_view normalised) {
    std::string code;
    Utf8Reader reader(normalised);
    while (const auto c = reader.next()) {
        char digits[8];
        const auto end = std::to_chars(digits, digits + sizeof digits,
                                       static_cast<unsigned long>(*c), 16).ptr;
        code += code.empty() ? "" : "-";
        code.append(static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, 4 - (end - digits))), '0');
        code.append(digits, end);
    }
    return code;
}

}  // namespace search
