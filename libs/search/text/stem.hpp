// English words without their endings (the door of libstemmer).
#pragma once

#include <string>
#include <string_view>

namespace search {

// The Porter2 stem of a lower-case ASCII word (running → run).
// Empty for anything else and for words of less than three letters.
std::string english_stem(std::string_view word);

}  // namespace search
