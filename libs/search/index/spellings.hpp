// All the other ways to write the words of a vocabulary.
#pragma once

#include "libs/search/index/forms.hpp"
#include "libs/search/index/near.hpp"
#include "libs/search/index/terms.hpp"

namespace search {

// Immutable, made of the terms once.
struct Spellings {
    Spellings() = default;
    explicit Spellings(const Terms& terms);

    Forms keys;      // of Korean words: text/hangul.hpp
    Forms initials;  // of Korean words of two syllables and more
    Forms sounds;    // of Korean words in Latin letters, loosened: text/roman.hpp
    Forms stems;     // of English words
    Forms verbs;     // stems of Korean verbs: korean/stems.hpp
    Forms spoken;    // sounds of whole Korean terms: korean/spoken.hpp
    Near near_korean;
    Near near_latin;
};

}  // namespace search
