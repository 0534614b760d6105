// Korean in Latin letters, as people write it.
#pragma once

#include <string>
#include <string_view>

namespace search {

// Revised Romanisation of a Korean word, with the sounds that meet (감사합니다 → "gamsahamnida").
// Empty if anything but syllables and spaces is in it.
std::string romanised(std::string_view normalised);

// What spellings of one word have in common: gangaji and kangaji, chuka and chukha, sarang and
// salang. For comparing only; for words of less than kLoosest letters it is the word itself.
std::string loosened(std::string_view latin);
inline constexpr std::size_t kLoosest = 4;

}  // namespace search
