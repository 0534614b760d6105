// A sorted vocabulary with its postings: which stickers carry which term, and where.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "libs/search/language.hpp"

namespace search {

// Where a term stands in a sticker; `..._word` is one word of a label or tag of several; `saying`: in
// the lexicon, which means the sticker.
enum class Field : std::uint8_t { label, tag, label_word, tag_word, saying };

struct Posting {
    std::uint32_t sticker;  // its place in the catalogue
    std::uint16_t place;    // which of its tags in that language, or of the sayings; 0 for a label
    Field field;
    Language language;
};

using TermId = std::uint32_t;

// Immutable once built; ids are ranks in byte order, so a prefix is a range of ids.
class Terms {
public:
    class Builder;

    std::size_t size() const { return first_posting_.size() - 1; }
    std::string_view text(TermId term) const;
    std::span<const Posting> postings(TermId term) const;

    // The ids [first, second) of the terms that start with `prefix`; the term itself, if it is
    // there, is the first of them.
    std::optional<TermId> find(std::string_view term) const;
    std::pair<TermId, TermId> starting_with(std::string_view prefix) const;

private:
    template <typename GoesOn>
    TermId bound(GoesOn goes_on) const;

    std::string text_;                          // all terms in order, each ended by kEnd
    std::vector<std::uint32_t> starts_{0};      // size() + 1 offsets into text_
    std::vector<std::uint32_t> first_posting_{0};  // size() + 1 offsets into postings_
    std::vector<Posting> postings_;
};

class Terms::Builder {
public:
    // An empty term is ignored. The same posting may be added twice.
    void add(std::string_view term, std::span<const Posting> postings);
    void add(std::string_view term, const Posting& posting) { add(term, std::span(&posting, 1)); }
    Terms build() &&;

private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::vector<std::pair<std::uint32_t, Posting>> entries_;  // number of the term, posting
};

}  // namespace search
