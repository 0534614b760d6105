#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "libs/search/find.hpp"
#include "libs/search/text/key.hpp"
#include "libs/search/text/utf8.hpp"

using search::Language;
using search::language_of;
using search::match_key;
using search::normalise;
using testing::ElementsAre;

TEST(LanguageOf, KnowsSlackLocales) {
    EXPECT_EQ(language_of("ko-KR"), Language::ko);
    EXPECT_EQ(language_of("ja_JP"), Language::ja);
    EXPECT_EQ(language_of("KO"), Language::ko);
    EXPECT_EQ(language_of("en-GB"), Language::en);
}

TEST(LanguageOf, TakesAnythingElseForEnglish) {
    for (const char* locale : {"", "k", "kok", "korean", "de-DE", "\xff\xfe"}) {
        EXPECT_EQ(language_of(locale), Language::en) << locale;
    }
}

TEST(Labels, FallBackToEnglish) {
    const search::Labels labels{"", "cat", "ネコ"};
    EXPECT_EQ(labels.in(Language::ko), "cat");
    EXPECT_EQ(labels.in(Language::ja), "ネコ");
}

TEST(Normalise, ComposesDecomposedHangul) {
    EXPECT_EQ(normalise("\u1100\u1169\u110B\u1163\u11BC\u110B\u1175"), "고양이");
}

TEST(Normalise, KeepsCompatibilityJamo) {
    EXPECT_EQ(normalise("ㅁㄱㅇㅇ"), "ㅁㄱㅇㅇ");
}

TEST(Normalise, FoldsFullWidthAndCase) {
    EXPECT_EQ(normalise("ＬＧＴＭ！　Ok"), "lgtm! ok");
}

TEST(Normalise, KeepsWhatAnEmojiIsMadeOf) {
    EXPECT_EQ(normalise("❤️"), "❤");
    EXPECT_EQ(normalise("👋🏽"), "👋");
    EXPECT_EQ(normalise("👩🏽‍💻"), "👩‍💻");
    EXPECT_EQ(normalise("🏴󠁧󠁢󠁥󠁮󠁧󠁿"), "🏴󠁧󠁢󠁥󠁮󠁧󠁿");
    EXPECT_EQ(normalise("🏽"), "🏽");
    EXPECT_EQ(normalise("🫩"), "🫩");  // newer than the Unicode tables in use
}

TEST(Normalise, CollapsesSpaceAndDropsTheInvisible) {
    EXPECT_EQ(normalise(" \t고양이\n\n  집\u3000"), "고양이 집");
    EXPECT_EQ(normalise("\u200Fcat\u202E\uFEFF"), "cat");
    EXPECT_EQ(normalise("\u3164\u3164"), "");
    EXPECT_EQ(normalise(std::string("a\0b", 3)), "a b");
}

TEST(Normalise, LeavesOutBytesThatAreNoUtf8) {
    EXPECT_EQ(normalise("고양\xff이\xed\xa0\x80"), "고양이");
    EXPECT_EQ(normalise("\xea\xb3"), "");
}

TEST(Normalise, CutsAtItsBound) {
    std::string text;
    for (int i = 0; i < 1000; ++i) {
        text += "가";
    }
    EXPECT_EQ(search::utf8_length(normalise(text)), search::kQueryCodePoints);
}

TEST(Normalise, ChangesNothingTheSecondTime) {
    std::mt19937 random(7);
    const std::string alphabet = "aZ \t고\u1100\u1161\u11A8\u0301\uFE0F\u200D🐱🏽Ａ\xff\xed\u3164İ";
    for (int round = 0; round < 5000; ++round) {
        std::string text;
        for (std::size_t i = random() % 60; i > 0; --i) {
            text += round % 2 == 0 ? static_cast<char>(random() % 256)
                                   : alphabet[random() % alphabet.size()];
        }
        const std::string once = normalise(text);
        ASSERT_EQ(normalise(once), once);
    }
}

TEST(MatchKey, IgnoresSpacesPunctuationAndKindOfKana) {
    EXPECT_EQ(match_key("엄지 척!"), "엄지척");
    EXPECT_EQ(match_key("ねこ"), "ネコ");
    EXPECT_EQ(match_key("?!"), "");
}

TEST(WordsOf, PartsAtSpacesAndPunctuation) {
    EXPECT_THAT(search::words_of("flag: south korea"), ElementsAre("flag", "south", "korea"));
    EXPECT_THAT(search::words_of("woman’s boot"), ElementsAre("womans", "boot"));
}

TEST(HexCode, IsThePictureCode) {
    EXPECT_EQ(search::hex_code("🇰🇷"), "1f1f0-1f1f7");
    EXPECT_EQ(search::hex_code("#⃣"), "0023-20e3");
}
