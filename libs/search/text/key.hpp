// What two words are compared by.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace search {

// The key of a normalised text: without spaces and punctuation ("ice cream" = "icecream",
// "엄지 척" = "엄지척"), hiragana as katakana (ねこ = ネコ). Empty when nothing is left.
std::string match_key(std::string_view normalised);

// A normalised text without its spaces, punctuation kept: the key of ":)".
std::string without_spaces(std::string_view normalised);

// The words of a normalised text, at spaces and punctuation; an apostrophe does not part a word.
std::vector<std::string> words_of(std::string_view normalised);

// Lower-case hex code points with "-" between them, as picture codes are written: "1f1f0-1f1f7".
std::string hex_code(std::string_view normalised);

}  // namespace search
