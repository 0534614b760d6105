// A word as it was typed → the words of the catalogue that it may be.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "libs/search/catalog.hpp"

namespace search {

bool knows(const Catalog& catalog, std::string_view word);
// In the lexicon, not only a word of the packs.
bool is_saying(const Catalog& catalog, std::string_view word);

// A Korean word without a particle or ending, or its verb in the form that the catalogue has, if that
// is one of its words: the longest rest first; at most three. 고양이를 → 고양이, 졸렸어요 → 졸려.
std::vector<std::string> without_ending(const Catalog& catalog, std::string_view word);

// The words that sound so, with or without an ending, the likest spelling first: 햄보칼래 → 행복. At
// most two.
std::vector<std::string> sounding_like(const Catalog& catalog, std::string_view word);

// The word without an ending and with that of its plain form, known or not, the longest ending first;
// at most two, of three syllables and more: 어의없네 → 어의없다.
std::vector<std::string> plain_forms(std::string_view word);

// The word without its ending where the rest is known, although the whole may be known too; as the
// catalogue knows it, which is the rest where only that is in the lexicon (눈이 is a word of a label);
// each of them as it stands if it is not known at all.
std::string bare_form(const Catalog& catalog, const std::string& word);
std::string known_form(const Catalog& catalog, const std::string& word);

// A filler of the lexicon, or one with an ending that is no word itself: 갑니다 as 가다.
bool only_colours(const Catalog& catalog, std::string_view word);

}  // namespace search
