#include "libs/search/find.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "libs/search/match/matchers.hpp"
#include "libs/search/match/ranking.hpp"
#include "libs/search/match/suggestions.hpp"
#include "libs/search/reading/readings.hpp"
#include "libs/search/why.hpp"

namespace search {
namespace {

constexpr std::size_t kSuggestions = 3;
constexpr double kAlias = 1.45;
constexpr double kNextAlias = 0.02;
constexpr std::size_t kFewSubjects = 5;  // emoji: a first page
constexpr double kFill = 0.5;

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
    std::vector<Match> all =
        matches_of(catalog, language, Word(reading.words.front()), reading.ways);
    for (std::size_t i = 1; i < reading.words.size() && !all.empty(); ++i) {
        all = in_both(all, matches_of(catalog, language, Word(reading.words[i]), reading.ways),
                      static_cast<double>(i));
    }
    return all;
}

// A stage that finds something as good as this is the last one.
struct Step {
    Stage stage;
    double enough;
};
constexpr std::array<Step, 4> kSteps{{{Stage::literal, 0.82},
                                      {Stage::rewritten, 0.78},
                                      {Stage::guessed, 0.45},
                                      {Stage::rescued, 0}}};

// One search through the shared catalogue and what lies over it.
class Search {
public:
    Search(const Catalog& catalog, const Query& query)
        : language_(query.language), overlay_(query.overlay), homes_{&catalog} {
        if (overlay_ != nullptr && overlay_->own != nullptr) {
            homes_.push_back(overlay_->own.get());
        }
    }

    void run(std::string_view text) {
        read_alias(text);
        for (const Step& step : kSteps) {
            read_stage(text, step.stage, 1);
            if (best_ > 0 && best_ >= step.enough) {
                fill(text, step.stage);
                break;
            }
        }
    }

    std::vector<Candidate> take_candidates() { return std::move(candidates_); }
    const Reading& reading(std::uint32_t number) const { return readings_[number]; }

private:
    void read_stage(std::string_view text, Stage stage, double weight) {
        for (const Catalog* home : homes_) {
            read(*home, readings_of(*home, language_, text, stage), weight);
        }
    }

    // Few stickers carry all the words: behind them come those that carry some.
    void fill(std::string_view text, Stage stage) {
        if (stage != Stage::rescued && text.find(' ') != text.npos && has_few_subjects()) {
            read_stage(text, Stage::rescued, kFill);
        }
    }

    bool has_few_subjects() const {
        std::vector<std::pair<const Catalog*, std::uint32_t>> seen;
        for (const Candidate& candidate : candidates_) {
            const std::pair subject{candidate.home, candidate.home->subject(candidate.match.sticker)};
            if (std::find(seen.begin(), seen.end(), subject) == seen.end()) {
                seen.push_back(subject);
            }
            if (seen.size() >= kFewSubjects) {
                return false;
            }
        }
        return true;
    }

    void read(const Catalog& home, Readings readings, double weight) {
        for (Reading& reading : readings) {
            reading.weight *= weight;
            for (Match& match : matches_of_all(home, language_, reading)) {
                match.score *= reading.weight;
                add(home, match);
            }
            readings_.push_back(std::move(reading));
        }
    }

    void read_alias(std::string_view text) {
        if (overlay_ == nullptr) {
            return;
        }
        const auto found = overlay_->aliases.find(alias_key(text));
        if (found == overlay_->aliases.end()) {
            return;
        }
        double score = kAlias;
        for (const std::string& id : found->second) {
            for (const Catalog* home : homes_) {
                if (const auto number = number_of(*home, id)) {
                    add(*home, {*number, score, Reason::alias, {*number, 0, Field::label, language_}, 0});
                    score -= kNextAlias;
                }
            }
        }
        readings_.push_back({ReadingKind::typed, {std::string(text)}, 1, kNames});
    }

    void add(const Catalog& home, const Match& match) {
        best_ = std::max(best_, match.score);
        candidates_.push_back({&home, match, static_cast<std::uint32_t>(readings_.size()), false});
    }

    Language language_;
    const Overlay* overlay_;
    std::vector<const Catalog*> homes_;
    Readings readings_;
    std::vector<Candidate> candidates_;
    double best_ = 0;
};

std::string understood(const Candidate& first, const Reading& reading) {
    const bool guessed = reading.kind == ReadingKind::layout ||
                         reading.kind == ReadingKind::rescued ||
                         first.match.reason == Reason::slip;
    return !guessed ? std::string() : first.home->words_at(first.match.posting);
}

}  // namespace

Found find(const Catalog& catalog, const Query& query) {
    Found found;
    const std::string text = normalise(query.text);
    if (text.empty()) {
        return found;
    }
    Search search(catalog, query);
    search.run(text);
    const std::vector<Candidate> all =
        ranked(search.take_candidates(), query.overlay, query.shuffle);
    found.total = all.size();
    if (all.empty()) {
        found.suggestions = near_words(catalog, query.language, text, kSuggestions);
    } else {
        found.understood = understood(all.front(), search.reading(all.front().reading));
    }
    const std::size_t first = std::min(query.offset, all.size());
    const std::size_t count = std::min(query.limit, all.size() - first);
    for (std::size_t i = first; i < first + count; ++i) {
        const Match& match = all[i].match;
        found.hits.push_back({&all[i].home->sticker(match.sticker), match.score,
                              why(*all[i].home, query.language, text,
                                  search.reading(all[i].reading), match)});
    }
    return found;
}

}  // namespace search
