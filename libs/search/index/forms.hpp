// Another spelling of the vocabulary (keys, initials, sounds, stems), each pointing back to its terms.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "libs/search/index/terms.hpp"

namespace search {

// Immutable; sorted by spelling, so a prefix is a range.
class Forms {
public:
    using Entries = std::vector<std::pair<std::string, TermId>>;
    Forms() = default;
    // Empty spellings are left out; among equal ones the order given stays.
    explicit Forms(Entries entries);

    // The terms spelt so, and those whose spelling goes on from there (the former come first).
    std::span<const TermId> equal(std::string_view spelling) const;
    std::span<const TermId> starting_with(std::string_view prefix) const;
    // Bytes of the spelling of one element of the spans above.
    std::size_t length_of(const TermId* element) const;

private:
    std::string_view text(std::size_t place) const;
    std::size_t bound(std::string_view spelling, bool behind) const;

    std::string text_;
    std::vector<std::uint32_t> starts_{0};
    std::vector<TermId> terms_;
};

}  // namespace search
