#include "libs/search/index/terms.hpp"

#include <algorithm>
#include <numeric>

namespace search {
namespace {

// Between two terms, for the eye of a debugger.
constexpr char kEnd = '\n';

}  // namespace

std::string_view Terms::text(TermId term) const {
    const std::uint32_t start = starts_[term];
    return std::string_view(text_).substr(start, starts_[term + 1] - start - 1);
}

std::span<const Posting> Terms::postings(TermId term) const {
    const std::uint32_t first = first_posting_[term];
    return std::span(postings_).subspan(first, first_posting_[term + 1] - first);
}

std::optional<TermId> Terms::find(std::string_view term) const {
    const auto [first, last] = starting_with(term);
    return first != last && text(first) == term ? std::optional(first) : std::nullopt;
}

std::pair<TermId, TermId> Terms::starting_with(std::string_view prefix) const {
    const auto bound = [&](auto goes_on) {
        TermId low = 0;
        TermId count = static_cast<TermId>(size());
        while (count > 0) {
            const TermId half = count / 2;
            if (goes_on(text(low + half))) {
                low += half + 1;
                count -= half + 1;
            } else {
                count = half;
            }
        }
        return low;
    };
    const TermId first = bound([&](std::string_view term) { return term < prefix; });
    const TermId last =
        bound([&](std::string_view term) { return term.substr(0, prefix.size()) <= prefix; });
    return {first, last};
}

void Terms::Builder::add(std::string_view term, const Posting& posting) {
    if (!term.empty()) {
        const auto number = static_cast<std::uint32_t>(numbers_.size());
        entries_.emplace_back(numbers_.try_emplace(std::string(term), number).first->second, posting);
    }
}

// rank[number]: the place of a term in byte order.
std::vector<TermId> Terms::Builder::ranks(const std::vector<const std::string*>& texts) const {
    std::vector<std::uint32_t> order(texts.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return *texts[a] < *texts[b]; });
    std::vector<TermId> ranks(texts.size());
    for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
        ranks[order[rank]] = rank;
    }
    return ranks;
}

Terms Terms::Builder::build() && {
    std::vector<const std::string*> texts(numbers_.size());
    for (const auto& [text, number] : numbers_) {
        texts[number] = &text;
    }
    const std::vector<TermId> rank = ranks(texts);
    std::vector<const std::string*> sorted(texts.size());
    for (std::size_t number = 0; number < texts.size(); ++number) {
        sorted[rank[number]] = texts[number];
    }

    Terms terms;
    terms.starts_.reserve(sorted.size() + 1);
    for (const std::string* text : sorted) {
        terms.text_ += *text;
        terms.text_ += kEnd;
        terms.starts_.push_back(static_cast<std::uint32_t>(terms.text_.size()));
    }
    terms.text_.shrink_to_fit();
    terms.first_posting_.assign(texts.size() + 1, 0);
    for (const auto& entry : entries_) {
        ++terms.first_posting_[rank[entry.first] + 1];
    }
    std::partial_sum(terms.first_posting_.begin(), terms.first_posting_.end(),
                     terms.first_posting_.begin());
    std::vector<std::uint32_t> next(terms.first_posting_);
    terms.postings_.resize(entries_.size());
    for (const auto& [number, posting] : entries_) {
        terms.postings_[next[rank[number]]++] = posting;
    }
    return terms;
}

}  // namespace search
