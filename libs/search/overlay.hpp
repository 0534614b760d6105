// What a team and a member add to the shared catalogue for one search.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "libs/search/catalog.hpp"

namespace search {

// How often a sticker was sent. Whoever keeps the counts lets them decay (stickers.md D2: half-life of
// 14 days): the search has no clock.
struct Use {
    double team = 0;
    double mine = 0;
};

// Laid over the shared catalogue by pointer: a thousand teams are a thousand overlays and one
// catalogue. Immutable while a search uses it; ids that no catalogue has are passed over.
struct Overlay {
    // The team's own stickers and its workspace's emoji, made like any catalogue; may be null.
    std::shared_ptr<const Catalog> own;
    // The team's own words: alias_key(word) → sticker ids of either catalogue, the best first.
    std::unordered_map<std::string, std::vector<std::string>> aliases;
    std::unordered_set<std::string> favourites;  // sticker ids of the member
    std::unordered_set<std::string> hidden;      // sticker ids that are never shown
    std::unordered_map<std::string, Use> uses;   // by sticker id
};

std::string alias_key(std::string_view word);

}  // namespace search
