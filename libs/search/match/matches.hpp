// What a matcher found, before it is ranked.
#pragma once

#include <cstdint>
#include <vector>

#include "libs/search/catalog.hpp"

namespace search {

// How a sticker was found: what `why` tells the member.
enum class Reason : std::uint8_t {
    id, emoji, shortcode, exact, prefix, inside, initials, sounds, stem, slip, alias
};

struct Match {
    std::uint32_t sticker;
    double score;
    Reason reason;
    Posting posting;  // where the word stands; unless it was found by name
    TermId term = 0;  // the word that stands there, likewise
};

// Collects the matches of one word.
class Matches {
public:
    Matches(const Catalog& catalog, Language language) : catalog_(&catalog), language_(language) {}

    // By name: finds hidden stickers too.
    void add_named(std::uint32_t sticker, double score, Reason reason);
    // All stickers that carry the term, weighed by field, language and how common a tag is; hidden
    // ones are left out. False when the bound on matches is reached: stop looking.
    bool add_term(TermId term, double score, Reason reason);

    // One match per sticker, by sticker: its best, and a little more for every other one.
    std::vector<Match> folded() &&;

private:
    double saying_weight(const Posting& posting, TermId term, Reason reason) const;
    double usual_word(const Posting& posting, TermId term) const;
    double weight(const Posting& posting, TermId term, Reason reason) const;

    const Catalog* catalog_;
    Language language_;
    std::vector<Match> found_;
};

}  // namespace search
