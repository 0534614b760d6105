#include "libs/search/match/matchers.hpp"

#include <array>
#include <utility>

#include "libs/search/text/key.hpp"

namespace search {
namespace {

// By name, above every word; the place in a list of names counts a little.
constexpr double kId = 1.6;
constexpr double kEmoji = 1.5;
constexpr double kShortcode = 1.4;
constexpr double kBareShortcode = 0.97;
constexpr double kPlace = 0.02;
// By word.
constexpr double kExact = 1.0;
constexpr double kPrefix = 0.7;
constexpr double kPrefixNearness = 0.1;  // for a prefix that is nearly the whole term
constexpr double kInside = 0.5;

void by_id(const Catalog& catalog, const Word& word, Matches& matches) {
    if (const Sticker* sticker = catalog.by_id(word.text)) {
        matches.add_named(static_cast<std::uint32_t>(sticker - &catalog.sticker(0)), kId, Reason::id);
    }
}

void by_emoji(const Catalog& catalog, const Word& word, Matches& matches) {
    for (const std::uint32_t number : catalog.of_emoji(word.text)) {
        matches.add_named(number, kEmoji, Reason::emoji);
    }
}

// ":wave:", ":wave::skin-tone-2:" (so Slack writes a toned emoji), and "wave" at a lower score.
void by_shortcode(const Catalog& catalog, const Word& word, Matches& matches) {
    std::string_view name = word.text;
    double score = kBareShortcode;
    if (name.size() > 2 && name.front() == ':' && name.back() == ':') {
        name = name.substr(1, name.size() - 2);
        name = name.substr(0, name.find("::skin-tone-"));
        score = kShortcode;
    }
    for (const std::uint32_t number : catalog.of_shortcode(name)) {
        const auto& names = catalog.sticker(number).shortcodes;
        matches.add_named(number, names.front() == name ? score : score - kPlace, Reason::shortcode);
    }
}

// The whole term, then what begins with the word: terms are sorted, the whole one comes first.
void by_beginning(const Catalog& catalog, const Word& word, Matches& matches) {
    if (word.key.empty()) {
        return;
    }
    const Terms& terms = catalog.terms();
    auto [term, last] = terms.starting_with(word.key);
    if (term != last && terms.text(term) == word.key) {
        matches.add_term(term++, kExact, Reason::exact);
    }
    for (bool more = true; more && term != last; ++term) {
        const double nearness = static_cast<double>(word.key.size()) /
                                static_cast<double>(terms.text(term).size());
        more = matches.add_term(term, kPrefix + kPrefixNearness * nearness, Reason::prefix);
    }
}

// A single letter inside a term says too little.
void by_part(const Catalog& catalog, const Word& word, Matches& matches) {
    for (const TermId term : catalog.pairs().containing(catalog.terms(), word.key)) {
        if (!catalog.terms().text(term).starts_with(word.key)) {
            matches.add_term(term, kInside, Reason::inside);
        }
    }
}

using Matcher = void (*)(const Catalog&, const Word&, Matches&);
constexpr std::array<Matcher, 5> kMatchers{by_id, by_emoji, by_shortcode, by_beginning, by_part};

}  // namespace

Word::Word(std::string_view normalised) : text(normalised), key(match_key(normalised)) {}

std::vector<Match> matches_of(const Catalog& catalog, Language language, const Word& word) {
    Matches matches(catalog, language);
    for (const Matcher matcher : kMatchers) {
        matcher(catalog, word, matches);
    }
    return std::move(matches).folded();
}

}  // namespace search
