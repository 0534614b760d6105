#include "libs/search/reading/known.hpp"

#include <algorithm>
#include <utility>

#include "libs/search/index/near.hpp"
#include "libs/search/korean/endings.hpp"
#include "libs/search/korean/stems.hpp"
#include "libs/search/text/hangul.hpp"
#include "libs/search/text/key.hpp"
#include "libs/search/korean/spoken.hpp"
#include "libs/search/text/utf8.hpp"

namespace search {
namespace {

constexpr const char* kPlainEnding = "다";  // a verb as dictionaries and the lexicon have it
constexpr std::size_t kMaxRests = 3;
constexpr std::size_t kMaxPlainForms = 2;
constexpr std::size_t kLongPlainForm = 3;  // syllables: a slip in a shorter one may mean anything
constexpr std::size_t kShortestSound = 4;
constexpr std::size_t kMaxSounding = 2;
constexpr double kFarthestSound = 6;  // slips: by then the ear has heard something else

struct Rest {
    std::size_t kept;  // keys of the word
    bool verb;
    std::string text;
};

// Rests that are words first come before verbs that kept as much.
std::vector<std::string> longest_of(std::vector<Rest> rests) {
    std::stable_sort(rests.begin(), rests.end(), [](const Rest& a, const Rest& b) {
        return a.kept != b.kept ? a.kept > b.kept : a.verb < b.verb;
    });
    const auto noun = std::find_if(rests.begin(), rests.end(), [](const Rest& r) { return !r.verb; });
    const std::size_t sure = noun == rests.end() ? 0 : noun->kept;
    std::vector<std::string> texts;
    for (Rest& rest : rests) {
        const bool doubtful = rest.verb && rest.kept <= sure;  // 집으로 is no 지워
        if (!doubtful && texts.size() < kMaxRests &&
            std::find(texts.begin(), texts.end(), rest.text) == texts.end()) {
            texts.push_back(std::move(rest.text));
        }
    }
    return texts;
}

void add_verbs(const Catalog& catalog, std::string_view word, std::vector<Rest>& rests) {
    const std::string key = match_key(word);
    for (const std::string& stem : stems_of_typed(word)) {
        for (const TermId term : catalog.spellings().verbs.equal(stem)) {
            const std::string_view there = catalog.terms().text(term);
            if (there != key) {
                rests.push_back({stem.size(), true, std::string(there)});
            }
        }
    }
}

using Sounding = std::vector<std::pair<double, std::string>>;

void add_sounds(const Catalog& catalog, std::string_view word, std::string_view sound,
                Sounding& found) {
    const std::string keys = keys_of(word);
    for (const TermId term : catalog.spellings().spoken.equal(sound)) {
        const std::string there(catalog.terms().text(term));
        const std::string known = keys_of(there);
        const std::string_view part = std::string_view(keys).substr(0, known.size());
        const double apart = slips(part, known, kFarthestSound);
        if (apart <= kFarthestSound && there != word) {
            found.emplace_back(apart - (is_saying(catalog, there) ? 1 : 0), there);
        }
    }
}

}  // namespace

bool knows(const Catalog& catalog, std::string_view word) {
    return catalog.terms().find(match_key(word)).has_value();
}

bool is_saying(const Catalog& catalog, std::string_view word) {
    const auto term = catalog.terms().find(match_key(word));
    if (!term) {
        return false;
    }
    const auto postings = catalog.terms().postings(*term);
    return std::any_of(postings.begin(), postings.end(),
                       [](const Posting& posting) { return posting.field == Field::saying; });
}

std::vector<std::string> without_ending(const Catalog& catalog, std::string_view word) {
    if (!has_hangul(word)) {
        return {};
    }
    std::vector<Rest> rests;
    const std::vector<std::string> bases = bases_of_typed(word);
    for (std::size_t i = 1; i < bases.size(); ++i) {
        auto rest = bases[i].size() < 2 ? std::nullopt : typed_in_korean(bases[i]);
        if (rest && catalog.terms().find(*rest)) {
            rests.push_back({bases[i].size(), false, *std::move(rest)});
        }
    }
    add_verbs(catalog, word, rests);
    return longest_of(std::move(rests));
}

std::vector<std::string> sounding_like(const Catalog& catalog, std::string_view word) {
    const std::string key = match_key(word);
    const std::string sound = spoken(key);
    Sounding found;
    if (sound.size() >= kShortestSound) {
        add_sounds(catalog, key, sound, found);
    }
    for (std::size_t length = sound.size(); found.empty() && length-- > kShortestSound;) {
        const std::string_view all(sound);
        if (is_spoken_ending(all.substr(length))) {
            add_sounds(catalog, key, all.substr(0, length), found);
        }
    }
    std::sort(found.begin(), found.end());
    std::vector<std::string> words;
    for (auto& [apart, there] : found) {
        if (words.size() < kMaxSounding) {
            words.push_back(std::move(there));
        }
    }
    return words;
}

std::vector<std::string> plain_forms(std::string_view word) {
    std::vector<std::string> forms;
    const std::vector<std::string> bases = bases_of_typed(word);
    for (std::size_t i = 1; i < bases.size(); ++i) {
        auto rest = typed_in_korean(bases[i]);
        if (rest && utf8_length(*rest) + 1 >= kLongPlainForm) {
            forms.push_back(*std::move(rest) + kPlainEnding);
        }
    }
    std::sort(forms.begin(), forms.end(), [](const std::string& a, const std::string& b) {
        return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
    forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
    forms.resize(std::min(forms.size(), kMaxPlainForms));
    return forms;
}

std::string bare_form(const Catalog& catalog, const std::string& word) {
    const std::vector<std::string> rests = without_ending(catalog, word);
    return rests.empty() ? word : rests.front();
}

std::string known_form(const Catalog& catalog, const std::string& word) {
    const std::string bare = bare_form(catalog, word);
    const bool said = !is_saying(catalog, word) && is_saying(catalog, bare);
    return knows(catalog, word) && !said ? word : bare;
}

bool only_colours(const Catalog& catalog, std::string_view word) {
    const std::string key = match_key(word);
    if (catalog.is_filler(key)) {
        return true;
    }
    if (!has_hangul(key) || catalog.terms().find(key)) {
        return false;
    }
    for (const std::string& stem : stems_of_typed(key)) {
        const auto rest = typed_in_korean(stem);
        if (rest && (catalog.is_filler(*rest + kPlainEnding) || catalog.is_filler(*rest))) {
            return true;
        }
    }
    return false;
}

}  // namespace search
