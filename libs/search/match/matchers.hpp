// The techniques that turn one word into matches. A new technique is one more function in kMatchers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "libs/search/match/matches.hpp"

namespace search {

// One word to look for: normalised text, and the key it is compared by (may be empty).
struct Word {
    explicit Word(std::string_view normalised);
    std::string text;
    std::string key;
};

// Runs all matchers; one match per sticker, by sticker.
std::vector<Match> matches_of(const Catalog& catalog, Language language, const Word& word);

}  // namespace search
