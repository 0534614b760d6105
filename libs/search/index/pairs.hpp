// Which terms have which pairs of neighbouring letters: for finding a part of a word, and words that
// look alike.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "libs/search/index/terms.hpp"

namespace search {

// Immutable. The two ends of a word count as letters, so that a word of one letter has two pairs.
class Pairs {
public:
    Pairs() = default;
    // Of the terms that are the whole of a label or a tag.
    explicit Pairs(const Terms& terms);

    struct Alike {
        TermId term;
        double likeness;  // 0 to 1: Dice's coefficient of the two lists of pairs
    };
    // The terms that are at least that much like `key`, most alike first.
    std::vector<Alike> alike(std::string_view key, double at_least) const;

    // The terms with `part` inside, in byte order; none for a part of less than two letters.
    // `terms` are those the index was made of.
    std::vector<TermId> containing(const Terms& terms, std::string_view part) const;

private:
    using Entries = std::span<const std::uint64_t>;
    Entries entries_of(std::uint64_t pair) const;

    std::vector<std::uint64_t> entries_;   // sorted: pair, then term, in one number
    std::vector<std::uint8_t> lengths_;    // pairs of each term; 0: not indexed
};

}  // namespace search
