// How a word may match: the techniques, as a set.
#pragma once

#include <cstdint>

namespace search {

using Ways = std::uint8_t;

inline constexpr Ways kNames = 1;      // id, emoji, shortcode
inline constexpr Ways kWhole = 2;      // the whole term
inline constexpr Ways kBeginning = 4;  // a beginning, also of a half-typed syllable
inline constexpr Ways kPart = 8;       // inside a term
inline constexpr Ways kInitials = 16;  // ㄱㅇㅇ
inline constexpr Ways kSounds = 32;    // goyangi
inline constexpr Ways kStem = 64;      // cats
inline constexpr Ways kSlips = 128;    // 강아디

}  // namespace search
