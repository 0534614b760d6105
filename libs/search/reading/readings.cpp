#include "libs/search/reading/readings.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "libs/search/text/key.hpp"
#include "libs/search/text/normalise.hpp"

namespace search {
namespace {

constexpr double kTyped = 1.0;
constexpr double kWords = 0.9;
constexpr double kNeighbour = 0.5;
constexpr std::size_t kMaxWords = 6;
// A tag of more pictures than this is no resemblance.
constexpr std::size_t kMaxCarriers = 60;
constexpr std::size_t kMaxNeighbourTags = 8;

using Readings = std::vector<Reading>;

void as_typed(const Catalog&, Language, std::string_view query, Readings& readings) {
    readings.push_back({ReadingKind::typed, {std::string(query)}, kTyped});
}

// Words beyond the bound are not asked for.
void by_words(const Catalog&, Language, std::string_view query, Readings& readings) {
    std::vector<std::string> words = words_of(query);
    if (words.size() > 1) {
        words.resize(std::min(words.size(), kMaxWords));
        readings.push_back({ReadingKind::words, std::move(words), kWords});
    }
}

std::size_t carriers(const Catalog& catalog, const std::string& key) {
    const auto [term, last] = catalog.terms().starting_with(key);
    const bool there = term != last && catalog.terms().text(term) == key;
    return there ? catalog.terms().postings(term).size() : 0;
}

// 🐱 also means the other cats: the rarer tags of the emoji's first sticker.
void by_neighbours(const Catalog& catalog, Language language, std::string_view query,
                   Readings& readings) {
    const auto stickers = catalog.of_emoji(query);
    if (stickers.empty() || catalog.sticker(stickers.front()).hidden) {
        return;
    }
    const Tags& tags = catalog.sticker(stickers.front()).tags;
    std::size_t left = kMaxNeighbourTags;
    for (const std::string& tag : tags.in(language).empty() ? tags.en : tags.in(language)) {
        std::string word = normalise(tag);
        const std::size_t others = carriers(catalog, match_key(word));
        if (others > 0 && others <= kMaxCarriers && left > 0) {
            readings.push_back({ReadingKind::neighbour, {std::move(word)}, kNeighbour});
            --left;
        }
    }
}

using Reader = void (*)(const Catalog&, Language, std::string_view, Readings&);
constexpr std::array<Reader, 3> kReaders{as_typed, by_words, by_neighbours};

}  // namespace

std::vector<Reading> readings_of(const Catalog& catalog, Language language, std::string_view query) {
    Readings readings;
    for (const Reader reader : kReaders) {
        reader(catalog, language, query, readings);
    }
    return readings;
}

}  // namespace search
