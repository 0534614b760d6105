#include "tools/slack-twin/control/hangul_keys.hpp"

#include <array>

namespace twin {
namespace {

// Unicode 3.12: a syllable is U+AC00 + (initial * 21 + vowel) * 28 + final.
constexpr char32_t kFirst = 0xAC00, kLast = 0xD7A3;
constexpr int kVowels = 21, kFinals = 28;

// Indexes into the tables of the standard; -1: none.
struct Syllable {
    int initial = -1, vowel = -1, last = 0;
};

constexpr std::array<char32_t, 19> kInitialJamo{U'ㄱ', U'ㄲ', U'ㄴ', U'ㄷ', U'ㄸ', U'ㄹ', U'ㅁ',
                                                U'ㅂ', U'ㅃ', U'ㅅ', U'ㅆ', U'ㅇ', U'ㅈ', U'ㅉ',
                                                U'ㅊ', U'ㅋ', U'ㅌ', U'ㅍ', U'ㅎ'};
// The final that a consonant makes when it joins the syllable before it; 0: it joins none.
constexpr std::array<int, 19> kAsFinal{1,  2,  4,  7, 0,  8,  16, 17, 0, 19,
                                       20, 21, 22, 0, 23, 24, 25, 26, 27};
struct Pair {
    int first, initial, both;
};
// A final and the consonant that makes it a compound one (ㄱ+ㅅ=ㄳ …).
constexpr std::array<Pair, 11> kCompoundFinals{{{1, 9, 3},
                                                {4, 12, 5},
                                                {4, 18, 6},
                                                {8, 0, 9},
                                                {8, 6, 10},
                                                {8, 7, 11},
                                                {8, 9, 12},
                                                {8, 16, 13},
                                                {8, 17, 14},
                                                {8, 18, 15},
                                                {17, 9, 18}}};

// The first key of a compound vowel (ㅗ of ㅘ …), or -1.
int first_vowel(int vowel) {
    if (vowel >= 9 && vowel <= 11) return 8;    // ㅘ ㅙ ㅚ: ㅗ
    if (vowel >= 14 && vowel <= 16) return 13;  // ㅝ ㅞ ㅟ: ㅜ
    return vowel == 19 ? 18 : -1;               // ㅢ: ㅡ
}

std::string utf8(char32_t c) {
    const auto byte = [](char32_t bits) { return static_cast<char>(bits); };
    std::string text{byte(0xE0 | (c >> 12)), byte(0x80 | ((c >> 6) & 0x3F)),
                     byte(0x80 | (c & 0x3F))};
    return text;
}

std::string shown(const Syllable& one) {
    if (one.vowel < 0) return utf8(kInitialJamo[static_cast<std::size_t>(one.initial)]);
    const int index = (one.initial * kVowels + one.vowel) * kFinals + one.last;
    return utf8(kFirst + static_cast<char32_t>(index));
}

int joined_final(int last, int initial) {
    if (last == 0) return kAsFinal[static_cast<std::size_t>(initial)];
    for (const Pair& pair : kCompoundFinals)
        if (pair.first == last && pair.initial == initial) return pair.both;
    return 0;
}

// The first key of a compound final, or 0.
int first_final(int last) {
    for (const Pair& pair : kCompoundFinals)
        if (pair.both == last) return pair.first;
    return 0;
}

class Keyboard {
public:
    void other(const std::string& character) {
        end_syllable();
        done_ += character;
        boxes_.push_back(done_);
    }
    void syllable(const Syllable& wanted) {
        begin(wanted.initial);
        if (const int first = first_vowel(wanted.vowel); first >= 0)
            step({wanted.initial, first, 0});
        step({wanted.initial, wanted.vowel, 0});
        if (wanted.last == 0) return;
        if (const int first = first_final(wanted.last); first > 0)
            step({wanted.initial, wanted.vowel, first});
        step(wanted);
    }
    std::vector<std::string> boxes() && { return std::move(boxes_); }

private:
    void begin(int initial) {
        const int joined = open_ ? joined_final(now_.last, initial) : 0;
        if (joined > 0) {
            const Syllable before = now_;
            step({before.initial, before.vowel, joined});
            now_ = before;
            end_syllable();
            open_ = true;
            now_ = {initial, -1, 0};
            return;
        }
        end_syllable();
        step({initial, -1, 0});
    }
    void step(const Syllable& now) {
        open_ = true;
        now_ = now;
        boxes_.push_back(done_ + shown(now_));
    }
    void end_syllable() {
        if (open_) done_ += shown(now_);
        open_ = false;
    }
    std::vector<std::string> boxes_;
    std::string done_;
    Syllable now_;
    bool open_ = false;
};

std::size_t length_at(const std::string& text, std::size_t at) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    return end - at;
}

char32_t three_bytes(const std::string& character) {
    const auto bits = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
    return (static_cast<char32_t>(bits(0) & 0x0FU) << 12U) |
           (static_cast<char32_t>(bits(1) & 0x3FU) << 6U) | (bits(2) & 0x3FU);
}

}  // namespace

std::vector<std::string> typed_keys(const std::string& text) {
    Keyboard keyboard;
    for (std::size_t at = 0, size = 0; at < text.size(); at += size) {
        size = length_at(text, at);
        const std::string character = text.substr(at, size);
        const char32_t c = size == 3 ? three_bytes(character) : 0;
        if (c < kFirst || c > kLast) {
            keyboard.other(character);
            continue;
        }
        const int index = static_cast<int>(c - kFirst);
        keyboard.syllable({index / kFinals / kVowels, index / kFinals % kVowels, index % kFinals});
    }
    return std::move(keyboard).boxes();
}

}  // namespace twin
