// The first page is not nine faces of one cat.
#pragma once

#include <cstddef>
#include <vector>

#include "libs/search/match/ranking.hpp"

namespace search {

// Among the first `count` candidates, which are in order: lets others that fit nearly as well come
// before a third that is much alike two earlier ones. The very first stays.
void spread(std::vector<Candidate>& candidates, std::size_t count);

}  // namespace search
