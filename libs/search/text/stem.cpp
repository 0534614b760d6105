#include "libs/search/text/stem.hpp"

#include <libstemmer.h>

#include <algorithm>
#include <memory>

namespace search {
namespace {

constexpr std::size_t kShortest = 3;

bool is_word(std::string_view word) {
    return word.size() >= kShortest && std::all_of(word.begin(), word.end(), [](char c) {
        return c >= 'a' && c <= 'z';
    });
}

using Stemmer = std::unique_ptr<sb_stemmer, decltype(&sb_stemmer_delete)>;

// One per thread: a stemmer keeps the word it works on.
sb_stemmer* stemmer() {
    static thread_local const Stemmer english(sb_stemmer_new("english", nullptr),
                                              &sb_stemmer_delete);
    return english.get();
}

}  // namespace

std::string english_stem(std::string_view word) {
    if (!is_word(word) || stemmer() == nullptr) {
        return {};
    }
    const sb_symbol* stem =
        sb_stemmer_stem(stemmer(), reinterpret_cast<const sb_symbol*>(word.data()),
                        static_cast<int>(word.size()));
    if (stem == nullptr) {
        return {};
    }
    return std::string(reinterpret_cast<const char*>(stem),
                       static_cast<std::size_t>(sb_stemmer_length(stemmer())));
}

}  // namespace search
