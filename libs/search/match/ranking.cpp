#include "libs/search/match/ranking.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>
#include <utility>

#include "libs/search/text/hash.hpp"

namespace search {
namespace {

constexpr double kRounding = 10'000;
// A band is this part of the best score wide.
constexpr double kBand = 0.1;
// A gendered emoji stands behind its neutral one unless it is clearly meant.
constexpr double kGendered = 0.93;

void weigh(const Catalog& catalog, std::vector<Candidate>& candidates) {
    for (Candidate& candidate : candidates) {
        Match& match = candidate.match;
        const Sticker& sticker = catalog.sticker(match.sticker);
        match.score *= sticker.preference * (sticker.concept_code.empty() ? 1 : kGendered);
        match.score = std::round(match.score * kRounding) / kRounding;
    }
}

bool before(const Candidate& a, const Candidate& b) {
    return a.match.score != b.match.score ? a.match.score > b.match.score
                                          : a.match.sticker < b.match.sticker;
}

// Keeps the best of each sticker; the order stays.
void drop_repeats(std::vector<Candidate>& candidates) {
    std::unordered_set<std::uint32_t> seen;
    const auto repeats = [&](const Candidate& c) { return !seen.insert(c.match.sticker).second; };
    std::erase_if(candidates, repeats);
}

void shuffle_bands(const Catalog& catalog, std::vector<Candidate>& candidates,
                   std::uint64_t shuffle) {
    using Key = std::pair<int, std::uint64_t>;
    std::vector<std::pair<Key, Candidate>> keyed;
    const double best = candidates.front().match.score;
    for (const Candidate& candidate : candidates) {
        const int band = static_cast<int>((best - candidate.match.score) / (kBand * best));
        const auto& id = catalog.sticker(candidate.match.sticker).id;
        keyed.push_back({{band, fnv1a(id, shuffle * kFnvStart)}, candidate});
    }
    std::stable_sort(keyed.begin(), keyed.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::transform(keyed.begin(), keyed.end(), candidates.begin(),
                   [](const auto& entry) { return entry.second; });
}

}  // namespace

std::vector<Candidate> ranked(const Catalog& catalog, std::vector<Candidate> candidates,
                              std::uint64_t shuffle) {
    if (candidates.empty()) {
        return candidates;
    }
    weigh(catalog, candidates);
    std::sort(candidates.begin(), candidates.end(), before);
    drop_repeats(candidates);
    std::unordered_set<std::uint32_t> subjects;
    std::unordered_set<std::uint32_t> leaders;
    for (const Candidate& candidate : candidates) {
        if (subjects.insert(catalog.subject(candidate.match.sticker)).second) {
            leaders.insert(candidate.match.sticker);
        }
    }
    if (shuffle != 0) {
        shuffle_bands(catalog, candidates, shuffle);
    }
    std::stable_partition(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
        return leaders.contains(candidate.match.sticker);
    });
    return candidates;
}

}  // namespace search
