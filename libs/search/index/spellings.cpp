#include "libs/search/index/spellings.hpp"

#include <algorithm>
#include <utility>

#include "libs/search/korean/endings.hpp"
#include "libs/search/korean/spoken.hpp"
#include "libs/search/korean/stems.hpp"
#include "libs/search/text/hangul.hpp"
#include "libs/search/text/roman.hpp"
#include "libs/search/text/stem.hpp"
#include "libs/search/text/utf8.hpp"

namespace search {
namespace {

// A word inside a label is no goal for a slip unless it is long enough to be meant.
bool is_whole(const Posting& posting) {
    return posting.field != Field::label_word && posting.field != Field::tag_word;
}

struct Lists {
    Forms::Entries keys, initials, sounds, stems, verbs, spoken;
    Near::Entries near_korean, near_latin;
};

void add_korean(Lists& lists, const std::string& word, TermId term, bool whole) {
    std::string keys = keys_of(word);
    if (whole) {
        lists.near_korean.emplace_back(keys, term);
        lists.spoken.emplace_back(search::spoken(word), term);
        for (std::string& stem : stems_of_term(word)) {
            lists.verbs.emplace_back(std::move(stem), term);
        }
    }
    lists.keys.emplace_back(std::move(keys), term);
    const std::string initials = initials_of(word);
    if (utf8_length(word) > 1 && !has_stray_jamo(word)) {
        lists.initials.emplace_back(initials, term);
    }
    const std::string sound = romanised(word);
    std::string loose = loosened(sound);
    if (sound.size() >= kLoosest && loose != sound) {
        lists.sounds.emplace_back(std::move(loose), term);
    }
    lists.sounds.emplace_back(sound, term);
}

}  // namespace

Spellings::Spellings(const Terms& terms) {
    endings_of({});  // made now, not by the first member's search
    Lists lists;
    for (TermId term = 0; term < terms.size(); ++term) {
        const std::string word(terms.text(term));
        const auto postings = terms.postings(term);
        const bool whole = std::any_of(postings.begin(), postings.end(), is_whole);
        if (has_hangul(word)) {
            add_korean(lists, word, term, whole);
        } else if (is_latin(word)) {
            lists.stems.emplace_back(english_stem(word), term);
            lists.near_latin.emplace_back(word, term);
        }
    }
    keys = Forms(std::move(lists.keys));
    initials = Forms(std::move(lists.initials));
    sounds = Forms(std::move(lists.sounds));
    stems = Forms(std::move(lists.stems));
    verbs = Forms(std::move(lists.verbs));
    spoken = Forms(std::move(lists.spoken));
    near_korean = Near(std::move(lists.near_korean));
    near_latin = Near(std::move(lists.near_latin));
}

}  // namespace search
