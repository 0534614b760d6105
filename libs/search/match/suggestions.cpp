#include "libs/search/match/suggestions.hpp"

#include "libs/search/text/key.hpp"

namespace search {
namespace {

// Below this share of common pairs two words do not look alike.
constexpr double kAlike = 0.4;

const Posting* whole_word_in(const Catalog& catalog, TermId term, Language language) {
    for (const Posting& posting : catalog.terms().postings(term)) {
        const bool whole = posting.field != Field::label_word && posting.field != Field::tag_word;
        if (whole && posting.language == language && !catalog.sticker(posting.sticker).hidden) {
            return &posting;
        }
    }
    return nullptr;
}

}  // namespace

std::vector<std::string> near_words(const Catalog& catalog, Language language,
                                    std::string_view query, std::size_t limit) {
    std::vector<std::string> words;
    for (const Pairs::Alike& alike : catalog.pairs().alike(catalog.terms(), match_key(query), kAlike)) {
        if (words.size() == limit) {
            break;
        }
        if (const Posting* posting = whole_word_in(catalog, alike.term, language)) {
            words.push_back(catalog.words_at(*posting));
        }
    }
    return words;
}

}  // namespace search
