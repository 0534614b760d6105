// Typed reading of a JSON object's fields, with a reason for everything that is not as it should be.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "libs/search/language.hpp"

namespace search {

using Json = nlohmann::json;
using Reasons = std::vector<std::string>;

// Each adds a reason that names the field by its path ("label.en") and gives an empty value when the
// field is absent or not what is asked for. Texts are non-empty, at most kMaxTextBytes long (or the
// bound given) and free of control characters.
inline constexpr std::size_t kMaxTextBytes = 300;
inline constexpr std::size_t kMaxListEntries = 200;

std::string text_field(const Json& object, const std::string& key, Reasons& reasons,
                       std::size_t max_bytes = kMaxTextBytes);
std::vector<std::string> list_field(const Json& object, const std::string& key, Reasons& reasons);
// {"ko":…,"en":…,"ja":…}: en must be there, the others may be absent.
Labels labels_field(const Json& object, const std::string& key, Reasons& reasons);
// {"ko":[…],…}: each may be absent.
Tags tags_field(const Json& object, const std::string& key, Reasons& reasons);

}  // namespace search
