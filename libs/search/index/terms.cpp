#include "libs/search/index/terms.hpp"

#include <numeric>

#include "libs/search/index/order.hpp"

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

// The first term for which it does not go on.
template <typename GoesOn>
TermId Terms::bound(GoesOn goes_on) const {
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
}

std::optional<TermId> Terms::find(std::string_view term) const {
    const TermId first = bound([&](std::string_view there) { return there < term; });
    return first != size() && text(first) == term ? std::optional(first) : std::nullopt;
}

std::pair<TermId, TermId> Terms::starting_with(std::string_view prefix) const {
    const TermId first = bound([&](std::string_view term) { return term < prefix; });
    const TermId last =
        bound([&](std::string_view term) { return term.substr(0, prefix.size()) <= prefix; });
    return {first, last};
}

void Terms::Builder::add(std::string_view term, std::span<const Posting> postings) {
    if (term.empty()) {
        return;
    }
    const auto next = static_cast<std::uint32_t>(numbers_.size());
    const std::uint32_t number = numbers_.try_emplace(std::string(term), next).first->second;
    for (const Posting& posting : postings) {
        entries_.emplace_back(number, posting);
    }
}

Terms Terms::Builder::build() && {
    std::vector<std::string_view> texts(numbers_.size());
    for (const auto& [text, number] : numbers_) {
        texts[number] = text;
    }
    const std::vector<std::uint32_t> order = order_of(texts);
    std::vector<TermId> rank(texts.size());  // of a number: its place in byte order
    for (std::uint32_t place = 0; place < order.size(); ++place) {
        rank[order[place]] = place;
    }

    Terms terms;
    terms.starts_.reserve(order.size() + 1);
    for (const std::uint32_t number : order) {
        terms.text_ += texts[number];
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
