#include "libs/search/match/matchers.hpp"

#include <array>
#include <utility>

#include "libs/search/text/hangul.hpp"
#include "libs/search/text/key.hpp"
#include "libs/search/text/roman.hpp"
#include "libs/search/text/stem.hpp"
#include "libs/search/text/utf8.hpp"

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
constexpr double kPrefix = 0.64;
constexpr double kPrefixNearness = 0.2;  // for a prefix that is nearly the whole term
constexpr double kHalfSyllable = 0.02;
constexpr double kInside = 0.5;
constexpr double kInitialsWhole = 0.85;
constexpr double kInitialsBeginning = 0.75;
constexpr std::size_t kInitialsPrefix = 3;
constexpr std::size_t kInitialsTyped = 4;
constexpr double kSound = 0.84;
constexpr double kLooseSound = 0.8;
constexpr double kSoundBeginning = 0.62;
constexpr std::size_t kShortestSound = 3;
constexpr std::size_t kSoundPrefix = 6;
constexpr double kStemmed = 0.9;
constexpr double kSlipped = 0.74;
constexpr double kPerSlip = 0.12;

void by_id(const Catalog& catalog, const Word& word, Matches& matches) {
    if (const auto number = number_of(catalog, word.text)) {
        matches.add_named(*number, kId, Reason::id);
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

void by_whole(const Catalog& catalog, const Word& word, Matches& matches) {
    const Terms& terms = catalog.terms();
    if (const auto term = terms.find(word.key); term && !word.key.empty()) {
        matches.add_term(*term, kExact, Reason::exact);
    }
    const std::string raw = without_spaces(word.text);
    if (const auto term = terms.find(raw); term && raw != word.key) {
        matches.add_term(*term, kExact, Reason::exact);
    }
}

double prefix_score(std::size_t length, std::size_t whole) {
    return kPrefix + kPrefixNearness * static_cast<double>(length) / static_cast<double>(whole);
}

// By keys, so that 강앚 begins 강아지; a whole syllable is the better sign.
// A few initials begin too many abbreviations.
void by_keys(const Catalog& catalog, const Word& word, Matches& matches) {
    if (is_initials(word.key) && utf8_length(word.key) < kInitialsTyped) {
        return;
    }
    const Forms& forms = catalog.spellings().keys;
    const std::string keys = keys_of(word.key);
    bool more = true;
    for (const TermId& term : forms.starting_with(keys)) {
        const std::string_view there = catalog.terms().text(term);
        const double split = there.starts_with(word.key) ? 0 : kHalfSyllable;
        more = more && (there == word.key ||
                        matches.add_term(term, prefix_score(keys.size(), forms.length_of(&term)) - split,
                                         Reason::prefix));
    }
}

// Terms are sorted: the whole one, which is another matcher's, comes first.
void by_beginning(const Catalog& catalog, const Word& word, Matches& matches) {
    if (word.key.empty()) {
        return;
    }
    if (word.hangul) {
        return by_keys(catalog, word, matches);
    }
    const Terms& terms = catalog.terms();
    auto [term, last] = terms.starting_with(word.key);
    term += term != last && terms.text(term) == word.key ? 1 : 0;
    for (bool more = true; more && term != last; ++term) {
        more = matches.add_term(term, prefix_score(word.key.size(), terms.text(term).size()),
                                Reason::prefix);
    }
}

// ㅍㅈ may be many things: only the whole is looked for, beginnings from three letters on.
void by_initials(const Catalog& catalog, const Word& word, Matches& matches) {
    if (!is_initials(word.key)) {
        return;
    }
    const std::string initials = initials_of(word.key);
    const Forms& forms = catalog.spellings().initials;
    const bool beginnings = utf8_length(initials) >= kInitialsPrefix;
    const auto terms = beginnings ? forms.starting_with(initials) : forms.equal(initials);
    for (const TermId& term : terms) {
        const std::size_t whole = forms.length_of(&term);
        const bool equal = whole == initials.size();
        const double nearness = static_cast<double>(initials.size()) / static_cast<double>(whole);
        matches.add_term(term, equal ? kInitialsWhole : kInitialsBeginning * nearness,
                         Reason::initials);
    }
}

void by_sounds(const Catalog& catalog, const Word& word, Matches& matches) {
    if (word.key.size() < kShortestSound || !is_latin(word.key)) {
        return;
    }
    const Forms& forms = catalog.spellings().sounds;
    const std::string loose = loosened(word.key);
    for (const TermId& term : forms.equal(word.key)) {
        matches.add_term(term, kSound, Reason::sounds);
    }
    if (loose != word.key) {
        for (const TermId& term : forms.equal(loose)) {
            matches.add_term(term, kLooseSound, Reason::sounds);
        }
    }
    if (word.key.size() >= kSoundPrefix) {
        for (const TermId& term : forms.starting_with(loose)) {
            matches.add_term(term, kSoundBeginning, Reason::sounds);
        }
    }
}

void by_stem(const Catalog& catalog, const Word& word, Matches& matches) {
    for (const TermId& term : catalog.spellings().stems.equal(english_stem(word.key))) {
        if (catalog.terms().text(term) != word.key) {
            matches.add_term(term, kStemmed, Reason::stem);
        }
    }
}

void by_slips(const Catalog& catalog, const Word& word, Matches& matches) {
    const Spellings& spellings = catalog.spellings();
    const auto found = word.hangul ? spellings.near_korean.near(keys_of(word.key))
                                   : spellings.near_latin.near(word.key);
    for (const Near::Slip& slip : found) {
        matches.add_term(slip.term, kSlipped - kPerSlip * slip.distance, Reason::slip);
    }
}

// A single letter inside a term says too little; the sayings hold whole sentences, whose words say
// nothing of what they mean.
void by_part(const Catalog& catalog, const Word& word, Matches& matches) {
    for (const TermId term : catalog.pairs().containing(catalog.terms(), word.key)) {
        const bool only_said = catalog.terms().postings(term).front().field == Field::saying;
        if (!only_said && !catalog.terms().text(term).starts_with(word.key)) {
            matches.add_term(term, kInside, Reason::inside);
        }
    }
}

struct Matcher {
    Ways way;
    void (*run)(const Catalog&, const Word&, Matches&);
};
constexpr std::array<Matcher, 10> kMatchers{{{kNames, by_id},
                                            {kNames, by_emoji},
                                            {kNames, by_shortcode},
                                            {kWhole, by_whole},
                                            {kBeginning, by_beginning},
                                            {kInitials, by_initials},
                                            {kStem, by_stem},
                                            {kSounds, by_sounds},
                                            {kPart, by_part},
                                            {kSlips, by_slips}}};

}  // namespace

std::optional<std::uint32_t> number_of(const Catalog& catalog, std::string_view id) {
    const Sticker* sticker = catalog.by_id(id);
    return sticker == nullptr ? std::nullopt
                              : std::optional(static_cast<std::uint32_t>(sticker - &catalog.sticker(0)));
}

Word::Word(std::string_view normalised)
    : text(normalised), key(match_key(normalised)), hangul(has_hangul(key)) {}

std::vector<Match> matches_of(const Catalog& catalog, Language language, const Word& word, Ways ways) {
    Matches matches(catalog, language);
    for (const Matcher& matcher : kMatchers) {
        if ((matcher.way & ways) != 0) {
            matcher.run(catalog, word, matches);
        }
    }
    return std::move(matches).folded();
}

}  // namespace search
