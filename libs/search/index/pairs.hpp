// Which terms have which pairs of neighbouring letters: for finding a part of a word, and words that
// look alike.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "libs/search/index/terms.hpp"

namespace search {

// Immutable. The two ends of a word count as letters, so that a word of one letter has two pairs.
class Pairs {
public:
    Pairs() = default;
    // Of the terms that are the whole of a label or a tag. Up to `few` terms no index is made, they
    // are read through instead: for a team's own stickers it would be a fifth of their memory.
    static constexpr std::size_t kFewTerms = 6'000;
    explicit Pairs(const Terms& terms, std::size_t few = kFewTerms);

    struct Alike {
        TermId term;
        double likeness;  // 0 to 1: Dice's coefficient of the two lists of pairs
    };
    // The terms that are at least that much like `key`, most alike first. Here and below, `terms` are
    // those the index was made of.
    std::vector<Alike> alike(const Terms& terms, std::string_view key, double at_least) const;

    // The terms with `part` inside, in byte order; none for a part of less than two letters.
    std::vector<TermId> containing(const Terms& terms, std::string_view part) const;

private:
    static std::vector<TermId> containing_by_scan(const Terms& terms, std::string_view part);
    std::unordered_map<TermId, unsigned> common_with(const Terms& terms,
                                                     const std::vector<std::uint64_t>& asked) const;
    using Entries = std::span<const std::uint64_t>;
    Entries entries_of(std::uint64_t pair) const;

    std::vector<std::uint64_t> entries_;   // sorted: pair, then term, in one number
};

}  // namespace search
