#include "libs/search/find.hpp"

#include <algorithm>
#include <utility>

#include "libs/search/match/matchers.hpp"
#include "libs/search/match/ranking.hpp"
#include "libs/search/match/suggestions.hpp"
#include "libs/search/reading/readings.hpp"
#include "libs/search/why.hpp"

namespace search {
namespace {

constexpr std::size_t kSuggestions = 3;

// Both are by sticker; what is in both, with the mean of the two scores (`words` so far, and one).
std::vector<Match> in_both(const std::vector<Match>& a, const std::vector<Match>& b, double words) {
    std::vector<Match> both;
    for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
        if (i->sticker == j->sticker) {
            Match match = i->score >= j->score ? *i : *j;
            match.score = (i->score * words + j->score) / (words + 1);
            both.push_back(match);
            ++i;
            ++j;
        } else {
            i->sticker < j->sticker ? ++i : ++j;
        }
    }
    return both;
}

std::vector<Match> matches_of_all(const Catalog& catalog, Language language, const Reading& reading) {
    std::vector<Match> all = matches_of(catalog, language, Word(reading.words.front()));
    for (std::size_t i = 1; i < reading.words.size() && !all.empty(); ++i) {
        all = in_both(all, matches_of(catalog, language, Word(reading.words[i])),
                      static_cast<double>(i));
    }
    return all;
}

std::vector<Candidate> candidates_of(const Catalog& catalog, Language language,
                                     const std::vector<Reading>& readings) {
    std::vector<Candidate> candidates;
    for (std::uint32_t number = 0; number < readings.size(); ++number) {
        for (Match& match : matches_of_all(catalog, language, readings[number])) {
            match.score *= readings[number].weight;
            candidates.push_back({match, number});
        }
    }
    return candidates;
}

}  // namespace

Found find(const Catalog& catalog, const Query& query) {
    Found found;
    const std::string text = normalise(query.text);
    if (text.empty()) {
        return found;
    }
    const std::vector<Reading> readings = readings_of(catalog, query.language, text);
    const std::vector<Candidate> all =
        ranked(catalog, candidates_of(catalog, query.language, readings), query.shuffle);
    found.total = all.size();
    if (all.empty()) {
        found.suggestions = near_words(catalog, query.language, text, kSuggestions);
    }
    const std::size_t first = std::min(query.offset, all.size());
    const std::size_t count = std::min(query.limit, all.size() - first);
    for (std::size_t i = first; i < first + count; ++i) {
        const Match& match = all[i].match;
        const Reading& reading = readings[all[i].reading];
        found.hits.push_back({&catalog.sticker(match.sticker), match.score,
                              why(catalog, query.language, text, reading, match)});
    }
    return found;
}

}  // namespace search
