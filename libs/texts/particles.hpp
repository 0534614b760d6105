// Korean particles, chosen by how the word before them ends. Pure.
#pragma once

#include <string>
#include <string_view>

namespace texts {

// How a word ends when it is read aloud.
enum class Ending { vowel, rieul, consonant, unknown };

// Hangul by its last syllable; digits and capital letters by their names (3 = 삼, L = 엘); a Latin
// word as it is usually written in Hangul (cat = 캣, test = 테스트). Closing marks, emoji and & < >
// entities at the end are passed over; `unknown` when nothing readable is left.
Ending ending_of(std::string_view word);

// `choice` is "을/를": the first form follows a consonant, the second a vowel; "으로/로" takes the
// second after ㄹ too. An unknown ending gets both: "을(를)".
std::string particle(std::string_view word, std::string_view choice);

}  // namespace texts
