#include "libs/search/overlay.hpp"

#include "libs/search/text/key.hpp"
#include "libs/search/text/normalise.hpp"

namespace search {

std::string alias_key(std::string_view word) {
    const std::string normalised = normalise(word);
    std::string key = match_key(normalised);
    return key.empty() ? without_spaces(normalised) : key;
}

}  // namespace search
