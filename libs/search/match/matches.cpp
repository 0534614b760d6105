#include "libs/search/match/matches.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace search {
namespace {

// A one-letter query at a million stickers must not visit them all.
constexpr std::size_t kMaxMatches = 20'000;

// The weights of the fields and languages: a label counts a little more than a tag, a word in it a
// little less than the whole, the member's own language before the others.
constexpr double kLabel = 1.08;
constexpr double kWord = 0.9;
constexpr double kOtherLanguage = 0.8;
// Per doubling of the stickers that carry a tag: "face" says little.
constexpr double kCommonTag = 0.02;
// Each further match of the same sticker, and all of them together.
constexpr double kFurther = 0.05;
constexpr double kFurtherMax = 0.1;

}  // namespace

void Matches::add_named(std::uint32_t sticker, double score, Reason reason) {
    found_.push_back({sticker, score, reason, {sticker, 0, Field::label, language_}});
}

bool Matches::add_term(TermId term, double score, Reason reason) {
    const auto postings = catalog_->terms().postings(term);
    for (const Posting& posting : postings) {
        if (found_.size() >= kMaxMatches) {
            return false;
        }
        if (!catalog_->sticker(posting.sticker).hidden) {
            const double weighed = score * weight(posting, postings.size());
            found_.push_back({posting.sticker, weighed, reason, posting});
        }
    }
    return true;
}

double Matches::weight(const Posting& posting, std::size_t carriers) const {
    double weight = posting.language == language_ ? 1 : kOtherLanguage;
    if (posting.field == Field::label || posting.field == Field::label_word) {
        weight *= kLabel;
    } else {
        weight *= std::max(0.5, 1 - kCommonTag * std::log2(static_cast<double>(carriers)));
    }
    if (posting.field == Field::label_word || posting.field == Field::tag_word) {
        weight *= kWord;
    }
    return weight;
}

std::vector<Match> Matches::folded() && {
    std::stable_sort(found_.begin(), found_.end(), [](const Match& a, const Match& b) {
        return a.sticker != b.sticker ? a.sticker < b.sticker : a.score > b.score;
    });
    std::vector<Match> folded;
    double further = 0;
    for (const Match& match : found_) {
        if (folded.empty() || folded.back().sticker != match.sticker) {
            folded.push_back(match);
            further = 0;
            continue;
        }
        const double more = std::min(kFurther * match.score, kFurtherMax - further);
        further += more;
        folded.back().score += more;
    }
    return folded;
}

}  // namespace search
