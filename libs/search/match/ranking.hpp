// From matches to the order that a member sees.
#pragma once

#include <cstdint>
#include <vector>

#include "libs/search/match/matches.hpp"

namespace search {

struct Candidate {
    Match match;            // its score is the one of the reading
    std::uint32_t reading;  // which reading of the query found it
};

// One candidate per sticker in the final order: first the best sticker of every subject (emoji), then
// the others; by score within each, or shuffled within bands of nearly equal scores if `shuffle` is
// not 0. Scores are rounded, so that no last bit of a logarithm decides an order.
std::vector<Candidate> ranked(const Catalog& catalog, std::vector<Candidate> candidates,
                              std::uint64_t shuffle);

}  // namespace search
