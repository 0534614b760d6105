// The ways to read what was typed, from the letters as they stand to guesses. A new technique that
// rewrites the query is one more function here, in the stage it belongs to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "libs/search/catalog.hpp"
#include "libs/search/match/ways.hpp"

namespace search {

enum class ReadingKind {
    typed,      // as it stands
    words,      // each of its words must match
    neighbour,  // a word of the emoji that was typed
    rewritten,  // without endings, repeats and words that only colour
    layout,     // typed on the keyboard of the other language
    rescued     // a part of it
};

struct Reading {
    ReadingKind kind;
    std::vector<std::string> words;  // normalised; a sticker must match all of them
    double weight;                   // multiplies the score of a match
    Ways ways;                       // how each word may match
};
using Readings = std::vector<Reading>;

// A stage is asked for only when those before it found nothing good enough.
enum class Stage {
    literal,    // as typed, its words, its emoji
    rewritten,  // endings, repeats, the other keyboard
    guessed,    // slips of the fingers, words run together
    rescued     // any of its words
};

// The readings of a normalised, non-empty query in that stage, the likeliest first.
Readings readings_of(const Catalog& catalog, Language language, std::string_view query, Stage stage);

}  // namespace search
