// pack.json, read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libs/search/packs.hpp"

namespace search {

// What could be read; anything wrong is in `complaints`, which name `file`. nullopt where not even the
// name is usable, so that no sticker of the pack can be judged.
std::optional<Pack> read_notes(const std::string& text, const std::string& file,
                               std::vector<Complaint>& complaints);

}  // namespace search
