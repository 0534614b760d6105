#include "libs/search/reading/rescue.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "libs/search/reading/known.hpp"
#include "libs/search/reading/phrases.hpp"
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
constexpr double kHeard = 0.8;  // for a word that only sounds so
constexpr double kMood = 0.07;
constexpr double kPacksOnly = 0.06;
constexpr double kLoneSyllable = 0.08;
constexpr std::size_t kMaxWords = 12;
constexpr std::size_t kShortestSlip = 4;

// A single syllable says something only where the lexicon knows it.
bool tells(const Catalog& catalog, const std::string& part) {
    return utf8_length(part) > 1 && catalog.terms().find(part) ? true : is_saying(catalog, part);
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

std::size_t bytes_of(const std::vector<std::string>& texts) {
    std::size_t bytes = 0;
    for (const std::string& text : texts) {
        bytes += text.size();
    }
    return bytes;
}

void add_segments(const Catalog& catalog, std::string_view text, ReadingKind kind, double weight,
                  Readings& readings) {
    const std::string key = match_key(text);
    const std::vector<std::string> segments = segments_of(catalog, key);
    if (is_initials(key) && bytes_of(segments) * 2 <= key.size()) {
        return;  // ㄱㅅ in ㅂㄱㅅㅍ is no 감사
    }
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

// Faces that are sad, angry, ill, tired or afraid; thanks and apologies.
bool is_mood(char32_t c) {
    static constexpr std::array<char32_t, 15> kOthers{
        0x1F64F, 0x1F647, 0x1F494, 0x1F910, 0x1F912, 0x1F915, 0x1F922, 0x1F927, 0x1F92C,
        0x1F92E, 0x1F92F, 0x1F971, 0x1F975, 0x1F976, 0x1F97A};
    return (c >= 0x1F612 && c <= 0x1F616) || (c >= 0x1F61E && c <= 0x1F635) ||
           std::find(kOthers.begin(), kOthers.end(), c) != kOthers.end();
}

// How much more a known word says than another of the sentence. A sad dog is no happy dog: a low mood
// before what has it, "sorry" before what it is for. A word of the lexicon before one of the packs. One syllable may be anything.
double telling_more(const Catalog& catalog, std::string_view word) {
    double more = utf8_length(word) == 1 && has_hangul(word) ? -kLoneSyllable : 0;
    const auto term = catalog.terms().find(match_key(word));
    if (!term) {
        return more;
    }
    for (const Posting& posting : catalog.terms().postings(*term)) {
        if (posting.field == Field::saying) {
            const auto& emojis = catalog.lexicon().sayings[posting.place].emojis;
            const char32_t first = Utf8Reader(emojis.front()).next().value_or(0);
            return more + (is_mood(first) ? kMood : 0);
        }
    }
    return more - kPacksOnly;
}

void add_known(const Catalog& catalog, const std::string& word, double weight, Readings& readings) {
    readings.push_back(
        {ReadingKind::rescued, {word}, weight + telling_more(catalog, word), kWhole});
}

void add_word(const Catalog& catalog, const std::string& word, double weight, Readings& readings) {
    const ReadingKind kind = ReadingKind::rescued;
    if (const std::string known = known_form(catalog, word); knows(catalog, known)) {
        return add_known(catalog, known, weight, readings);
    }
    const std::vector<std::string> sounding = sounding_like(catalog, word);
    if (!sounding.empty()) {
        return add_known(catalog, sounding.front(), weight * kHeard, readings);
    }
    readings.push_back({kind, {word}, weight * kUncertain, kBeginning | kStem | kInitials});
    if (has_hangul(word)) {
        add_segments(catalog, word, kind, weight, readings);
    }
    if (utf8_length(word) >= kShortestSlip || has_hangul(word)) {
        add_slips(word, kind, weight * kUncertain, readings);
    }
}

// Several words without a slip in any: "brb lunch" is no "grab lunch".
bool is_all_known(const Catalog& catalog, std::string_view query) {
    const std::vector<std::string> words = words_of(query);
    return words.size() > 1 && std::all_of(words.begin(), words.end(), [&](const std::string& word) {
        return knows(catalog, word) || only_colours(catalog, word);
    });
}

}  // namespace

void by_guessing(const Catalog& catalog, std::string_view query, Readings& readings) {
    if (!is_all_known(catalog, query)) {
        add_slips(query, ReadingKind::typed, 1, readings);
    }
    const std::vector<std::string> telling = telling_words(catalog, query);
    if (telling.size() == 1 && has_hangul(query)) {
        if (telling.front() != query) {
            add_slips(telling.front(), ReadingKind::typed, kUncertain, readings);
        }
        for (const std::string& form : plain_forms(telling.front())) {
            add_slips(form, ReadingKind::typed, kUncertain * kUncertain, readings);
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
    std::vector<std::string> words = words_of(query);
    words.resize(std::min(words.size(), kMaxWords));
    double weight = kAnyWord;
    for (std::size_t i = 0; i < words.size();) {
        std::size_t count = std::min(kMaxPhrase, words.size() - i);
        std::optional<std::string> phrase;
        while (count > 1 && !(phrase = phrase_at(catalog, words, i, count))) {
            --count;
        }
        const double more = kMoreWords * static_cast<double>(count - 1);
        for (const std::string& part : phrase ? std::vector<std::string>{*phrase}
                                              : strictly_telling_words(catalog, words[i])) {
            add_word(catalog, part, weight + more, readings);
            weight += kNextWord;
        }
        i += count;
    }
    if (readings.empty()) {
        for (const std::string& part : telling_words(catalog, query)) {
            add_word(catalog, part, weight, readings);
            weight += kNextWord;
        }
    }
}

}  // namespace search
