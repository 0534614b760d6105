// What people say and which stickers they mean by it: packs/lexicon, read.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "libs/search/language.hpp"

namespace search {

// One line: "감사, ㄱㅅ, 고마워 = 🙏 🙇".
struct Saying {
    std::vector<std::string> words;   // as they stand there; the first names the entry
    std::vector<std::string> emojis;  // normalised, the best first
    Language language = Language::en;
    std::string file;
    int line = 0;
};

struct Lexicon {
    std::vector<Saying> sayings;
    std::vector<std::string> fillers;  // match keys of words that only colour a sentence
    std::vector<std::string> popular;  // normalised emoji, the most used first
};

// One file of the lexicon, read by an adapter. Its last name says what it is: ko.txt, en.txt, ja.txt
// (sayings) or popular.txt (emoji, the most used first).
struct WordsText {
    std::string file;
    std::string text;
};

struct Complaint;

// Adds the file to the lexicon. A line is "word, word = emoji emoji", "word, word = -" for fillers, or
// begins with '#'. Anything else becomes a complaint: no '=', no word, a word of more than
// kMaxWordCodePoints, no emoji, more than kMaxEmojis, a letter among the emoji, a word that means
// stickers in two lines of the file (it may be a filler besides).
void read_words(const WordsText& words, Lexicon& lexicon, std::vector<Complaint>& complaints);

inline constexpr std::size_t kMaxWordCodePoints = 40;
inline constexpr std::size_t kMaxEmojis = 12;

}  // namespace search
