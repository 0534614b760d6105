// The search: what was typed in, ranked stickers out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "libs/search/catalog.hpp"
#include "libs/search/overlay.hpp"
#include "libs/search/text/normalise.hpp"

namespace search {

struct Query {
    std::string text;  // any bytes
    Language language = Language::en;
    std::size_t limit = 5;
    std::size_t offset = 0;
    // 0: by rank. Anything else: a shuffle within bands of nearly equal scores; the same number
    // gives the same order, so that pages and Previous work.
    std::uint64_t shuffle = 0;
    // What the team and the member add; must outlive the answer.
    const Overlay* overlay = nullptr;
};

struct Hit {
    const Sticker* sticker;  // owned by the catalogue, or by the overlay's own
    double score;            // about 1 for a full match; comparable within one answer
    std::string why;         // a short phrase in the query's language
};

struct Found {
    std::vector<Hit> hits;   // the page
    std::size_t total = 0;   // on all pages
    // For zero results only: words of the catalogue worth trying, nearest first.
    std::vector<std::string> suggestions;
    // Where no word was found as it stands: the word that was taken for meant, by the first hit.
    std::string understood = {};
};

// Answers for any bytes, also for none (no hits, no suggestions then). The first pages hold one
// sticker per emoji, its other pictures and gendered forms come behind them.
// A pure function of its arguments: the same build gives the same answer.
Found find(const Catalog& catalog, const Query& query);

}  // namespace search
