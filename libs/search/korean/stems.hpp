// The stem of a Korean verb or adjective, whatever hangs on it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace search {

// By keys (text/hangul.hpp). For a word of the lexicon or of a pack: 졸리다, 졸려 and 졸렸다 are 졸리, 고마워 and
// 고맙다 are 고맙. Empty for what cannot be a verb's dictionary or 해-form; may hold stems that no word
// has (기차 as 기츠다): nothing will ask for them.
std::vector<std::string> stems_of_term(std::string_view word);

// For a word as typed: 졸렸어요, 졸리네, 졸릴 때 are 졸리; the longest first. Empty where it is none.
std::vector<std::string> stems_of_typed(std::string_view word);

// Without an ending only, each way to see it, as keys; the word itself first.
std::vector<std::string> bases_of_typed(std::string_view word);

}  // namespace search
