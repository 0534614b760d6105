// From matches to the order that a member sees.
#pragma once

#include <cstdint>
#include <vector>

#include "libs/search/match/matches.hpp"
#include "libs/search/overlay.hpp"

namespace search {

struct Candidate {
    const Catalog* home;    // the shared catalogue or the team's own
    Match match;            // its score is the one of the reading
    std::uint32_t reading;  // which reading of the query found it
    bool leads = false;     // the best of its subject
};

// One candidate per sticker in the final order: first the best sticker of every subject (emoji), then
// the others; by score within each, or shuffled within bands of nearly equal scores if `shuffle` is
// not 0. The first kDiverse show at most kAlike that are much alike, as long as others fit nearly as
// well. What the overlay hides is left out; what the team and the member use comes earlier. Scores are
// rounded, so that no last bit of a logarithm decides an order.
std::vector<Candidate> ranked(std::vector<Candidate> candidates, const Overlay* overlay,
                              std::uint64_t shuffle);
inline constexpr std::size_t kDiverse = 6;
inline constexpr std::size_t kAlike = 2;

}  // namespace search
