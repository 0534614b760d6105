#include "libs/search/match/ranking.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <unordered_map>
#include <utility>

#include "libs/search/match/diversity.hpp"
#include "libs/search/text/hash.hpp"

namespace search {
namespace {

constexpr double kRounding = 10'000;
// A band is this part of the best score wide.
constexpr double kBand = 0.1;
// A gendered emoji stands behind its neutral one unless it is clearly meant.
constexpr double kGendered = 0.93;
// The emoji used most, over one that is used rarely.
constexpr double kPopular = 0.04;
// Per doubling of the uses, and for a favourite; together at most kMostLiked.
constexpr double kTeamUse = 0.15;
constexpr double kMyUse = 0.25;
constexpr double kFavourite = 0.3;
constexpr double kMostLiked = 2.5;
// The same sticker found by several words of a rescue.
constexpr double kAgain = 0.05;

const Sticker& sticker_of(const Candidate& candidate) {
    return candidate.home->sticker(candidate.match.sticker);
}

// How much a team and a member like their stickers; 0 for those that are hidden.
class Liking {
public:
    explicit Liking(const Overlay* overlay) {
        if (overlay == nullptr) {
            return;
        }
        for (const auto& [id, use] : overlay->uses) {
            add(id, kTeamUse * std::log2(1 + std::max(0.0, use.team)) +
                        kMyUse * std::log2(1 + std::max(0.0, use.mine)));
        }
        for (const std::string& id : overlay->favourites) {
            add(id, kFavourite);
        }
        for (const std::string& id : overlay->hidden) {
            factors_[id] = 0;
        }
    }
    double of(const Sticker& sticker) const {
        const auto found = factors_.empty() ? factors_.end() : factors_.find(sticker.id);
        return found == factors_.end() ? 1 : found->second;
    }

private:
    void add(const std::string& id, double liking) {
        double& factor = factors_.try_emplace(id, 1.0).first->second;
        factor = std::min(kMostLiked, factor + liking);
    }

    std::unordered_map<std::string_view, double> factors_;  // views into the overlay
};

void weigh(const Liking& liking, std::vector<Candidate>& candidates) {
    for (Candidate& candidate : candidates) {
        Match& match = candidate.match;
        const Sticker& sticker = sticker_of(candidate);
        match.score *= sticker.preference * liking.of(sticker) *
                       (sticker.concept_code.empty() ? 1 : kGendered) *
                       (1 + kPopular * candidate.home->popularity(match.sticker));
        match.score = std::round(match.score * kRounding) / kRounding;
    }
    std::erase_if(candidates, [](const Candidate& c) { return c.match.score <= 0; });
}

bool before(const Candidate& a, const Candidate& b) {
    return a.match.score != b.match.score       ? a.match.score > b.match.score
           : a.match.sticker != b.match.sticker ? a.match.sticker < b.match.sticker
                                                : a.reading < b.reading;
}

bool before_by_sticker(const Candidate& a, const Candidate& b) {
    return a.home != b.home                     ? std::less<>{}(a.home, b.home)
           : a.match.sticker != b.match.sticker ? a.match.sticker < b.match.sticker
                                                : before(a, b);
}

// Keeps the best of each sticker, a little better for every reading that found it too.
void drop_repeats(std::vector<Candidate>& candidates) {
    std::sort(candidates.begin(), candidates.end(), before_by_sticker);
    std::size_t kept = 0;
    for (const Candidate& candidate : candidates) {
        Candidate& last = candidates[kept == 0 ? 0 : kept - 1];
        if (kept == 0 || last.home != candidate.home ||
            last.match.sticker != candidate.match.sticker) {
            candidates[kept++] = candidate;
        } else if (last.reading != candidate.reading) {
            last.match.score += std::round(kAgain * candidate.match.score * kRounding) / kRounding;
        }
    }
    candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(kept), candidates.end());
    std::sort(candidates.begin(), candidates.end(), before);
}

// Marks the first of every subject; says how many there are.
std::size_t mark_leaders(std::vector<Candidate>& candidates) {
    std::set<std::pair<const Catalog*, std::uint32_t>> subjects;
    for (Candidate& candidate : candidates) {
        const std::uint32_t subject = candidate.home->subject(candidate.match.sticker);
        candidate.leads = subjects.insert({candidate.home, subject}).second;
    }
    return subjects.size();
}

void shuffle_bands(std::vector<Candidate>& candidates, std::uint64_t shuffle) {
    using Key = std::pair<int, std::uint64_t>;
    std::vector<std::pair<Key, Candidate>> keyed;
    const double best = candidates.front().match.score;
    for (const Candidate& candidate : candidates) {
        const int band = static_cast<int>((best - candidate.match.score) / (kBand * best));
        keyed.push_back({{band, fnv1a(sticker_of(candidate).id, shuffle * kFnvStart)}, candidate});
    }
    std::stable_sort(keyed.begin(), keyed.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::transform(keyed.begin(), keyed.end(), candidates.begin(),
                   [](const auto& entry) { return entry.second; });
}

}  // namespace

std::vector<Candidate> ranked(std::vector<Candidate> candidates, const Overlay* overlay,
                              std::uint64_t shuffle) {
    weigh(Liking(overlay), candidates);
    if (candidates.empty()) {
        return candidates;
    }
    drop_repeats(candidates);
    const std::size_t leaders = mark_leaders(candidates);
    if (shuffle != 0) {
        shuffle_bands(candidates, shuffle);
    }
    std::stable_partition(candidates.begin(), candidates.end(),
                          [](const Candidate& candidate) { return candidate.leads; });
    if (shuffle == 0) {
        spread(candidates, leaders);
    }
    return candidates;
}

}  // namespace search
