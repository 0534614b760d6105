// Words worth trying when nothing was found.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "libs/search/catalog.hpp"

namespace search {

// At most `limit` labels and tags of the member's language that have pairs of letters in common with
// the normalised query, nearest first; none when nothing is near.
std::vector<std::string> near_words(const Catalog& catalog, Language language,
                                    std::string_view query, std::size_t limit);

}  // namespace search
