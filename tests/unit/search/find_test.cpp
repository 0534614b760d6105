#include "libs/search/find.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/unit/search/default_packs.hpp"

using search::Found;
using search::Language;
using testing::AnyOf;
using testing::Contains;
using testing::HasSubstr;
using testing::StartsWith;

namespace {

Found found(const std::string& text, Language language = Language::ko, std::size_t limit = 5) {
    return search::find(default_packs(), {.text = text, .language = language, .limit = limit});
}

std::vector<std::string> ids(const Found& found) {
    std::vector<std::string> ids;
    for (const search::Hit& hit : found.hits) {
        ids.push_back(hit.sticker->id);
    }
    return ids;
}

// The code of the first hit: "1f431".
std::string first(const std::string& text, Language language = Language::ko) {
    const Found answer = found(text, language, 1);
    if (answer.hits.empty()) {
        return "nothing";
    }
    const std::string& id = answer.hits.front().sticker->id;
    return id.substr(id.find('/') + 1);
}

const auto kCat = AnyOf("1f431", "1f408", "1f63a");

}  // namespace

TEST(Find, ShowsCatsForTheKoreanWord) {
    const Found cats = found("고양이");
    EXPECT_THAT(first("고양이"), AnyOf("1f431", "1f408"));
    ASSERT_EQ(cats.hits.size(), 5U);
    for (const search::Hit& hit : cats.hits) {
        EXPECT_THAT(hit.sticker->label.ko, HasSubstr("고양이"));
    }
}

TEST(Find, TakesDecomposedHangulAsMacTypesIt) {
    const std::string decomposed = "\u1100\u1169\u110B\u1163\u11BC\u110B\u1175";
    EXPECT_EQ(ids(found(decomposed)), ids(found("고양이")));
}

TEST(Find, AnswersInEveryLanguageWhateverTheMembers) {
    for (const Language language : search::kLanguages) {
        for (const char* word : {"고양이", "cat", "ねこ", "ネコ", "猫", "CAT", "ｃａｔ"}) {
            EXPECT_THAT(first(word, language), AnyOf(kCat, "1f63d")) << word;
        }
    }
}

TEST(Find, PutsTheEmojiItselfFirstAndItsNeighboursBehind) {
    const Found answer = found("🐱");
    EXPECT_EQ(answer.hits.at(0).sticker->emoji, "🐱");
    EXPECT_THAT(answer.hits.at(1).sticker->label.ko, HasSubstr("고양이"));
    EXPECT_EQ(first("👋🏽"), "1f44b");
    EXPECT_EQ(first("❤"), first("❤️"));
    EXPECT_EQ(first("🇰🇷"), "1f1f0-1f1f7");
}

TEST(Find, KnowsShortcodesAsSlackWritesThem) {
    EXPECT_EQ(first(":cat:"), "1f431");
    EXPECT_EQ(first(":+1:"), "1f44d");
    EXPECT_EQ(first("+1"), "1f44d");
    EXPECT_EQ(first(":wave::skin-tone-3:"), "1f44b");
    EXPECT_EQ(first(":TADA:"), "1f389");
    EXPECT_EQ(first("tada", Language::en), "1f389");
}

TEST(Find, KnowsAStickersId) {
    EXPECT_EQ(found("fluent-3d/1f389").hits.at(0).sticker->id, "fluent-3d/1f389");
}

TEST(Find, PrefersTheWholeWordToABeginning) {
    EXPECT_EQ(first("dog", Language::en), "1f415");
    EXPECT_EQ(first("hotdog", Language::en), "1f32d");
    EXPECT_EQ(first("hot dog", Language::en), "1f32d");
}

TEST(Find, FindsByABeginning) {
    EXPECT_THAT(first("고양"), kCat);
    EXPECT_EQ(first("햄버"), "1f354");
    EXPECT_THAT(found("umbr", Language::en).hits.at(0).sticker->label.en, HasSubstr("umbrella"));
}

TEST(Find, FindsAWordInsideALabel) {
    EXPECT_THAT(ids(found("popper", Language::en)), Contains("noto-anim/1f389"));
    EXPECT_THAT(ids(found("버거")), Contains("fluent-3d/1f354"));
}

TEST(Find, AsksForEveryWord) {
    const Found answer = found("웃는 고양이");
    EXPECT_EQ(answer.hits.at(0).sticker->emoji, "😺");
    EXPECT_EQ(answer.hits.at(0).why, "웃는 + 고양이");
    EXPECT_EQ(first("고양이 🐱"), "1f431");
}

