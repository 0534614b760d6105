#include "libs/texts/particles.hpp"

#include <array>
#include <vector>

namespace texts {
namespace {

constexpr char32_t first_syllable = 0xac00, last_syllable = 0xd7a3;
constexpr char32_t finals = 28;  // final consonants of a syllable, "none" included
constexpr char32_t final_rieul = 8;

// 영 일 이 삼 사 오 육 칠 팔 구; a number that ends in 0 ends in 십, 백, 천 or 만, consonants all.
constexpr std::string_view digit_endings = "crvcvvcrrv";
// 에이 비 씨 디 이 에프 지 에이치 아이 제이 케이 엘 엠 엔 오 피 큐 알 에스 티 유 브이 더블유 엑스
// 와이 제트
constexpr std::string_view letter_endings = "vvvvvvvvvvvrccvvvrvvvvvvvv";

Ending from_letter(char letter) {
    return letter == 'v' ? Ending::vowel : letter == 'r' ? Ending::rieul : Ending::consonant;
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_upper(char32_t c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char32_t c) { return is_upper(c) || (c >= 'a' && c <= 'z'); }
char lower(char32_t c) { return static_cast<char>(is_upper(c) ? c - 'A' + 'a' : c); }
bool is_vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }
bool is_syllable(char32_t c) { return c >= first_syllable && c <= last_syllable; }
bool is_kana(char32_t c) { return c >= 0x3041 && c <= 0x30ff; }
bool is_jamo(char32_t c) { return c >= 0x3131 && c <= 0x3163; }

std::vector<char32_t> code_points(std::string_view text) {
    std::vector<char32_t> out;
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t bytes = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        char32_t value = bytes == 1 ? lead : lead & (0x7fu >> bytes);
        for (std::size_t i = 1; i < bytes && at + i < text.size(); ++i) {
            value = (value << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3fu);
        }
        out.push_back(value);
        at += bytes;
    }
    return out;
}

std::string_view without_entities(std::string_view word) {
    constexpr std::array<std::string_view, 3> entities{"&amp;", "&lt;", "&gt;"};
    for (bool cut = true; cut;) {
        cut = false;
        for (const std::string_view entity : entities) {
            if (word.size() < entity.size() || word.substr(word.size() - entity.size()) != entity)
                continue;
            word.remove_suffix(entity.size());
            cut = true;
        }
    }
    return word;
}

Ending of_syllable(char32_t syllable) {
    const char32_t final = (syllable - first_syllable) % finals;
    return final == 0 ? Ending::vowel : final == final_rieul ? Ending::rieul : Ending::consonant;
}

// ㄱ 기역 … ㅎ 히읗 end in a consonant, ㄹ 리을 in ㄹ; ㅏ 아 … ㅣ 이 are vowels.
Ending of_jamo(char32_t jamo) {
    if (jamo >= 0x314f) return Ending::vowel;
    return jamo == 0x3139 ? Ending::rieul : Ending::consonant;
}

// A word as Korean writes it: 캣, 북, 덕, 팀, 폰, 애플, but 카, 테스트, 버그, 블로그.
Ending of_latin_word(const std::string& word) {
    const auto back = [&](std::size_t i) {
        return i < word.size() ? word[word.size() - 1 - i] : ' ';
    };
    const char last = back(0);
    if (last == 'l') return Ending::rieul;
    if (last == 'm' || last == 'n') return Ending::consonant;
    if (last == 'g' && back(1) == 'n') return Ending::consonant;
    if (last == 'e' && back(1) == 'l' && word.size() > 2) return Ending::rieul;
    if (last == 'e' && (back(1) == 'm' || back(1) == 'n') && is_vowel(back(2)))
        return Ending::consonant;
    const bool stop = last == 'c' || last == 'k' || last == 'p' || last == 't';
    if (stop && (is_vowel(back(1)) || (last == 'k' && back(1) == 'c'))) return Ending::consonant;
    return Ending::vowel;
}

// An abbreviation is spelt: all capitals, or without a vowel (lgtm), or a single letter.
Ending of_latin(const std::vector<char32_t>& text, std::size_t end) {
    std::string word;
    bool capitals = true, vowels = false;
    for (std::size_t at = end; at > 0 && is_letter(text[at - 1]); --at) {
        capitals = capitals && is_upper(text[at - 1]);
        word.insert(word.begin(), lower(text[at - 1]));
        vowels = vowels || is_vowel(word.front());
    }
    if (word.size() > 1 && vowels && !capitals) return of_latin_word(word);
    return from_letter(letter_endings[static_cast<std::size_t>(word.back() - 'a')]);
}

}  // namespace

Ending ending_of(std::string_view word) {
    const auto text = code_points(without_entities(word));
    for (std::size_t end = text.size(); end > 0; --end) {
        const char32_t last = text[end - 1];
        if (is_syllable(last)) return of_syllable(last);
        if (is_jamo(last)) return of_jamo(last);
        if (is_digit(last)) return from_letter(digit_endings[last - '0']);
        if (is_letter(last)) return of_latin(text, end);
        if (is_kana(last))
            return last == 0x3093 || last == 0x30f3 ? Ending::consonant : Ending::vowel;
        if (last >= 0x3400 && last <= 0x9fff) return Ending::unknown;  // a Han character: read how?
    }
    return Ending::unknown;
}

std::string particle(std::string_view word, std::string_view choice) {
    const std::size_t slash = choice.find('/');
    if (slash == std::string_view::npos) return std::string(choice);
    const std::string_view first = choice.substr(0, slash), second = choice.substr(slash + 1);
    const bool takes_rieul_as_vowel = first.size() >= 6 && first.substr(first.size() - 6) == "으로";
    switch (ending_of(word)) {
        case Ending::vowel:
            return std::string(second);
        case Ending::rieul:
            return std::string(takes_rieul_as_vowel ? second : first);
        case Ending::consonant:
            return std::string(first);
        case Ending::unknown:
            break;
    }
    return std::string(first) + "(" + std::string(second) + ")";
}

}  // namespace texts
