// All settings of all programs, so that a misspelt one is noticed whichever program reads it.
#pragma once

#include <string>
#include <string_view>

namespace runtime {

bool looks_like_ours(std::string_view name);  // by its prefix
bool is_known_name(std::string_view name);    // NAME_FILE of a secret counts
std::string nearest_name(std::string_view name);

}  // namespace runtime
