// Letters typed again and again, decoration, and words hammered out twice.
#pragma once

#include <string>
#include <string_view>

namespace search {

std::u32string code_points(std::string_view text);
std::string utf8_of(std::u32string_view code_points);

// At most two of a letter in a row, tears in one spelling, no decoration.
std::u32string calmed(std::u32string_view text);

// "ㅊㅋㅊㅋ" is twice "ㅊㅋ"; the text itself if it repeats nothing.
std::u32string_view unit_of(std::u32string_view text);

// One word as it was before it was drawn out: sooo → so, 좋아아아 and 좋아ㅏㅏ → 좋아, 헐ㄹㄹ → 헐,
// 대애박 → 대박, 제바알 → 제발.
std::string unstretched(std::string_view word);

}  // namespace search
