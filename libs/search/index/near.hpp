// Words that differ by a slip of the fingers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "libs/search/index/terms.hpp"

namespace search {

// Immutable. Words are compared letter by letter of ASCII: Latin ones as they are, Korean ones by
// their keys (고앙이 is one slip from 고양이, not a third of the word).
class Near {
public:
    using Entries = std::vector<std::pair<std::string, TermId>>;
    Near() = default;
    explicit Near(Entries entries);

    struct Slip {
        TermId term;
        double distance;
    };
    // The terms within allowed_slips() of the word, nearest first. Not the word itself.
    std::vector<Slip> near(std::string_view word) const;

private:
    std::string text_;                    // all words, by length and then by alphabet
    std::vector<std::uint32_t> first_;    // first_[n]: the first word of n letters
    std::vector<std::uint32_t> start_;    // first_'s twin in text_
    std::vector<TermId> terms_;
    std::vector<std::uint32_t> letters_;  // of each word, a bit a letter: most are far away at a glance
};

// Slips that are forgiven where the longer word has so many letters: half a one in three, one in four
// to seven, two from eight on.
double allowed_slips(std::size_t letters);

// Optimal string alignment with half costs for letters that are often mixed up (shift forgotten,
// ㅐ and ㅔ, c and k …); more than `most` when it is above that.
double slips(std::string_view a, std::string_view b, double most);

}  // namespace search
