#include "libs/search/why.hpp"

#include "libs/search/text/key.hpp"
#include "libs/search/text/normalise.hpp"

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

constexpr Said kSaying{"표현: ", "phrase: ", "表現: "};
constexpr Said kAliasSaid{"우리 팀 말: ", "your team's word: ", "チームの言葉: "};
constexpr Said kInitialsSaid{"초성 ", "initials ", "頭文字 "};
constexpr Said kSoundsSaid{"로마자: ", "romanised: ", "ローマ字: "};
constexpr Said kSlipSaid{"오타: ", "typo: ", "打ち間違い: "};
constexpr Said kLayoutSaid{"한/영: ", "keyboard: ", "キーボード: "};
constexpr Said kUnderstood{"이해한 말: ", "understood: ", "わかった言葉: "};

constexpr const char* kArrow = " → ";

std::string in_colons(std::string_view name) {
    const char* colon = name.starts_with(':') ? "" : ":";
    return std::string(colon).append(name).append(colon);
}

// What the technique is called, where the arrow alone would not tell.
std::string introduced(Language language, Reason reason) {
    switch (reason) {
        case Reason::initials: return kInitialsSaid.in(language);
        case Reason::sounds: return kSoundsSaid.in(language);
        case Reason::slip: return kSlipSaid.in(language);
        default: return {};
    }
}

// The word of the saying that matched, as it was written.
std::string spoken(const Catalog& catalog, const Match& match) {
    const std::string_view term = catalog.terms().text(match.term);
    for (const std::string& word : catalog.lexicon().sayings[match.posting.place].words) {
        if (word == term || (word.size() > term.size() && match_key(normalise(word)) == term)) {
            return word;
        }
    }
    return std::string(term);
}

std::string of_word(const Catalog& catalog, Language language, std::string_view word,
                    const Match& match) {
    const std::string& there = catalog.words_at(match.posting);
    const Field field = match.posting.field;
    if (field == Field::saying && match.reason != Reason::exact) {
        return introduced(language, match.reason) + std::string(word) + kArrow +
               spoken(catalog, match);
    }
    const bool same = match_key(normalise(there)) == match_key(word);
    if (match.reason != Reason::exact || (field == Field::saying && !same)) {
        return introduced(language, match.reason) + std::string(word) + kArrow + there;
    }
    const bool label = field == Field::label || field == Field::label_word;
    return (field == Field::saying ? kSaying : label ? kLabel : kTag).in(language) + there;
}

std::string of_reading(const Catalog& catalog, Language language, std::string_view word,
                       const Match& match) {
    const Sticker& sticker = catalog.sticker(match.sticker);
    switch (match.reason) {
        case Reason::id: return kSticker.in(language) + sticker.id;
        case Reason::emoji: return kEmoji.in(language) + sticker.emoji;
        case Reason::shortcode: return in_colons(word);
        case Reason::alias: return kAliasSaid.in(language) + std::string(word);
        default: break;
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
        case ReadingKind::rewritten:
            return std::string(query) + kArrow + catalog.words_at(match.posting);
        case ReadingKind::layout:
            return kLayoutSaid.in(language) + std::string(query) + kArrow + reading.words.front();
        case ReadingKind::rescued: return kUnderstood.in(language) + reading.words.front();
        case ReadingKind::typed: break;
    }
    return of_reading(catalog, language, query, match);
}

}  // namespace search
