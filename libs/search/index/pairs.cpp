#include "libs/search/index/pairs.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "libs/search/text/utf8.hpp"

namespace search {
namespace {

// A pair takes 2 x 21 bits above the term's: room for four million terms.
constexpr int kLetterBits = 21;
constexpr int kTermBits = 22;
constexpr std::uint64_t kTermMask = (std::uint64_t{1} << kTermBits) - 1;

// The pairs of a word, each shifted to its place in an entry; distinct and sorted.
std::vector<std::uint64_t> pairs_of(std::string_view key) {
    std::vector<std::uint64_t> pairs;
    std::uint64_t before = 0;
    const auto add = [&](std::uint64_t letter) {
        pairs.push_back(((before << kLetterBits) | letter) << kTermBits);
        before = letter;
    };
    Utf8Reader reader(key);
    while (const auto c = reader.next()) {
        add(*c);
    }
    add(0);
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
}

// With a letter on either side: not one of a word's ends.
bool is_inner(std::uint64_t pair) {
    const std::uint64_t letters = pair >> kTermBits;
    return letters >> kLetterBits != 0 && (letters & ((1U << kLetterBits) - 1)) != 0;
}

bool is_whole(const Posting& posting) {
    return posting.field != Field::label_word && posting.field != Field::tag_word;
}

bool is_whole_somewhere(const Terms& terms, TermId term) {
    const auto postings = terms.postings(term);
    return std::any_of(postings.begin(), postings.end(), is_whole);
}

}  // namespace

Pairs::Pairs(const Terms& terms, std::size_t few) {
    if (terms.size() <= few) {
        return;
    }
    const std::size_t count = std::min<std::size_t>(terms.size(), kTermMask + 1);
    for (TermId term = 0; term < count; ++term) {
        if (is_whole_somewhere(terms, term)) {
            for (const std::uint64_t pair : pairs_of(terms.text(term))) {
                entries_.push_back(pair | term);
            }
        }
    }
    std::sort(entries_.begin(), entries_.end());
    entries_.shrink_to_fit();
}

Pairs::Entries Pairs::entries_of(std::uint64_t pair) const {
    const auto first = std::lower_bound(entries_.begin(), entries_.end(), pair);
    const auto last = std::upper_bound(first, entries_.end(), pair | kTermMask);
    return {first, last};
}

std::vector<TermId> Pairs::containing(const Terms& terms, std::string_view part) const {
    if (entries_.empty()) {
        return containing_by_scan(terms, part);
    }
    std::optional<Entries> rarest;
    for (const std::uint64_t pair : pairs_of(part)) {
        if (is_inner(pair)) {
            const Entries entries = entries_of(pair);
            rarest = rarest && rarest->size() <= entries.size() ? *rarest : entries;
        }
    }
    std::vector<TermId> found;
    for (const std::uint64_t entry : rarest.value_or(Entries{})) {
        const auto term = static_cast<TermId>(entry & kTermMask);
        if (terms.text(term).find(part) != std::string_view::npos) {
            found.push_back(term);
        }
    }
    return found;
}

// Few terms are read through in less time than a large index answers.
std::vector<TermId> Pairs::containing_by_scan(const Terms& terms, std::string_view part) {
    std::vector<TermId> found;
    if (utf8_length(part) < 2) {
        return found;
    }
    for (TermId term = 0; term < terms.size(); ++term) {
        if (terms.text(term).find(part) != std::string_view::npos &&
            is_whole_somewhere(terms, term)) {
            found.push_back(term);
        }
    }
    return found;
}

// How many pairs the terms have in common with `asked`; terms with none are left out.
std::unordered_map<TermId, unsigned> Pairs::common_with(const Terms& terms,
                                                        const std::vector<std::uint64_t>& asked) const {
    std::unordered_map<TermId, unsigned> common;
    if (!entries_.empty()) {
        for (const std::uint64_t pair : asked) {
            for (const std::uint64_t entry : entries_of(pair)) {
                ++common[static_cast<TermId>(entry & kTermMask)];
            }
        }
        return common;
    }
    for (TermId term = 0; term < terms.size(); ++term) {
        const std::vector<std::uint64_t> pairs = pairs_of(terms.text(term));
        const auto both = static_cast<unsigned>(std::count_if(
            pairs.begin(), pairs.end(),
            [&](std::uint64_t pair) { return std::binary_search(asked.begin(), asked.end(), pair); }));
        if (both > 0 && is_whole_somewhere(terms, term)) {
            common[term] = both;
        }
    }
    return common;
}

std::vector<Pairs::Alike> Pairs::alike(const Terms& terms, std::string_view key,
                                       double at_least) const {
    const std::vector<std::uint64_t> asked = pairs_of(key);
    std::vector<Alike> found;
    for (const auto& [term, count] : common_with(terms, asked)) {
        const std::size_t length = pairs_of(terms.text(term)).size();
        const double likeness = 2.0 * count / static_cast<double>(asked.size() + length);
        if (likeness >= at_least) {
            found.push_back({term, likeness});
        }
    }
    std::sort(found.begin(), found.end(), [](const Alike& a, const Alike& b) {
        return a.likeness != b.likeness ? a.likeness > b.likeness : a.term < b.term;
    });
    return found;
}

}  // namespace search
