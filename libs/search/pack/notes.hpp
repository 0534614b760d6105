// pack.json, read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libs/search/packs.hpp"

namespace search {

// nullopt when `complaints` got one; `file` is what they name.
std::optional<Pack> read_notes(const std::string& text, const std::string& file,
                               std::vector<Complaint>& complaints);

}  // namespace search
