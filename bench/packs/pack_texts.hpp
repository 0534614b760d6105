// The packs and words of the checkout as text, for benchmarks. They run in the source folder.
#pragma once

#include <string>
#include <vector>

#include "libs/search/packs.hpp"

namespace bench {

// A file, or the end of the program with a word about it.
std::string contents(const std::string& path);

std::vector<search::PackText> pack_texts();
std::vector<search::WordsText> words_texts();

// The packs loaded, or the end of the program with the first complaint.
search::Loaded loaded_packs();

}  // namespace bench
