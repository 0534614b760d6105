// The stickers that can be found, with their words indexed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "libs/search/index/forms.hpp"
#include "libs/search/index/pairs.hpp"
#include "libs/search/index/spellings.hpp"
#include "libs/search/index/terms.hpp"
#include "libs/search/language.hpp"
#include "libs/search/lexicon/lexicon.hpp"

namespace search {

struct Sticker {
    std::string id;         // "noto-anim/1f431": pack and code, unique in a catalogue
    std::string pack;       // "noto-anim"
    std::string emoji;      // "🐱": what is shown where the picture cannot be
    std::string image_url;  // https, png/jpg/gif: what an image block of Slack takes
    Labels label;           // en is always there
    Tags tags;
    std::vector<std::string> shortcodes;  // Slack's own name first, without colons
    std::string concept_code;  // of the neutral emoji a gendered one stands behind; else empty
    bool hidden = false;       // found by its emoji, shortcode or id only: skin tones, hair
    double preference = 1;     // of its pack: multiplies the score
};

// One pack as /sticker about and the licence page name it.
struct Pack {
    std::string name;
    Labels title;
    std::string author, licence, source;  // licence: SPDX
    Labels asks;                          // what it asks of those who show it
    double preference = 1;                // 0.5 to 2
};

// Immutable, built once, shared by threads. Stickers keep the order of the packs: among equal
// scores the earlier one is first.
class Catalog {
public:
    Catalog(std::vector<Pack> packs, std::vector<Sticker> stickers, std::string version,
            Lexicon lexicon = {});
    Catalog(const Catalog&) = delete;
    Catalog& operator=(const Catalog&) = delete;

    // nullptr where there is none.
    const Sticker* by_id(std::string_view id) const;
    std::size_t size() const { return stickers_.size(); }
    // 16 hex digits over the contents of all packs: goes into decision records.
    const std::string& version() const { return version_; }
    const std::vector<Pack>& packs() const { return packs_; }

    // The rest is for this room's matchers.
    const Sticker& sticker(std::uint32_t number) const { return stickers_[number]; }
    // The same number for all pictures of one emoji and for the gendered emoji behind it.
    std::uint32_t subject(std::uint32_t number) const { return subjects_[number]; }
    const Terms& terms() const { return terms_; }
    const Pairs& pairs() const { return pairs_; }
    const Spellings& spellings() const { return spellings_; }
    const Lexicon& lexicon() const { return lexicon_; }
    // A word that only colours a sentence, by its key.
    bool is_filler(const std::string& key) const { return fillers_.contains(key); }
    // 1 for the emoji used most, 0 for one that nobody counts.
    double popularity(std::uint32_t number) const { return popularity_[number]; }
    // The place of the sticker's emoji in a saying, from 0.
    std::size_t place_in_saying(const Posting& posting) const;
    // Stickers of an emoji or of a shortcode (no colons), both normalised; the sticker that has the
    // shortcode as its first name comes first.
    std::span<const std::uint32_t> of_emoji(std::string_view emoji) const;
    std::span<const std::uint32_t> of_shortcode(std::string_view name) const;
    // The label, the tag or the name of the saying at the posting's place, as it was written.
    const std::string& words_at(const Posting& posting) const;

private:
    void index_names();
    void index_words();
    void index_subjects();
    void index_popularity();

    std::vector<Pack> packs_;
    std::vector<Sticker> stickers_;
    std::string version_;
    std::vector<std::uint32_t> by_id_;  // all stickers, in the order of their ids
    Forms emojis_;                      // these two find stickers, not terms
    Forms shortcodes_;
    std::vector<std::uint32_t> subjects_;
    Terms terms_;
    Pairs pairs_;
    Spellings spellings_;
    Lexicon lexicon_;
    std::vector<std::vector<std::uint32_t>> sayings_;  // the subjects each saying means
    std::unordered_set<std::string> fillers_;
    std::vector<double> popularity_;
};

}  // namespace search
