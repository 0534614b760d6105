// Guesses, for when nothing that was typed is a word of the catalogue.
#pragma once

#include <string_view>

#include "libs/search/reading/readings.hpp"

namespace search {

// Slips of the fingers, on either keyboard; and words run together: 치킨맥주, 고양이짱귀여워.
void by_guessing(const Catalog& catalog, std::string_view query, Readings& readings);

// Any of its words or phrases, the one that usually carries the meaning first: in Korean the last, in
// other languages the first.
void by_any_word(const Catalog& catalog, std::string_view query, Readings& readings);

}  // namespace search
