#include "libs/search/index/forms.hpp"

#include <algorithm>

#include "libs/search/index/order.hpp"

namespace search {

Forms::Forms(Entries entries) {
    std::erase_if(entries, [](const auto& entry) { return entry.first.empty(); });
    std::vector<std::string_view> spellings;
    spellings.reserve(entries.size());
    for (const auto& [spelling, term] : entries) {
        spellings.push_back(spelling);
    }
    starts_.reserve(entries.size() + 1);
    terms_.reserve(entries.size());
    for (const std::uint32_t place : order_of(spellings)) {
        const auto& [spelling, term] = entries[place];
        text_ += spelling;
        starts_.push_back(static_cast<std::uint32_t>(text_.size()));
        terms_.push_back(term);
    }
    text_.shrink_to_fit();
}

std::string_view Forms::text(std::size_t place) const {
    return std::string_view(text_).substr(starts_[place], starts_[place + 1] - starts_[place]);
}

// The first place at or behind the spelling; with `behind`, behind all that start with it.
std::size_t Forms::bound(std::string_view spelling, bool behind) const {
    std::size_t low = 0;
    std::size_t count = terms_.size();
    while (count > 0) {
        const std::size_t half = count / 2;
        const std::string_view there = text(low + half);
        if (behind ? there.substr(0, spelling.size()) <= spelling : there < spelling) {
            low += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return low;
}

std::span<const TermId> Forms::starting_with(std::string_view prefix) const {
    if (prefix.empty()) {
        return {};
    }
    const std::size_t first = bound(prefix, false);
    return std::span(terms_).subspan(first, bound(prefix, true) - first);
}

std::span<const TermId> Forms::equal(std::string_view spelling) const {
    const auto going_on = starting_with(spelling);
    std::size_t count = 0;
    while (count < going_on.size() && length_of(&going_on[count]) == spelling.size()) {
        ++count;
    }
    return going_on.first(count);
}

std::size_t Forms::length_of(const TermId* element) const {
    const auto place = static_cast<std::size_t>(element - terms_.data());
    return starts_[place + 1] - starts_[place];
}

}  // namespace search
