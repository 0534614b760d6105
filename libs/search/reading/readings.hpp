// The ways to read what was typed. A new technique that rewrites the query (lexicon, particles,
// keyboard layout …) is one more function in kReaders.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "libs/search/catalog.hpp"

namespace search {

enum class ReadingKind {
    typed,     // as it stands
    words,     // each of its words must match
    neighbour  // a word of the emoji that was typed
};

struct Reading {
    ReadingKind kind;
    std::vector<std::string> words;  // normalised; a sticker must match all of them
    double weight;                   // multiplies the score of a match
};

// All readings of a normalised, non-empty query, the literal one first.
std::vector<Reading> readings_of(const Catalog& catalog, Language language, std::string_view query);

}  // namespace search
