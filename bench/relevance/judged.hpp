// The relevance set: queries with the emoji that a person would accept as the first result.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "libs/search/find.hpp"

namespace bench {

struct Judged {
    std::string technique;
    std::string query;
    std::vector<std::string> accepted;  // normalised emoji
};

// Lines of technique, query and emoji, with tabs between; '#' begins a remark.
std::vector<Judged> read_judged(const std::string& path);

// The place of the first accepted hit, from 1; 0 where none of the hits is accepted.
std::size_t place_of_accepted(const Judged& judged, const search::Found& found);

}  // namespace bench
