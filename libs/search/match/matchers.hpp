// The techniques that turn one word into matches. A new technique is one more way and one more
// function in kMatchers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libs/search/match/matches.hpp"
#include "libs/search/match/ways.hpp"

namespace search {

// One word to look for: normalised text, and the key it is compared by (may be empty).
struct Word {
    explicit Word(std::string_view normalised);
    std::string text;
    std::string key;
    bool hangul;
};

// The number of the sticker with this id; nullopt where there is none.
std::optional<std::uint32_t> number_of(const Catalog& catalog, std::string_view id);

// Runs the matchers of these ways; one match per sticker, by sticker.
std::vector<Match> matches_of(const Catalog& catalog, Language language, const Word& word, Ways ways);

}  // namespace search