TEST(Find, IgnoresSpacesInsideAWord) {
    EXPECT_EQ(ids(found("엄지척")), ids(found("엄지 척")));
}

TEST(Find, ShowsOneStickerPerEmojiFirst) {
    const Found party = found("파티", Language::ko, 8);
    std::set<std::string> emojis;
    for (const search::Hit& hit : party.hits) {
        EXPECT_TRUE(emojis.insert(hit.sticker->emoji).second) << hit.sticker->id;
    }
    EXPECT_THAT(ids(found("🎉", Language::ko, 500)), Contains("fluent-3d/1f389"));
}

TEST(Find, PrefersTheAnimatedPicture) {
    EXPECT_EQ(found("🎉").hits.at(0).sticker->pack, "noto-anim");
}

TEST(Find, PutsAGenderedEmojiBehindItsNeutralOne) {
    EXPECT_EQ(first("경찰관"), "1f46e");
    EXPECT_EQ(first("🤷‍♀️"), "1f937-200d-2640");
}

TEST(Find, HidesSkinTonesUnlessNamed) {
    for (const char* word : {"피부", "skin", "tone", "머리", "hair"}) {
        for (const search::Hit& hit : found(word, Language::ko, 1000).hits) {
            EXPECT_FALSE(hit.sticker->hidden) << word << " " << hit.sticker->id;
        }
    }
    EXPECT_EQ(first("🏽"), "1f3fd");
}

TEST(Find, SaysWhyInTheMembersLanguage) {
    EXPECT_EQ(found("고양이").hits.at(0).why, "이름: 고양이");
    EXPECT_EQ(found("cat", Language::en).hits.at(0).why, "name: cat");
    EXPECT_EQ(found("ねこ", Language::ja).hits.at(0).why, "名前: ネコ");
    EXPECT_THAT(found("고양").hits.at(0).why, StartsWith("고양 → 고양이"));
    EXPECT_EQ(found(":cat:").hits.at(0).why, ":cat:");
    EXPECT_EQ(found("🐱", Language::en).hits.at(0).why, "emoji 🐱");
    EXPECT_EQ(found("웃는 고양이").hits.at(0).why, "웃는 + 고양이");
}

TEST(Find, SuggestsNearWordsWhenNothingIsFound) {
    const Found none = found("umbrellaxyzumbr", Language::en);
    EXPECT_EQ(none.total, 0U);
    EXPECT_THAT(none.suggestions, Contains("umbrella"));
    EXPECT_TRUE(found("고양이").suggestions.empty());
}

TEST(Find, PagesWithoutGapOrRepeat) {
    const Found all = found("고양이", Language::ko, 1000);
    EXPECT_EQ(all.hits.size(), all.total);
    std::vector<std::string> paged;
    for (std::size_t offset = 0; offset < all.total; offset += 5) {
        const Found page = search::find(
            default_packs(), {.text = "고양이", .language = Language::ko, .offset = offset});
        EXPECT_EQ(page.total, all.total);
        for (const std::string& id : ids(page)) {
            paged.push_back(id);
        }
    }
    EXPECT_EQ(paged, ids(all));
    EXPECT_TRUE(
        search::find(default_packs(), {.text = "고양이", .offset = 100'000}).hits.empty());
}

TEST(Find, ShufflesTheSameWayForTheSameNumber) {
    const auto shuffled = [](std::uint64_t number) {
        return ids(search::find(default_packs(), {.text = "축하",
                                                  .language = Language::ko,
                                                  .limit = 1000,
                                                  .shuffle = number}));
    };
    EXPECT_EQ(shuffled(5), shuffled(5));
    EXPECT_NE(shuffled(5), shuffled(6));
    const std::vector<std::string> ranked = shuffled(0);
    const std::vector<std::string> once = shuffled(5);
    EXPECT_EQ(std::set(ranked.begin(), ranked.end()), std::set(once.begin(), once.end()));
}

TEST(Find, ShufflesWithinABandOnly) {
    const Found shuffled = search::find(
        default_packs(), {.text = "🎉", .language = Language::ko, .limit = 3, .shuffle = 9});
    EXPECT_EQ(shuffled.hits.at(0).sticker->emoji, "🎉");
}
