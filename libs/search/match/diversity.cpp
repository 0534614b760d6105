#include "libs/search/match/diversity.hpp"

#include <algorithm>
#include <string>

namespace search {
namespace {

// A share of common English tags that makes two stickers alike.
constexpr double kCommonTags = 0.6;
// How much worse, as a part of the score, what comes earlier may fit.
constexpr double kNearlyAsWell = 0.85;
constexpr std::size_t kLookedAt = 24;

bool alike(const Candidate& a, const Candidate& b) {
    const auto& one = a.home->sticker(a.match.sticker).tags.en;
    const auto& other = b.home->sticker(b.match.sticker).tags.en;
    const auto common = std::count_if(one.begin(), one.end(), [&](const std::string& tag) {
        return std::find(other.begin(), other.end(), tag) != other.end();
    });
    const auto all = one.size() + other.size() - static_cast<std::size_t>(common);
    return all > 0 && static_cast<double>(common) >= kCommonTags * static_cast<double>(all);
}

std::size_t alikes_before(const std::vector<Candidate>& candidates, std::size_t place,
                          const Candidate& candidate) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < place; ++i) {
        count += alike(candidates[i], candidate) ? 1 : 0;
    }
    return count;
}

}  // namespace

void spread(std::vector<Candidate>& candidates, std::size_t count) {
    for (std::size_t place = kAlike; place < std::min(kDiverse, count); ++place) {
        const double least = kNearlyAsWell * candidates[place].match.score;
        for (std::size_t other = place; other < std::min(place + kLookedAt, count); ++other) {
            if (candidates[other].match.score < least) {
                break;
            }
            if (alikes_before(candidates, place, candidates[other]) < kAlike) {
                const auto first = candidates.begin() + static_cast<std::ptrdiff_t>(place);
                const auto chosen = candidates.begin() + static_cast<std::ptrdiff_t>(other);
                std::rotate(first, chosen, chosen + 1);
                break;
            }
        }
    }
}

}  // namespace search
