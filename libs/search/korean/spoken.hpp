// What a Korean word sounds like, for spellings that follow the ear.
#pragma once

#include <string>
#include <string_view>

namespace search {

// The same for spellings that a careless ear takes for one word: 햄보칼래 and 행복할래, 괜차나 and 괜찮아,
// 되박 and 대박, 떡뽀끼 and 떡볶이. Finals move to a following vowel, ㅎ is swallowed by a final, tense and
// aspirated letters are plain ones, nasal finals are one, so are ㅐㅔㅚㅙㅞ. One ASCII letter a sound.
// Empty if anything but syllables and spaces is in it. For comparing only.
std::string spoken(std::string_view normalised);

}  // namespace search
