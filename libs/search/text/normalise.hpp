// One spelling for everything that can be typed: the key of the result cache, and what every later
// step of a search reads.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace search {

// A query is cut to this many code points: twice the longest label.
inline constexpr std::size_t kQueryCodePoints = 64;

// Any bytes in, valid UTF-8 out; normalise(normalise(x)) == normalise(x).
//  * NFC, so that macOS's decomposed Hangul is the same word; never NFKC, which would turn the
//    compatibility jamo that people type for initials (U+3141) into conjoining ones (U+1106).
//  * full-width ASCII becomes ASCII, letters become lower case;
//  * variation selectors, skin tones behind another character, direction marks and other invisible
//    format characters go; the joiner of emoji sequences and the tags of flags stay;
//  * control characters and every kind of space become one space; none at either end;
//  * bytes that are no UTF-8 are left out;
//  * at most kQueryCodePoints code points.
// Works in time bounded by a constant: bytes beyond the first 4,096 are not looked at.
std::string normalise(std::string_view query);

}  // namespace search
