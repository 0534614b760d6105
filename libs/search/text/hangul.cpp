#include "libs/search/text/hangul.hpp"

#include <algorithm>
#include <array>

#include "libs/search/text/utf8.hpp"

namespace search {
namespace {

constexpr char32_t kFirstSyllable = 0xAC00;
constexpr char32_t kLastSyllable = 0xD7A3;
constexpr char32_t kFirstJamo = 0x3131;
constexpr char32_t kFirstVowel = 0x314F;
constexpr char32_t kLastJamo = 0x3163;
constexpr std::size_t kVowels = 21;
constexpr std::size_t kFinals = 28;

// In the order of Unicode's syllables.
constexpr std::array<std::string_view, 19> kInitialKeys{
    "r", "R", "s", "e", "E", "f", "a", "q", "Q", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g"};
constexpr std::array<std::string_view, kVowels> kVowelKeys{
    "k", "o", "i", "O", "j", "p", "u", "P", "h", "hk", "ho",
    "hl", "y", "n", "nj", "np", "nl", "b", "m", "ml", "l"};
constexpr std::array<std::string_view, kFinals> kFinalKeys{
    "", "r", "R", "rt", "s", "sw", "sg", "e", "f", "fr", "fa", "fq", "ft", "fx",
    "fv", "fg", "a", "q", "qt", "t", "T", "d", "w", "c", "z", "x", "v", "g"};
// ㄱ … ㅎ in the order of the compatibility jamo.
constexpr std::array<std::string_view, 30> kConsonantKeys{
    "r", "R", "rt", "s", "sw", "sg", "e", "E", "f", "fr", "fa", "fq", "ft", "fx", "fv",
    "fg", "a", "q", "Q", "qt", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g"};
constexpr std::array<char32_t, 19> kInitialJamo{U'ㄱ', U'ㄲ', U'ㄴ', U'ㄷ', U'ㄸ', U'ㄹ', U'ㅁ',
                                               U'ㅂ', U'ㅃ', U'ㅅ', U'ㅆ', U'ㅇ', U'ㅈ', U'ㅉ',
                                               U'ㅊ', U'ㅋ', U'ㅌ', U'ㅍ', U'ㅎ'};

bool is_consonant(char32_t c) { return c >= kFirstJamo && c < kFirstVowel; }

template <std::size_t N>
int place_of(const std::array<std::string_view, N>& keys, std::string_view key) {
    const auto found = std::find(keys.begin(), keys.end(), key);
    return found == keys.end() ? -1 : static_cast<int>(found - keys.begin());
}

void append_keys(std::string& out, char32_t c) {
    if (is_syllable(c)) {
        const std::size_t n = c - kFirstSyllable;
        out += kInitialKeys[n / (kVowels * kFinals)];
        out += kVowelKeys[n / kFinals % kVowels];
        out += kFinalKeys[n % kFinals];
    } else if (is_consonant(c)) {
        out += kConsonantKeys[c - kFirstJamo];
    } else if (is_jamo(c)) {
        out += kVowelKeys[c - kFirstVowel];
    } else {
        append_utf8(out, c);
    }
}

// Takes one syllable off the front of the keys, as an input method would; 0 if there is none.
char32_t take_syllable(std::string_view& keys) {
    const auto vowel_at = [&](std::size_t at) {
        return at < keys.size() && place_of(kVowelKeys, keys.substr(at, 1)) >= 0;
    };
    const int initial = place_of(kInitialKeys, keys.substr(0, 1));
    if (initial < 0 || !vowel_at(1)) {
        return 0;
    }
    const int pair = keys.size() > 2 ? place_of(kVowelKeys, keys.substr(1, 2)) : -1;
    const int vowel = pair >= 0 ? pair : place_of(kVowelKeys, keys.substr(1, 1));
    std::size_t used = pair >= 0 ? 3 : 2;
    int final = 0;
    for (const std::size_t length : {std::size_t{2}, std::size_t{1}}) {
        const int found = used + length <= keys.size()
                              ? place_of(kFinalKeys, keys.substr(used, length)) : -1;
        if (found > 0 && !vowel_at(used + length)) {
            final = found;
            used += length;
            break;
        }
    }
    keys.remove_prefix(used);
    const auto n = (static_cast<std::size_t>(initial) * kVowels + static_cast<std::size_t>(vowel)) *
                       kFinals + static_cast<std::size_t>(final);
    return kFirstSyllable + static_cast<char32_t>(n);
}

// Shift changes seven keys only; the others are the same letter.
char without_idle_shift(char c) {
    const bool upper = c >= 'A' && c <= 'Z';
    return upper && std::string_view("QWERTOP").find(c) == std::string_view::npos
               ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

bool is_syllable(char32_t c) { return c >= kFirstSyllable && c <= kLastSyllable; }
bool is_jamo(char32_t c) { return c >= kFirstJamo && c <= kLastJamo; }

bool has_hangul(std::string_view normalised) {
    Utf8Reader reader(normalised);
    while (const auto c = reader.next()) {
        if (is_syllable(*c) || is_jamo(*c)) {
            return true;
        }
    }
    return false;
}

bool is_initials(std::string_view normalised) {
    std::size_t letters = 0;
    Utf8Reader reader(normalised);
    while (const auto c = reader.next()) {
        if (*c == ' ') {
            continue;
        }
        if (!is_consonant(*c)) {
            return false;
        }
        letters += kConsonantKeys[*c - kFirstJamo].size();
    }
    return letters >= 2;
}

bool has_stray_jamo(std::string_view normalised) {
    Utf8Reader reader(normalised);
    while (const auto c = reader.next()) {
        if (is_jamo(*c)) {
            return true;
        }
    }
    return false;
}

bool is_latin(std::string_view normalised) {
    return !normalised.empty() && std::all_of(normalised.begin(), normalised.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ';
    });
}

std::string keys_of(std::string_view normalised) {
    std::string keys;
    Utf8Reader reader(normalised);
    while (const auto c = reader.next()) {
        append_keys(keys, *c);
    }
    return keys;
}

std::string initials_of(std::string_view normalised) {
    std::string initials;
    Utf8Reader reader(normalised);
    while (const auto c = reader.next()) {
        if (is_syllable(*c)) {
            append_utf8(initials, kInitialJamo[(*c - kFirstSyllable) / (kVowels * kFinals)]);
        } else if (is_consonant(*c)) {
            for (const char key : kConsonantKeys[*c - kFirstJamo]) {
                const int place = place_of(kInitialKeys, std::string_view(&key, 1));
                append_utf8(initials, kInitialJamo[static_cast<std::size_t>(place)]);
            }
        } else if (*c != ' ') {
            return {};
        }
    }
    return initials;
}

std::optional<std::string> typed_in_korean(std::string_view latin) {
    std::string typed(latin);
    std::transform(typed.begin(), typed.end(), typed.begin(), without_idle_shift);
    std::string korean;
    std::string_view keys = typed;
    while (!keys.empty()) {
        if (keys.front() == ' ') {
            korean += ' ';
            keys.remove_prefix(1);
        } else if (const char32_t syllable = take_syllable(keys)) {
            append_utf8(korean, syllable);
        } else {
            const int place = place_of(kConsonantKeys, keys);
            if (keys.size() != 1 || place < 0 || korean.empty()) {
                return std::nullopt;
            }
            append_utf8(korean, kFirstJamo + static_cast<char32_t>(place));
            keys.remove_prefix(1);
        }
    }
    return korean;
}

}  // namespace search
