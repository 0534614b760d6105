#include "libs/search/reading/phrases.hpp"

#include <algorithm>
#include <utility>

#include "libs/search/reading/calm.hpp"
#include "libs/search/reading/known.hpp"
#include "libs/search/text/hangul.hpp"
#include "libs/search/text/key.hpp"

namespace search {
namespace {

constexpr double kPhrase = 0.82;
constexpr double kPerWord = 0.03;
constexpr double kCovering = 0.12;  // for all words of the query
constexpr std::size_t kMaxWordsLookedAt = 12;
constexpr std::size_t kMaxPhrases = 3;
constexpr std::size_t kMaxInflected = 3;  // words: of a longer phrase the last is as the lexicon has it

void add_phrases_of(const Catalog& catalog, const std::vector<std::string>& words,
                    Readings& readings) {
    std::size_t found = 0;
    for (std::size_t i = 0; i + 1 < words.size() && found < kMaxPhrases;) {
        std::size_t used = 1;
        for (std::size_t count = std::min(kMaxPhrase, words.size() - i); count > 1; --count) {
            auto phrase = phrase_at(catalog, words, i, count);
            if (phrase && is_saying(catalog, *phrase) && !only_colours(catalog, *phrase)) {
                const auto n = static_cast<double>(count);
                const double weight = std::min(
                    1.0, kPhrase + kPerWord * n + kCovering * n / static_cast<double>(words.size()));
                readings.push_back({ReadingKind::rewritten, {*std::move(phrase)}, weight, kWhole});
                used = count;
                ++found;
                break;
            }
        }
        i += used;
    }
}

}  // namespace

std::optional<std::string> phrase_at(const Catalog& catalog, const std::vector<std::string>& words,
                                     std::size_t first, std::size_t count) {
    std::string before;
    for (std::size_t i = first; i + 1 < first + count; ++i) {
        before += match_key(words[i]);
    }
    const std::string key = before + match_key(words[first + count - 1]);
    if (catalog.terms().find(key)) {
        return key;
    }
    if (count <= kMaxInflected && has_hangul(key)) {
        for (std::string& rest : without_ending(catalog, key)) {
            if (rest.size() > before.size() && rest.starts_with(before)) {
                return std::move(rest);
            }
        }
    }
    return std::nullopt;
}

void add_set_phrases(const Catalog& catalog, std::string_view query, Readings& readings) {
    std::vector<std::string> words = words_of(utf8_of(calmed(code_points(query))));
    words.resize(std::min(words.size(), kMaxWordsLookedAt));
    add_phrases_of(catalog, words, readings);
    const std::size_t all = words.size();
    std::erase_if(words, [&](const std::string& word) { return only_colours(catalog, word); });
    if (words.size() < all) {
        add_phrases_of(catalog, words, readings);
    }
}

}  // namespace search
