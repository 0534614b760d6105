// Why a sticker was found, in a phrase that a member understands.
#pragma once

#include <string>
#include <string_view>

#include "libs/search/match/matches.hpp"
#include "libs/search/reading/readings.hpp"

namespace search {

// "tag: cat", "고양 → 고양이", "🐱 → 동물"; the words in between are in the member's language.
std::string why(const Catalog& catalog, Language language, std::string_view query,
                const Reading& reading, const Match& match);

}  // namespace search
