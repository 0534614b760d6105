#include "libs/search/text/roman.hpp"

#include <array>
#include <utility>
#include <vector>

#include "libs/search/text/hangul.hpp"
#include "libs/search/text/utf8.hpp"

namespace search {
namespace {

constexpr std::array<std::string_view, 19> kInitials{"g", "kk", "n", "d",  "tt", "r", "m",
                                                    "b", "pp", "s", "ss", "",   "j", "jj",
                                                    "ch", "k", "t", "p", "h"};
constexpr std::array<std::string_view, 21> kVowels{"a",  "ae", "ya", "yae", "eo", "e",  "yeo",
                                                  "ye", "o",  "wa", "wae", "oe", "yo", "u",
                                                  "wo", "we", "wi", "yu",  "eu", "ui", "i"};
// A final at the end of a word, before a vowel, and before ㄴ or ㅁ.
struct Final {
    std::string_view closed, before_vowel, before_nasal;
};
constexpr std::array<Final, 28> kFinals{{{"", "", ""},        {"k", "g", "ng"},   {"k", "kk", "ng"},
                                        {"k", "ks", "ng"},   {"n", "n", "n"},    {"n", "nj", "n"},
                                        {"n", "n", "n"},     {"t", "d", "n"},    {"l", "r", "l"},
                                        {"k", "lg", "ng"},   {"m", "lm", "m"},   {"l", "lb", "l"},
                                        {"l", "ls", "l"},    {"l", "lt", "l"},   {"p", "lp", "m"},
                                        {"l", "r", "l"},     {"m", "m", "m"},    {"p", "b", "m"},
                                        {"p", "ps", "m"},    {"t", "s", "n"},    {"t", "ss", "n"},
                                        {"ng", "ng", "ng"},  {"t", "j", "n"},    {"t", "ch", "n"},
                                        {"k", "k", "ng"},    {"t", "t", "n"},    {"p", "p", "m"},
                                        {"t", "", "n"}}};
constexpr std::size_t kNieun = 2, kRieul = 5, kMieum = 6, kIeung = 11;
constexpr std::size_t kFinalRieul = 8;

struct Syllable {
    std::size_t initial, vowel, final;
};

void append(std::string& out, const Syllable& now, const Syllable* next) {
    out += kVowels[now.vowel];
    const Final& final = kFinals[now.final];
    if (next == nullptr) {
        out += final.closed;
    } else if (next->initial == kIeung) {
        out += final.before_vowel;
    } else if (next->initial == kNieun || next->initial == kMieum) {
        out += final.before_nasal;
    } else {
        out += final.closed;
    }
}

// Longer spellings first: what they become is not looked at again.
constexpr std::array<std::pair<std::string_view, std::string_view>, 28> kLoose{{
    {"ts", "s"},   {"yeo", "yu"}, {"wae", "we"}, {"eo", "u"}, {"eu", "u"}, {"ae", "e"}, {"oe", "we"},
    {"oo", "u"},   {"ee", "i"},   {"ui", "i"}, {"ch", "j"}, {"sh", "s"}, {"kh", "g"},
    {"th", "d"},   {"ph", "b"},   {"gh", "g"}, {"k", "g"},  {"q", "g"},  {"c", "g"},
    {"t", "d"},    {"p", "b"},    {"f", "b"},  {"v", "b"},  {"r", "l"},  {"z", "j"},
    {"x", "gs"},   {"wo", "u"},   {"wu", "u"},
}};

std::string_view take_loose(std::string_view& latin) {
    for (const auto& [spelling, sound] : kLoose) {
        if (latin.starts_with(spelling)) {
            latin.remove_prefix(spelling.size());
            return sound;
        }
    }
    const std::string_view letter = latin.substr(0, 1);
    latin.remove_prefix(1);
    return letter;
}

}  // namespace

std::string romanised(std::string_view normalised) {
    std::vector<Syllable> syllables;
    Utf8Reader reader(normalised);
    while (const auto c = reader.next()) {
        if (is_syllable(*c)) {
            const std::size_t n = *c - U'가';
            syllables.push_back({n / 588, n % 588 / 28, n % 28});
        } else if (*c != ' ') {
            return {};
        }
    }
    std::string out;
    for (std::size_t i = 0; i < syllables.size(); ++i) {
        const bool doubled_l = i > 0 && syllables[i].initial == kRieul &&
                               syllables[i - 1].final == kFinalRieul;
        out += doubled_l ? "l" : kInitials[syllables[i].initial];
        append(out, syllables[i], i + 1 < syllables.size() ? &syllables[i + 1] : nullptr);
    }
    return out;
}

std::string loosened(std::string_view latin) {
    if (latin.size() < kLoosest) {
        return std::string(latin);
    }
    std::string loose;
    while (!latin.empty()) {
        for (const char letter : take_loose(latin)) {
            if (loose.empty() || loose.back() != letter) {
                loose += letter;
            }
        }
    }
    return loose;
}

}  // namespace search
