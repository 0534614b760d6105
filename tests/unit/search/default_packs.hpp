// The packs of the checkout, loaded once per test program. Tests run in the source folder.
#pragma once

#include <string>

#include "libs/search/packs.hpp"

search::PackText pack_text(const std::string& directory);
const search::Catalog& default_packs();
// The same with the lexicon: what members search.
search::WordsText words_text(const std::string& file);
const search::Catalog& default_search();
