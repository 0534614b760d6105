#include "libs/search/why.hpp"

namespace search {
namespace {

// One row a word, one column a language in the order of kLanguages.
struct Said {
    const char* ko;
    const char* en;
    const char* ja;
    std::string in(Language language) const {
        return language == Language::ko ? ko : language == Language::ja ? ja : en;
    }
};
constexpr Said kLabel{"이름: ", "name: ", "名前: "};
constexpr Said kTag{"태그: ", "tag: ", "タグ: "};
constexpr Said kEmoji{"이모지 ", "emoji ", "絵文字 "};
constexpr Said kSticker{"스티커 ", "sticker ", "スタンプ "};

constexpr const char* kArrow = " → ";

std::string in_colons(std::string_view name) {
    const char* colon = name.starts_with(':') ? "" : ":";
    return std::string(colon).append(name).append(colon);
}

std::string of_word(const Catalog& catalog, Language language, std::string_view word,
                    const Match& match) {
    const std::string& there = catalog.words_at(match.posting);
    const bool label =
        match.posting.field == Field::label || match.posting.field == Field::label_word;
    if (match.reason == Reason::exact) {
        return (label ? kLabel : kTag).in(language) + there;
    }
    return std::string(word) + kArrow + there;
}

std::string of_reading(const Catalog& catalog, Language language, std::string_view word,
                       const Match& match) {
    const Sticker& sticker = catalog.sticker(match.sticker);
    switch (match.reason) {
        case Reason::id: return kSticker.in(language) + sticker.id;
        case Reason::emoji: return kEmoji.in(language) + sticker.emoji;
        case Reason::shortcode: return in_colons(word);
        case Reason::exact:
        case Reason::prefix:
        case Reason::inside: break;
    }
    return of_word(catalog, language, word, match);
}

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words) {
        all += (all.empty() ? "" : " + ") + word;
    }
    return all;
}

}  // namespace

std::string why(const Catalog& catalog, Language language, std::string_view query,
                const Reading& reading, const Match& match) {
    switch (reading.kind) {
        case ReadingKind::words: return joined(reading.words);
        case ReadingKind::neighbour:
            return std::string(query) + kArrow + catalog.words_at(match.posting);
        case ReadingKind::typed: break;
    }
    return of_reading(catalog, language, query, match);
}

}  // namespace search
