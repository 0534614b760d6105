#include "libs/search/reading/readings.hpp"

#include <algorithm>
#include <utility>

#include "libs/search/reading/rescue.hpp"
#include "libs/search/reading/rewrite.hpp"
#include "libs/search/text/key.hpp"
#include "libs/search/text/normalise.hpp"
#include "libs/search/text/utf8.hpp"

namespace search {
namespace {

constexpr double kTyped = 1.0;
constexpr double kWords = 0.9;
constexpr double kNeighbour = 0.5;
constexpr double kOneOfEmojis = 0.95;
constexpr double kNextEmoji = 0.03;
constexpr std::size_t kMaxWords = 6;
// A tag of more pictures than this is no resemblance.
constexpr std::size_t kMaxCarriers = 60;
constexpr std::size_t kMaxNeighbourTags = 8;
constexpr std::size_t kLongestEmoji = 10;  // code points: a family, the flag of a region
constexpr std::size_t kMaxEmojisTyped = 6;
constexpr char32_t kFirstEmoji = 0x203C;

void as_typed(std::string_view query, Readings& readings) {
    const Ways ways = kNames | kWhole | kBeginning | kPart | kInitials | kSounds | kStem;
    readings.push_back({ReadingKind::typed, {std::string(query)}, kTyped, ways});
}

// Words beyond the bound are not asked for. Words that only colour begin half the sentences of the
// lexicon: where there are some, only whole words count.
void by_words(const Catalog& catalog, std::string_view query, Readings& readings) {
    std::vector<std::string> words = words_of(query);
    if (words.size() > 1) {
        words.resize(std::min(words.size(), kMaxWords));
        const bool coloured = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
            return catalog.is_filler(match_key(word));
        });
        const Ways unclear = kBeginning | kPart | kInitials;
        const auto ways = static_cast<Ways>(kNames | kWhole | kStem | (coloured ? 0 : unclear));
        readings.push_back({ReadingKind::words, std::move(words), kWords, ways});
    }
}

std::size_t carriers(const Catalog& catalog, const std::string& key) {
    const auto term = catalog.terms().find(key);
    return term ? catalog.terms().postings(*term).size() : 0;
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
            readings.push_back({ReadingKind::neighbour, {std::move(word)}, kNeighbour, kWhole});
            --left;
        }
    }
}

// The longest emoji of the catalogue that the text begins with; empty if there is none.
std::string_view emoji_at(const Catalog& catalog, std::string_view text) {
    for (std::size_t length = std::min(kLongestEmoji, utf8_length(text)); length > 0; --length) {
        const std::string_view start = text.substr(0, utf8_prefix(text, length));
        if (!catalog.of_emoji(start).empty()) {
            return start;
        }
    }
    return {};
}

// 🎉🎂, or an emoji among words: each for itself, in the order typed.
void by_emojis(const Catalog& catalog, std::string_view query, Readings& readings) {
    if (!catalog.of_emoji(query).empty()) {
        return;
    }
    double weight = kOneOfEmojis;
    for (std::size_t left = kMaxEmojisTyped; !query.empty() && left > 0;) {
        const char32_t c = Utf8Reader(query).next().value_or(0);
        const std::string_view emoji = c < kFirstEmoji ? "" : emoji_at(catalog, query);
        if (!emoji.empty()) {
            readings.push_back({ReadingKind::typed, {std::string(emoji)}, weight, kNames});
            weight -= kNextEmoji;
            --left;
        }
        query.remove_prefix(emoji.empty() ? utf8_prefix(query, 1) : emoji.size());
    }
}

}  // namespace

Readings readings_of(const Catalog& catalog, Language language, std::string_view query, Stage stage) {
    Readings readings;
    switch (stage) {
        case Stage::literal:
            as_typed(query, readings);
            by_repeats(query, readings);
            by_words(catalog, query, readings);
            by_emojis(catalog, query, readings);
            by_neighbours(catalog, language, query, readings);
            break;
        case Stage::rewritten: by_rewriting(catalog, query, readings); break;
        case Stage::guessed: by_guessing(catalog, query, readings); break;
        case Stage::rescued: by_any_word(catalog, query, readings); break;
    }
    return readings;
}

}  // namespace search
