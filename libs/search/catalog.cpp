#include "libs/search/catalog.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "libs/search/text/key.hpp"
#include "libs/search/text/normalise.hpp"

namespace search {
namespace {

// More pictures of one emoji are found by its labels and tags.
constexpr std::size_t kPicturesPerSaying = 8;

// The keys of a label or tag: its own, then those of its words if it has several.
std::vector<std::string> keys_of(const std::string& text) {
    const std::string normalised = normalise(text);
    std::vector<std::string> keys{match_key(normalised)};
    const std::vector<std::string> words = words_of(normalised);
    if (words.size() > 1) {
        std::transform(words.begin(), words.end(), std::back_inserter(keys), match_key);
    }
    return keys;
}

// Adds labels and tags; most of them stand in several packs and are taken apart once.
class Words {
public:
    void add(const std::string& text, Posting posting) {
        const auto [known, is_new] = keys_.try_emplace(text);
        if (is_new) {
            known->second = keys_of(text);
        }
        for (const std::string& key : known->second) {
            terms_.add(key, posting);
            posting.field = word_of(posting.field);
        }
    }
    void add_saying(const std::string& text, const std::vector<Posting>& postings) {
        const std::string normalised = normalise(text);
        const std::string key = match_key(normalised);
        const std::string raw = without_spaces(normalised);
        terms_.add(key, postings);
        if (raw != key) {
            terms_.add(raw, postings);
        }
    }
    Terms build() && { return std::move(terms_).build(); }

private:
    static Field word_of(Field whole) {
        return whole == Field::label ? Field::label_word
               : whole == Field::tag ? Field::tag_word
                                     : whole;
    }

    std::unordered_map<std::string_view, std::vector<std::string>> keys_;
    Terms::Builder terms_;
};

const std::string& own_label(const Labels& labels, Language language) {
    return language == Language::ko ? labels.ko : language == Language::ja ? labels.ja : labels.en;
}

}  // namespace

Catalog::Catalog(std::vector<Pack> packs, std::vector<Sticker> stickers, std::string version,
                 Lexicon lexicon)
    : packs_(std::move(packs)),
      stickers_(std::move(stickers)),
      version_(std::move(version)),
      lexicon_(std::move(lexicon)),
      fillers_(lexicon_.fillers.begin(), lexicon_.fillers.end()) {
    index_names();
    index_subjects();
    index_words();
    index_popularity();
}

void Catalog::index_names() {
    using Named = std::tuple<std::string, std::size_t, std::uint32_t>;  // name, its place, sticker
    std::vector<Named> named;
    Forms::Entries emojis, shortcodes;
    for (std::uint32_t number = 0; number < stickers_.size(); ++number) {
        const Sticker& sticker = stickers_[number];
        by_id_.push_back(number);
        emojis.emplace_back(normalise(sticker.emoji), number);
        for (std::size_t place = 0; place < sticker.shortcodes.size(); ++place) {
            named.emplace_back(normalise(sticker.shortcodes[place]), place, number);
        }
    }
    std::sort(named.begin(), named.end());
    for (auto& [name, place, number] : named) {
        shortcodes.emplace_back(std::move(name), number);
    }
    emojis_ = Forms(std::move(emojis));
    shortcodes_ = Forms(std::move(shortcodes));
    by_id_.shrink_to_fit();
    std::stable_sort(by_id_.begin(), by_id_.end(), [&](std::uint32_t a, std::uint32_t b) {
        return stickers_[a].id < stickers_[b].id;
    });
}

void Catalog::index_words() {
    Words words;
    for (std::uint32_t number = 0; number < stickers_.size(); ++number) {
        const Sticker& sticker = stickers_[number];
        for (const Language language : kLanguages) {
            words.add(own_label(sticker.label, language), {number, 0, Field::label, language});
            std::uint16_t place = 0;
            for (const std::string& tag : sticker.tags.in(language)) {
                words.add(tag, {number, place++, Field::tag, language});
            }
        }
    }
    for (std::size_t place = 0; place < lexicon_.sayings.size(); ++place) {
        const Saying& saying = lexicon_.sayings[place];
        auto& subjects = sayings_.emplace_back();
        std::vector<Posting> postings;
        for (const std::string& emoji : saying.emojis) {
            const auto shown_by = of_emoji(emoji);
            const auto first = shown_by.first(std::min(shown_by.size(), kPicturesPerSaying));
            for (const std::uint32_t number : first) {
                postings.push_back({number, static_cast<std::uint16_t>(place), Field::saying,
                                    saying.language});
            }
            if (!shown_by.empty()) {
                subjects.push_back(subject(shown_by.front()));
            }
        }
        for (const std::string& word : saying.words) {
            words.add_saying(word, postings);
        }
    }
    terms_ = std::move(words).build();
    pairs_ = Pairs(terms_);
    spellings_ = Spellings(terms_);
}

void Catalog::index_popularity() {
    popularity_.assign(stickers_.size(), 0);
    const auto count = static_cast<double>(lexicon_.popular.size());
    for (std::size_t place = 0; place < lexicon_.popular.size(); ++place) {
        for (const std::uint32_t number : of_emoji(lexicon_.popular[place])) {
            popularity_[number] = 1 - static_cast<double>(place) / count;
        }
    }
}

std::size_t Catalog::place_in_saying(const Posting& posting) const {
    const auto& subjects = sayings_[posting.place];
    const auto found = std::find(subjects.begin(), subjects.end(), subject(posting.sticker));
    return static_cast<std::size_t>(found - subjects.begin());
}

void Catalog::index_subjects() {
    std::unordered_map<std::string, std::uint32_t> numbers;
    for (const Sticker& sticker : stickers_) {
        std::string code = sticker.concept_code.empty() ? hex_code(normalise(sticker.emoji))
                                                        : sticker.concept_code;
        const auto next = static_cast<std::uint32_t>(numbers.size());
        subjects_.push_back(numbers.try_emplace(std::move(code), next).first->second);
    }
}

const Sticker* Catalog::by_id(std::string_view id) const {
    const auto found = std::lower_bound(
        by_id_.begin(), by_id_.end(), id,
        [&](std::uint32_t number, std::string_view asked) { return stickers_[number].id < asked; });
    return found == by_id_.end() || stickers_[*found].id != id ? nullptr : &stickers_[*found];
}

std::span<const std::uint32_t> Catalog::of_emoji(std::string_view emoji) const {
    return emojis_.equal(emoji);
}

std::span<const std::uint32_t> Catalog::of_shortcode(std::string_view name) const {
    return shortcodes_.equal(name);
}

const std::string& Catalog::words_at(const Posting& posting) const {
    if (posting.field == Field::saying) {
        return lexicon_.sayings[posting.place].words.front();
    }
    const Sticker& from = stickers_[posting.sticker];
    const bool label = posting.field == Field::label || posting.field == Field::label_word;
    return label ? from.label.in(posting.language) : from.tags.in(posting.language)[posting.place];
}

}  // namespace search
