// Set phrases inside a sentence.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libs/search/reading/readings.hpp"

namespace search {

inline constexpr std::size_t kMaxPhrase = 5;  // words

// The word of the catalogue that so many words from `first` on are together, the last of them with or
// without its ending; nullopt if they are none.
std::optional<std::string> phrase_at(const Catalog& catalog, const std::vector<std::string>& words,
                                     std::size_t first, std::size_t count);

// The phrases of the lexicon in the query, two words and more, the longer the surer; not those that
// only colour (죽을 것 같아): (저) 먼저
// 퇴근하겠습니다, (could you) take a look (at this).
void add_set_phrases(const Catalog& catalog, std::string_view query, Readings& readings);

}  // namespace search
