#include "libs/slack/escape.hpp"

#include <array>
#include <utility>

#include "libs/slack/utf8.hpp"

namespace slack {
namespace {

constexpr std::array<std::pair<char, std::string_view>, 3> entities{
    {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}}};
constexpr std::array<std::string_view, 4> broadcasts{"channel", "here", "everyone", "group"};
constexpr std::string_view joiner = "\u2060";
constexpr std::string_view inert_backtick = "\u02cb";
constexpr std::string_view ellipsis = "…";

bool is_direction_mark(char32_t c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e ||
           c == 0x200f;
}

bool is_line_or_control(char32_t c) {
    return c < 0x20 || c == 0x7f || (c >= 0x80 && c < 0xa0) || c == 0x2028 || c == 0x2029;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool starts_with_word(std::string_view text, std::string_view word) {
    if (text.size() < word.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (lower(text[i]) != word[i]) return false;
    }
    return true;
}

bool is_broadcast(std::string_view behind_at) {
    for (const std::string_view word : broadcasts) {
        if (starts_with_word(behind_at, word)) return true;
    }
    return false;
}

// One line without what could format, turn or shout.
std::string tamed(std::string_view words) {
    std::string out;
    while (!words.empty()) {
        const CodePoint next = first_of(words);
        const std::string_view bytes = words.substr(0, next.bytes);
        words.remove_prefix(next.bytes);
        if (is_direction_mark(next.value)) continue;
        if (is_line_or_control(next.value)) {
            out += ' ';
        } else if (next.value == '`') {
            out += inert_backtick;
        } else {
            out += bytes;
            if (next.value == '@' && is_broadcast(words)) out += joiner;
        }
    }
    return out;
}

}  // namespace

std::string escape(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        std::string_view entity;
        for (const auto& [plain, escaped] : entities) {
            if (c == plain) entity = escaped;
        }
        if (entity.empty()) {
            out += c;
        } else {
            out += entity;
        }
    }
    return out;
}

std::string unescape(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        std::size_t taken = 1;
        char plain = text.front();
        for (const auto& [unescaped, entity] : entities) {
            if (text.substr(0, entity.size()) != entity) continue;
            plain = unescaped;
            taken = entity.size();
        }
        out += plain;
        text.remove_prefix(taken);
    }
    return out;
}

std::string quote(std::string_view words, std::size_t most) {
    return escape(cut(tamed(words), most));
}

std::string cut(std::string_view text, std::size_t most) {
    if (most == 0) return {};
    std::size_t units = 0;
    std::size_t kept = 0;  // bytes that fit together with an ellipsis
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint next = first_of(text.substr(at));
        units += next.units();
        if (units > most) return std::string(text.substr(0, kept)) + std::string(ellipsis);
        at += next.bytes;
        if (units < most) kept = at;
    }
    return std::string(text);
}

std::size_t length(std::string_view text) {
    std::size_t units = 0;
    while (!text.empty()) {
        const CodePoint next = first_of(text);
        units += next.units();
        text.remove_prefix(next.bytes);
    }
    return units;
}

}  // namespace slack
