#include "libs/search/korean/spoken.hpp"

#include <array>
#include <cstddef>
#include <vector>

#include "libs/search/text/hangul.hpp"
#include "libs/search/text/utf8.hpp"

namespace search {
namespace {

constexpr char32_t kFirstSyllable = 0xAC00;
constexpr std::size_t kVowelCount = 21;
constexpr std::size_t kFinalCount = 28;
constexpr char kNothing = ' ';
constexpr char kNasal = 'N';

// In the order of Unicode's syllables.
constexpr std::string_view kInitials = "ggnddrmbbss jjjgdbh";
constexpr std::string_view kVowels = "aEAEeEYEoaEEOueEiUwii";
struct Final {
    char closed;      // before a consonant and at the end
    char staying;     // before a vowel: what stays, and what moves on
    char moving;
};
constexpr char kN = kNothing;
constexpr std::array<Final, kFinalCount> kFinals{{
    {kN, kN, kN},          {'g', kN, 'g'},  {'g', kN, 'g'},  {'g', 'g', 's'}, {kNasal, kN, 'n'},
    {kNasal, kNasal, 'j'}, {kNasal, kN, 'n'}, {'d', kN, 'd'}, {'r', kN, 'r'}, {'g', 'r', 'g'},
    {kNasal, 'r', 'm'},    {'r', 'r', 'b'}, {'r', 'r', 's'}, {'r', 'r', 'd'}, {'b', 'r', 'b'},
    {'r', kN, 'r'},        {kNasal, kN, 'm'}, {'b', kN, 'b'}, {'b', 'b', 's'}, {'d', kN, 's'},
    {'d', kN, 's'},        {kNasal, kNasal, kN}, {'d', kN, 'j'}, {'d', kN, 'j'}, {'g', kN, 'g'},
    {'d', kN, 'd'},        {'b', kN, 'b'},  {kN, kN, kN}}};
constexpr std::size_t kIeung = 11, kHieut = 18, kVowelI = 20, kTieut = 25, kDigeut = 7;

struct Syllable {
    std::size_t initial, vowel, final;
};

class Sound {
public:
    void add(const Syllable& now, const Syllable* next) {
        add_vowel(kVowels[now.vowel]);
        const Final& final = kFinals[now.final];
        const bool open = next != nullptr && (next->initial == kIeung || next->initial == kHieut);
        if (!open) {
            add_closed(final.closed, next);
            return;
        }
        add(final.staying);
        const bool softened = (now.final == kTieut || now.final == kDigeut) &&
                              next->vowel == kVowelI;
        add(softened ? 'j' : final.moving);
        swallowed_ = final.closed != kNothing;
    }
    // A syllable's first letter; an ㅎ behind a final is not heard.
    void begin(std::size_t initial) {
        if (!(initial == kHieut && swallowed_)) {
            add(kInitials[initial]);
        }
        swallowed_ = false;
    }
    std::string take() && { return std::move(text_); }

private:
    void add(char sound) {
        if (sound == kNothing || (!text_.empty() && text_.back() == sound)) {
            return;  // 떡볶기 as 떡볶이
        }
        if (!text_.empty() && text_.back() == kNasal && (sound == 'n' || sound == 'm')) {
            text_.back() = sound;
            return;
        }
        text_ += sound;
    }

    // 했서 as 해서; 합니다 as 함니다.
    void add_closed(char sound, const Syllable* next) {
        const char after = next == nullptr ? kNothing : kInitials[next->initial];
        if (sound == 'd' && after == 's') {
            return;
        }
        const bool stop = sound == 'g' || sound == 'd' || sound == 'b';
        add(stop && (after == 'n' || after == 'm') ? kNasal : sound);
    }

    void add_vowel(char vowel) {
        const bool after_j = !text_.empty() && text_.back() == 'j';
        switch (after_j ? vowel : kNothing) {
            case 'A': vowel = 'a'; break;
            case 'Y': vowel = 'e'; break;
            case 'O': vowel = 'o'; break;
            case 'U': vowel = 'u'; break;
            default: break;
        }
        text_ += vowel;  // two of a kind are two syllables
    }

    std::string text_;
    bool swallowed_ = false;
};

}  // namespace

std::string spoken(std::string_view normalised) {
    std::vector<Syllable> syllables;
    Utf8Reader reader(normalised);
    while (const auto c = reader.next()) {
        if (*c == ' ') {
            continue;
        }
        if (!is_syllable(*c)) {
            return {};
        }
        const std::size_t n = *c - kFirstSyllable;
        syllables.push_back({n / (kVowelCount * kFinalCount), n / kFinalCount % kVowelCount,
                             n % kFinalCount});
    }
    Sound sound;
    for (std::size_t i = 0; i < syllables.size(); ++i) {
        sound.begin(syllables[i].initial);
        sound.add(syllables[i], i + 1 < syllables.size() ? &syllables[i + 1] : nullptr);
    }
    return std::move(sound).take();
}

}  // namespace search
