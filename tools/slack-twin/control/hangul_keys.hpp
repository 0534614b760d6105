// What stands in a text box after each key of a Korean keyboard.
#pragma once

#include <string>
#include <vector>

namespace twin {

// "고양" → ㄱ, 고, 공, 고야, 고양: jamo by jamo (two-set layout: compound vowels and finals take
// two keys), a consonant first joining the syllable before it, as input methods show it. Every
// other character is one key. `text`: UTF-8; bytes that are none are one key each.
std::vector<std::string> typed_keys(const std::string& text);

}  // namespace twin
