#include "libs/search/reading/rescue.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "libs/search/reading/rewrite.hpp"
#include "libs/search/text/hangul.hpp"
#include "libs/search/text/key.hpp"
#include "libs/search/text/utf8.hpp"

namespace search {
namespace {

constexpr double kSegments = 0.62;   // of words run together, and this for covering the query:
constexpr double kCovered = 0.25;
constexpr double kOneSyllable = 0.6;
constexpr double kOneSyllableCovers = 0.3;  // 네 in 덥네요 says nothing, 집 in 집가자 does
constexpr double kAnyWord = 0.62;
constexpr double kNextWord = 0.03;    // the last word is the head, in English too: happy cat
constexpr double kMoreWords = 0.06;   // what covers two words of the query before what covers one
constexpr double kUncertain = 0.9;   // for a word that was guessed itself
constexpr std::size_t kMaxPhrase = 4;  // words
constexpr std::size_t kShortestSlip = 4;

bool in_saying(const Catalog& catalog, std::string_view word) {
    const auto term = catalog.terms().find(word);
    if (!term) {
        return false;
    }
    const auto postings = catalog.terms().postings(*term);
    return std::any_of(postings.begin(), postings.end(),
                       [](const Posting& posting) { return posting.field == Field::saying; });
}

// A single syllable says something only where the lexicon knows it.
bool tells(const Catalog& catalog, const std::string& part) {
    return utf8_length(part) > 1 && catalog.terms().find(part) ? true : in_saying(catalog, part);
}

// The known words of a Korean text without spaces, greedily from the left; what is not known is
// passed over.
std::vector<std::string> segments_of(const Catalog& catalog, std::string_view key) {
    std::vector<std::string> segments;
    while (!key.empty()) {
        std::size_t used = utf8_prefix(key, 1);
        for (std::size_t length = utf8_length(key); length > 0; --length) {
            const std::string part(key.substr(0, utf8_prefix(key, length)));
            const bool filler = catalog.is_filler(part);
            if (filler || tells(catalog, part)) {
                used = part.size();
                if (!filler) {
                    segments.push_back(part);
                }
                break;
            }
        }
        key.remove_prefix(used);
    }
    return segments;
}

void add_segments(const Catalog& catalog, std::string_view text, ReadingKind kind, double weight,
                  Readings& readings) {
    const std::string key = match_key(text);
    const std::vector<std::string> segments = segments_of(catalog, key);
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const double covered =
            static_cast<double>(segments[i].size()) / static_cast<double>(key.size());
        if (covered < kOneSyllableCovers && utf8_length(segments[i]) == 1) {
            continue;
        }
        const double later = kNextWord * static_cast<double>(i);
        const double sure = utf8_length(segments[i]) > 1 ? 1 : kOneSyllable;
        readings.push_back({kind, {segments[i]},
                            weight * sure * (kSegments + kCovered * covered + later), kWhole});
    }
}

void add_slips(std::string_view text, ReadingKind kind, double weight, Readings& readings) {
    readings.push_back({kind, {std::string(text)}, weight, kSlips});
}

// The longest run of words from `first` that is one term; at least one word.
std::size_t phrase_length(const Catalog& catalog, const std::vector<std::string>& words,
                          std::size_t first) {
    std::size_t longest = 1;
    std::string key;
    for (std::size_t i = first; i < std::min(words.size(), first + kMaxPhrase); ++i) {
        key += match_key(words[i]);
        if (i > first && catalog.terms().find(key)) {
            longest = i - first + 1;
        }
    }
    return longest;
}

std::string joined(const std::vector<std::string>& words, std::size_t first, std::size_t count) {
    std::string text;
    for (std::size_t i = first; i < first + count; ++i) {
        text += (text.empty() ? "" : " ") + words[i];
    }
    return text;
}

void add_word(const Catalog& catalog, const std::string& word, double weight, Readings& readings) {
    const ReadingKind kind = ReadingKind::rescued;
    if (catalog.terms().find(match_key(word))) {
        readings.push_back({kind, {word}, weight, kWhole});
        return;
    }
    const std::vector<std::string> rests = without_ending(catalog, word);
    if (!rests.empty()) {
        readings.push_back({kind, {rests.front()}, weight, kWhole});
        return;
    }
    readings.push_back({kind, {word}, weight * kUncertain, kBeginning | kStem | kInitials});
    if (has_hangul(word)) {
        add_segments(catalog, word, kind, weight, readings);
    }
    if (utf8_length(word) >= kShortestSlip || has_hangul(word)) {
        add_slips(word, kind, weight * kUncertain, readings);
    }
}

}  // namespace

void by_guessing(const Catalog& catalog, std::string_view query, Readings& readings) {
    add_slips(query, ReadingKind::typed, 1, readings);
    const std::vector<std::string> telling = telling_words(catalog, query);
    if (telling.size() == 1 && has_hangul(query)) {
        if (telling.front() != query) {
            add_slips(telling.front(), ReadingKind::typed, kUncertain, readings);
        }
        add_segments(catalog, query, ReadingKind::rescued, 1, readings);
    }
    for (const Retyped& retyped : other_keyboard(query)) {
        add_slips(retyped.text, ReadingKind::layout, retyped.weight, readings);
        if (has_hangul(retyped.text)) {
            add_segments(catalog, retyped.text, ReadingKind::layout, retyped.weight, readings);
        }
    }
}

void by_any_word(const Catalog& catalog, std::string_view query, Readings& readings) {
    std::vector<std::string> words;
    for (std::string& word : words_of(query)) {
        words.push_back(std::move(word));
    }
    double weight = kAnyWord;
    for (std::size_t i = 0; i < words.size();) {
        const std::size_t count = phrase_length(catalog, words, i);
        const std::string phrase = joined(words, i, count);
        i += count;
        for (const std::string& part : count > 1 ? std::vector<std::string>{phrase}
                                                 : telling_words(catalog, phrase)) {
            add_word(catalog, part, weight + kMoreWords * static_cast<double>(count - 1), readings);
            weight += kNextWord;
        }
    }
}

}  // namespace search
