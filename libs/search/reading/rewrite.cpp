#include "libs/search/reading/rewrite.hpp"

#include <algorithm>
#include <utility>

#include "libs/search/korean/endings.hpp"
#include "libs/search/reading/calm.hpp"
#include "libs/search/reading/known.hpp"
#include "libs/search/reading/phrases.hpp"
#include "libs/search/text/hangul.hpp"
#include "libs/search/text/key.hpp"
#include "libs/search/text/utf8.hpp"

namespace search {
namespace {

constexpr double kRepeats = 0.98;
constexpr double kUnit = 0.95;
constexpr double kBare = 0.94;
constexpr double kEnding = 0.92;
constexpr double kOneSyllable = 0.85;  // 바나 is half a banana, not a bar
constexpr double kSounding = 0.86;
constexpr double kTellingWords = 0.88;
constexpr double kKorean = 0.88;       // of a Latin text that becomes whole syllables
constexpr double kLatinOfJamo = 0.86;  // of a Korean text with single letters left
constexpr double kLatin = 0.7;         // of one without: half of all English words are syllables
constexpr std::size_t kMaxTelling = 6;

// The word calmed down, and not drawn out unless the catalogue has it so.
std::string settled(const Catalog& catalog, const std::string& word) {
    std::string calm = utf8_of(calmed(code_points(word)));
    return knows(catalog, calm) ? calm : utf8_of(calmed(code_points(unstretched(word))));
}

bool is_ending(std::string_view part) {
    const std::string keys = keys_of(part);
    const std::vector<std::size_t> endings = endings_of(keys);
    return !endings.empty() && endings.back() == keys.size();
}

// 피곤하다ㅠㅠ → 피곤하다, ㅠㅠ; ㅇㅋ요 → ㅇㅋ.
void split_at_jamo(std::u32string_view word, std::vector<std::string>& parts) {
    const std::size_t whole = word.size();
    while (!word.empty()) {
        std::size_t end = 1;
        while (end < word.size() && is_jamo(word[end]) == is_jamo(word[0])) {
            ++end;
        }
        std::string part = utf8_of(word.substr(0, end));
        const bool hangs_on = word.size() < whole && !is_jamo(word[0]) && is_ending(part);
        if (!hangs_on) {
            parts.push_back(std::move(part));
        }
        word.remove_prefix(end);
    }
}

bool is_jamo_only(std::string_view word) { return is_jamo(Utf8Reader(word).next().value_or(0)); }

// What is left without fillers may be a set phrase: 메리 크리스마스 (보내세요), 눈(이 많이) 오네. Each word as
// typed, or all but the last, or all without their endings.
void add_phrases(const Catalog& catalog, const std::vector<std::string>& words,
                 Readings& readings) {
    std::string typed, bare_head;
    for (std::size_t i = 0; i < words.size(); ++i) {
        typed += words[i];
        bare_head += i + 1 < words.size() ? bare_form(catalog, words[i]) : std::string();
    }
    for (std::string phrase :
         {typed, bare_head + words.back(), bare_head + bare_form(catalog, words.back())}) {
        readings.push_back({ReadingKind::rewritten, {std::move(phrase)}, kBare, kWhole});
    }
}

void add_rests(const Catalog& catalog, std::string_view text, ReadingKind kind, double weight,
               Readings& readings) {
    for (std::string& rest : without_ending(catalog, text)) {
        const double sure = utf8_length(rest) > 1 ? 1 : kOneSyllable;
        readings.push_back({kind, {std::move(rest)}, weight * sure, kWhole});
    }
}

// The wanted parts of the query; single letters only where no word is.
template <typename Wanted>
std::vector<std::string> parts_of(const Catalog& catalog, std::string_view query, Wanted wanted) {
    std::vector<std::string> parts;
    for (const std::string& word : words_of(query)) {
        split_at_jamo(code_points(settled(catalog, word)), parts);
    }
    std::vector<std::string> kept;
    for (const bool jamo : {false, true}) {
        for (const std::string& part : parts) {
            if (is_jamo_only(part) == jamo && kept.size() < kMaxTelling && wanted(part)) {
                kept.push_back(part);
            }
        }
        if (!kept.empty()) {
            break;
        }
    }
    return kept;
}

// 햄보칼래 → 행복, where nothing is spelt so.
void add_sounding(const Catalog& catalog, const std::string& word, Readings& readings) {
    if (knows(catalog, word) || !without_ending(catalog, word).empty()) {
        return;
    }
    for (std::string& there : sounding_like(catalog, word)) {
        readings.push_back({ReadingKind::rewritten, {std::move(there)}, kSounding, kWhole});
    }
}

}  // namespace

void by_repeats(std::string_view query, Readings& readings) {
    const std::u32string typed = code_points(query);
    const std::u32string calm = calmed(typed);
    if (calm.empty()) {
        return;
    }
    if (std::string whole = unstretched(query); whole != query) {
        readings.push_back({ReadingKind::rewritten, {std::move(whole)}, kUnit, kWhole});
    }
    if (calm != typed) {
        readings.push_back({ReadingKind::rewritten, {utf8_of(calm)}, kRepeats, kWhole});
    }
    if (const auto unit = unit_of(calm); unit.size() < calm.size()) {
        readings.push_back({ReadingKind::rewritten, {utf8_of(unit)}, kUnit, kWhole});
    }
}

std::vector<std::string> strictly_telling_words(const Catalog& catalog, std::string_view query) {
    return parts_of(catalog, query, [&](const std::string& part) {
        return !only_colours(catalog, part);
    });
}

std::vector<std::string> telling_words(const Catalog& catalog, std::string_view query) {
    std::vector<std::string> telling = strictly_telling_words(catalog, query);
    return !telling.empty() ? telling : parts_of(catalog, query, [&](const std::string& part) {
        return is_saying(catalog, known_form(catalog, part));
    });
}

std::vector<Retyped> other_keyboard(std::string_view query) {
    if (is_latin(query)) {
        auto korean = typed_in_korean(query);
        return korean ? std::vector<Retyped>{{*std::move(korean), kKorean}} : std::vector<Retyped>{};
    }
    std::string latin = has_hangul(query) ? keys_of(query) : std::string();
    std::transform(latin.begin(), latin.end(), latin.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    if (!is_latin(latin)) {
        return {};
    }
    return {{std::move(latin), has_stray_jamo(query) ? kLatinOfJamo : kLatin}};
}

void by_rewriting(const Catalog& catalog, std::string_view query, Readings& readings) {
    std::vector<std::string> telling = telling_words(catalog, query);
    if (telling.size() == 1) {
        readings.push_back({ReadingKind::rewritten, {telling.front()}, kBare, kWhole | kBeginning});
        add_rests(catalog, telling.front(), ReadingKind::rewritten, kEnding, readings);
        add_sounding(catalog, telling.front(), readings);
    } else if (!telling.empty()) {
        add_phrases(catalog, telling, readings);
        for (std::string& word : telling) {
            word = known_form(catalog, word);
        }
        readings.push_back({ReadingKind::words, std::move(telling), kTellingWords, kWhole | kStem});
        add_rests(catalog, query, ReadingKind::rewritten, kEnding, readings);
    }
    add_set_phrases(catalog, query, readings);
    for (const Retyped& retyped : other_keyboard(query)) {
        const bool beginning = retyped.weight > kLatin && utf8_length(retyped.text) > 1;
        const Ways ways = static_cast<Ways>(kWhole | kStem | (beginning ? kBeginning : 0));
        readings.push_back({ReadingKind::layout, {retyped.text}, retyped.weight, ways});
        add_rests(catalog, retyped.text, ReadingKind::layout, retyped.weight * kEnding, readings);
    }
}

}  // namespace search
