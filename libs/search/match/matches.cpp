#include "libs/search/match/matches.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "libs/search/text/utf8.hpp"

namespace search {
namespace {

// A one-letter query at a million stickers must not visit them all.
constexpr std::size_t kMaxMatches = 8'000;

// The weights of the fields and languages: a label counts a little more than a tag, a word in it a
// little less than the whole, the member's own language before the others.
constexpr double kLabel = 1.08;
constexpr double kWord = 0.9;
constexpr double kOtherLanguageWhole = 0.95;
constexpr double kOtherLanguage = 0.8;
// A saying of the lexicon: chosen by a person, its emoji in the order of fitting.
// The steps are wider than what a pack's preference and popularity can turn round.
constexpr std::array<double, 8> kSaying{1.3, 1.16, 1.08, 1.02, 0.98, 0.95, 0.92, 0.9};
// Initials mean a word that the packs know too (축하) sooner than one that only is said (귀여워).
constexpr double kNamingInitials = 0.92;
constexpr double kSaidInitials = 0.82;
constexpr double kOtherInitials = 0.62;
// One word of several is seldom what initials mean.
constexpr double kInitialsOfPart = 0.85;
// From four letters on initials say what they mean.
constexpr std::size_t kClearInitials = 4;
// Of two lines that initials may mean, the earlier one; of many words, the one that stands first.
constexpr double kLaterLine = 0.06;
constexpr double kNextUsual = 0.012;
constexpr double kRareWord = 0.15;
// Per doubling of the stickers that carry a tag: "face" says little.
constexpr double kCommonTag = 0.02;
// Each further match of the same sticker, and all of them together.
constexpr double kFurther = 0.05;
constexpr double kFurtherMax = 0.05;

}  // namespace

void Matches::add_named(std::uint32_t sticker, double score, Reason reason) {
    found_.push_back({sticker, score, reason, {sticker, 0, Field::label, language_}, 0});
}

bool Matches::add_term(TermId term, double score, Reason reason) {
    const auto postings = catalog_->terms().postings(term);
    for (const Posting& posting : postings) {
        if (found_.size() >= kMaxMatches) {
            return false;
        }
        if (!catalog_->sticker(posting.sticker).hidden) {
            const double weighed = score * weight(posting, term, reason);
            found_.push_back({posting.sticker, weighed, reason, posting, term});
        }
    }
    return true;
}

double Matches::saying_weight(const Posting& posting, TermId term, Reason reason) const {
    const std::size_t place = catalog_->place_in_saying(posting);
    const double weight = kSaying[std::min(place, kSaying.size() - 1)];
    if (reason != Reason::initials) {
        return weight;
    }
    if (utf8_length(catalog_->terms().text(term)) >= kClearInitials) {
        return weight * usual_word(posting, term);
    }
    // Few know 통곡 by its initials; the word that names the line they may.
    if (catalog_->terms().text(term) != catalog_->words_at(posting)) {
        return weight * kOtherInitials;
    }
    // Sayings are indexed behind labels and tags.
    const bool in_packs = catalog_->terms().postings(term).front().field != Field::saying;
    const auto lines = static_cast<double>(catalog_->lexicon().sayings.size());
    const double later = kLaterLine * static_cast<double>(posting.place) / lines;
    return weight * (in_packs ? kNamingInitials : kSaidInitials) * (1 - later);
}

// The words of a line come from the usual to the rare.
double Matches::usual_word(const Posting& posting, TermId term) const {
    const std::string_view text = catalog_->terms().text(term);
    const auto& words = catalog_->lexicon().sayings[posting.place].words;
    const auto found = std::find(words.begin(), words.end(), text);
    const auto place = static_cast<double>(found - words.begin());
    return 1 - std::min(kRareWord, kNextUsual * place);
}

double Matches::weight(const Posting& posting, TermId term, Reason reason) const {
    const double other = reason == Reason::exact ? kOtherLanguageWhole : kOtherLanguage;
    const bool part = posting.field == Field::label_word || posting.field == Field::tag_word;
    const double weight = (posting.language == language_ ? 1 : other) *
                          (part && reason == Reason::initials ? kInitialsOfPart : 1);
    switch (posting.field) {
        case Field::label: return weight * kLabel;
        case Field::label_word: return weight * kLabel * kWord;
        case Field::saying: return weight * saying_weight(posting, term, reason);
        case Field::tag:
        case Field::tag_word: break;
    }
    const auto carriers = static_cast<double>(catalog_->terms().postings(term).size());
    const double rare = std::max(0.5, 1 - kCommonTag * std::log2(carriers));
    return weight * rare * (posting.field == Field::tag_word ? kWord : 1);
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
