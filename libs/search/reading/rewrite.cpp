#include "libs/search/reading/rewrite.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "libs/search/reading/endings.hpp"
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
constexpr double kTellingWords = 0.88;
constexpr double kKorean = 0.88;       // of a Latin text that becomes whole syllables
constexpr double kLatinOfJamo = 0.86;  // of a Korean text with single letters left
constexpr double kLatin = 0.7;         // of one without: half of all English words are syllables
constexpr const char* kPlainEnding = "다";  // a verb as dictionaries and the lexicon have it
constexpr std::size_t kMaxTelling = 6;
constexpr std::size_t kMaxRests = 3;

std::u32string code_points(std::string_view text) {
    std::u32string all;
    Utf8Reader reader(text);
    while (const auto c = reader.next()) {
        all += *c;
    }
    return all;
}

std::string utf8(std::u32string_view code_points) {
    std::string text;
    for (const char32_t c : code_points) {
        append_utf8(text, c);
    }
    return text;
}

bool is_decoration(char32_t c) {
    return c < 0x80 && std::isalnum(static_cast<int>(c)) == 0 && c != ' ' && c != '+' && c != '#';
}

// At most two of a letter in a row, tears in one spelling, no decoration.
std::u32string calmed(std::u32string_view text) {
    std::u32string calm;
    for (char32_t c : text) {
        c = c == U'ㅜ' ? U'ㅠ' : c;
        const bool third = calm.size() > 1 && calm.back() == c && calm[calm.size() - 2] == c;
        if (!third && !is_decoration(c)) {
            calm += c;
        }
    }
    return calm;
}

// "ㅊㅋㅊㅋ" is twice "ㅊㅋ"; the text itself if it repeats nothing.
std::u32string_view unit_of(std::u32string_view text) {
    for (std::size_t length = 1; length * 2 <= text.size(); ++length) {
        if (text.size() % length == 0 &&
            std::equal(text.begin() + static_cast<std::ptrdiff_t>(length), text.end(),
                       text.begin())) {
            return text.substr(0, length);
        }
    }
    return text;
}

// 피곤하다ㅠㅠ → 피곤하다, ㅠㅠ.
void split_at_jamo(std::u32string_view word, std::vector<std::string>& parts) {
    while (!word.empty()) {
        std::size_t end = 1;
        while (end < word.size() && is_jamo(word[end]) == is_jamo(word[0])) {
            ++end;
        }
        parts.push_back(utf8(word.substr(0, end)));
        word.remove_prefix(end);
    }
}

bool is_jamo_only(std::string_view word) { return is_jamo(Utf8Reader(word).next().value_or(0)); }

bool knows(const Catalog& catalog, std::string_view word) {
    return catalog.terms().find(match_key(word)).has_value();
}

// The word without its ending where the rest is known, although the whole may be known too.
std::string bare_form(const Catalog& catalog, const std::string& word) {
    const std::vector<std::string> rests = without_ending(catalog, word);
    return rests.empty() ? word : rests.front();
}

// The word as the catalogue knows it, or as it stands.
std::string known_form(const Catalog& catalog, const std::string& word) {
    return knows(catalog, word) ? word : bare_form(catalog, word);
}

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

}  // namespace

void by_repeats(std::string_view query, Readings& readings) {
    const std::u32string typed = code_points(query);
    const std::u32string calm = calmed(typed);
    if (calm.empty()) {
        return;
    }
    if (calm != typed) {
        readings.push_back({ReadingKind::rewritten, {utf8(calm)}, kRepeats, kWhole});
    }
    if (const auto unit = unit_of(calm); unit.size() < calm.size()) {
        readings.push_back({ReadingKind::rewritten, {utf8(unit)}, kUnit, kWhole});
    }
}

std::vector<std::string> telling_words(const Catalog& catalog, std::string_view query) {
    std::vector<std::string> parts;
    for (const std::string& word : words_of(utf8(calmed(code_points(query))))) {
        split_at_jamo(code_points(word), parts);
    }
    std::vector<std::string> telling;
    for (const bool jamo : {false, true}) {
        for (const std::string& part : parts) {
            if (is_jamo_only(part) == jamo && telling.size() < kMaxTelling &&
                !catalog.is_filler(match_key(part))) {
                telling.push_back(part);
            }
        }
        if (!telling.empty()) {
            break;
        }
    }
    return telling;
}

std::vector<std::string> without_ending(const Catalog& catalog, std::string_view word) {
    std::vector<std::string> rests;
    const std::string keys = has_hangul(word) ? keys_of(match_key(word)) : std::string();
    for (const std::string& ending : endings()) {
        if (keys.size() < ending.size() + 2 || !keys.ends_with(ending)) {
            continue;
        }
        const auto rest = typed_in_korean(std::string_view(keys).substr(0, keys.size() - ending.size()));
        if (rest && knows(catalog, *rest)) {
            rests.push_back(*rest);
        } else if (rest && knows(catalog, *rest + kPlainEnding)) {
            rests.push_back(*rest + kPlainEnding);
        }
    }
    std::sort(rests.begin(), rests.end(), [](const std::string& a, const std::string& b) {
        return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    rests.erase(std::unique(rests.begin(), rests.end()), rests.end());
    rests.resize(std::min(rests.size(), kMaxRests));
    return rests;
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
    } else if (!telling.empty()) {
        add_phrases(catalog, telling, readings);
        for (std::string& word : telling) {
            word = known_form(catalog, word);
        }
        readings.push_back({ReadingKind::words, std::move(telling), kTellingWords, kWhole | kStem});
        add_rests(catalog, query, ReadingKind::rewritten, kEnding, readings);
    }
    for (const Retyped& retyped : other_keyboard(query)) {
        const bool beginning = retyped.weight > kLatin && utf8_length(retyped.text) > 1;
        const Ways ways = static_cast<Ways>(kWhole | kStem | (beginning ? kBeginning : 0));
        readings.push_back({ReadingKind::layout, {retyped.text}, retyped.weight, ways});
        add_rests(catalog, retyped.text, ReadingKind::layout, retyped.weight * kEnding, readings);
    }
}

}  // namespace search
