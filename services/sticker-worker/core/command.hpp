// What the words behind a command mean. Pure.
#pragma once

#include <string_view>

#include "services/sticker-worker/core/request.hpp"

namespace worker {

// "search 고양이", "검색 고양이" and "고양이" search, and so does "/sticker 고양이", typed twice;
// nothing and "help" ask for help, "settings" and "설정" alone open the settings, and what looks
// like an order that we do not know gets it.
Wish wish_of_words(std::string_view words);

}  // namespace worker
