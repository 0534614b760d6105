#include "libs/search/reading/calm.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

#include "libs/search/text/hangul.hpp"
#include "libs/search/text/utf8.hpp"

namespace search {
namespace {

constexpr std::size_t kDrawnOut = 3;  // of a Latin letter: "good" is not
constexpr std::string_view kVowelKeys = "koijOpuPhynbml";
constexpr char kIeungKey = 'd';

bool is_decoration(char32_t c) {
    return c < 0x80 && std::isalnum(static_cast<int>(c)) == 0 && c != ' ' && c != '+' && c != '#';
}

bool is_open(std::string_view keys) { return kVowelKeys.find(keys.back()) != kVowelKeys.npos; }

// What the last syllable becomes when the next letter only draws it out; nullopt if that says more.
std::optional<std::string> drawn_out(std::string_view last, std::string_view next, bool jamo) {
    if (jamo) {
        return last.ends_with(next) ? std::optional(std::string(last)) : std::nullopt;
    }
    if (next.front() != kIeungKey || next.size() < 2 || !is_open(last)) {
        return std::nullopt;
    }
    const std::string_view vowel = next.substr(1, 1);
    const bool further = next.size() > 2 && kVowelKeys.find(next[2]) != kVowelKeys.npos;
    if (further || !last.ends_with(vowel)) {
        return std::nullopt;
    }
    return std::string(last).append(next.substr(2));
}

std::u32string without_latin_runs(std::u32string_view text) {
    std::u32string kept;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i + 1;
        while (end < text.size() && text[end] == text[i]) {
            ++end;
        }
        const bool latin = text[i] >= U'a' && text[i] <= U'z';
        kept.append(latin && end - i >= kDrawnOut ? 1 : end - i, text[i]);
        i = end;
    }
    return kept;
}

}  // namespace

std::u32string code_points(std::string_view text) {
    std::u32string all;
    Utf8Reader reader(text);
    while (const auto c = reader.next()) {
        all += *c;
    }
    return all;
}

std::string utf8_of(std::u32string_view code_points) {
    std::string text;
    for (const char32_t c : code_points) {
        append_utf8(text, c);
    }
    return text;
}

std::u32string calmed(std::u32string_view text) {
    std::u32string calm;
    for (char32_t c : text) {
        c = c == U'ㅜ' ? U'ㅠ' : c;
        const bool third = calm.size() > 1 && calm.back() == c && calm[calm.size() - 2] == c;
        if (!third && !is_decoration(c)) {
            calm += c;
        }
    }
    return calm;
}

std::u32string_view unit_of(std::u32string_view text) {
    for (std::size_t length = 1; length * 2 <= text.size(); ++length) {
        if (text.size() % length == 0 &&
            std::equal(text.begin() + static_cast<std::ptrdiff_t>(length), text.end(),
                       text.begin())) {
            return text.substr(0, length);
        }
    }
    return text;
}

std::string unstretched(std::string_view word) {
    std::u32string kept;
    for (const char32_t c : without_latin_runs(code_points(word))) {
        const bool behind_syllable = !kept.empty() && is_syllable(kept.back());
        if (behind_syllable && (is_jamo(c) || is_syllable(c))) {
            const std::string last = keys_of(utf8_of(std::u32string_view(&kept.back(), 1)));
            const auto one = drawn_out(last, keys_of(utf8_of(std::u32string_view(&c, 1))), is_jamo(c));
            const auto typed = one ? typed_in_korean(*one) : std::nullopt;
            if (typed && utf8_length(*typed) == 1) {
                kept.back() = code_points(*typed).front();
                continue;
            }
        }
        kept += c;
    }
    return utf8_of(kept);
}

}  // namespace search
