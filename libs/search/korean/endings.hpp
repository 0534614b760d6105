// Particles and endings of Korean, as they are written behind a word in a chat.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace search {

// How many keys of the word are a particle or an ending, shortest first. Words and endings are
// compared by their keys (text/hangul.hpp), so that an ending may begin inside a syllable: 졸립니다 is
// 졸리 and ㅂ니다. Cute and careless spellings are made by rule, not listed: 요 is also 용, 욤, 염,
// 여, 유; 다 also 당, 닷, 돠; ㅂ니다 also ㅁ다 (감삼다); an open last syllable may hum (해, 행).
std::vector<std::size_t> endings_of(std::string_view keys);

// The same endings by their sound (korean/spoken.hpp), without the ㅎ that a final swallows: whether the
// rest of a word is one.
bool is_spoken_ending(std::string_view spoken);

}  // namespace search
