// Particles and endings of Korean, as they are written behind a word in a chat.
#pragma once

#include <string>
#include <vector>

namespace search {

// By their keys (text/hangul.hpp), so that an ending may begin inside a syllable: 졸립니다 is 졸리 and
// ㅂ니다.
const std::vector<std::string>& endings();

}  // namespace search
