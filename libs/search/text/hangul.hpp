// Hangul as it is typed: keys, initials, and the keyboard of the other language.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace search {

bool is_syllable(char32_t c);  // 가 … 힣
bool is_jamo(char32_t c);      // ㄱ … ㅣ, as they are typed one by one

bool has_hangul(std::string_view normalised);
// Made of ㄱ … ㅎ alone, at least two (ㄳ counts as two), spaces aside: may be initials.
bool is_initials(std::string_view normalised);
// Has single letters that no syllable took up: a sign of the wrong keyboard.
bool has_stray_jamo(std::string_view normalised);
// Latin letters alone, spaces aside.
bool is_latin(std::string_view normalised);

// The keys of the two-set keyboard (KS X 5002), one ASCII letter each: 고양이 → "rhdiddl",
// 강앚 → "rkddkw", ㄳ → "rt". So a half-typed syllable is a prefix of the whole word, and a slip of a
// finger is one letter. What is no Hangul stays.
std::string keys_of(std::string_view normalised);

// 고양이 → "ㄱㅇㅇ"; ㄳ → "ㄱㅅ". Empty if anything but Hangul and spaces is in it.
std::string initials_of(std::string_view normalised);

// What the keys give on a Korean keyboard: "rhdiddl" → 고양이. nullopt unless everything but the last
// letter becomes whole syllables ("rhdid" → 고양, "tkrhk" → 사과).
std::optional<std::string> typed_in_korean(std::string_view latin);

}  // namespace search
