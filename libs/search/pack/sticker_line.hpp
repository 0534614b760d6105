// One line of stickers.jsonl, read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libs/search/catalog.hpp"

namespace search {

// The sticker of one line of pack `pack`; nullopt when `reasons` got at least one.
std::optional<Sticker> read_sticker(std::string_view line, const Pack& pack,
                                    std::vector<std::string>& reasons);

}  // namespace search
