// What the words behind a command mean. Pure.
#pragma once

#include <string_view>

#include "services/sticker-worker/core/request.hpp"

namespace worker {

// "search 고양이", "검색 고양이" and "고양이" search; nothing and "help" ask for help.
Wish wish_of_words(std::string_view words);

}  // namespace worker
