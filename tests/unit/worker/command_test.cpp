#include "services/sticker-worker/core/command.hpp"

#include <gtest/gtest.h>

#include <cstring>

namespace {

using namespace worker;

std::string searched(std::string_view words) {
    const Wish wish = wish_of_words(words);
    const auto* search = std::get_if<Search>(&wish);
    return search ? search->query : "no search";
}

TEST(Command, SearchesForBareWords) {
    EXPECT_EQ(searched("고양이"), "고양이");
    EXPECT_EQ(searched("  happy   cat "), "happy cat");
}

TEST(Command, SearchesBehindTheVerbOfEitherLanguage) {
    for (const char* verb : {"search", "SEARCH", "find", "검색", "찾기"}) {
        EXPECT_EQ(searched(std::string(verb) + " 고양이"), "고양이") << verb;
    }
}

TEST(Command, TakesAVerbForAWordWhenItStandsInside) {
    EXPECT_EQ(searched("research cat"), "research cat");
    EXPECT_EQ(searched("cat search"), "cat search");
}

TEST(Command, HelpsWhoeverSaysNothingOrHelp) {
    for (const char* words : {"", "  ", "help", "HELP", "도움말", "?"}) {
        const Wish wish = wish_of_words(words);
        ASSERT_TRUE(std::holds_alternative<Help>(wish)) << words;
        EXPECT_FALSE(std::get<Help>(wish).empty_search) << words;
    }
}

TEST(Command, AsksWhatToFindWhenTheVerbStandsAlone) {
    const Wish wish = wish_of_words("search ");
    ASSERT_TRUE(std::holds_alternative<Help>(wish));
    EXPECT_TRUE(std::get<Help>(wish).empty_search);
}

TEST(Command, NamesAnOrderThatIsNoneOfOurs) {
    for (const char* words : {"--all", "-n 3", "--delete 고양이"}) {
        const Wish wish = wish_of_words(words);
        ASSERT_TRUE(std::holds_alternative<Help>(wish)) << words;
        EXPECT_EQ(std::get<Help>(wish).unknown, std::string(words, strcspn(words, " "))) << words;
    }
    for (const char* words : {"-h", "--help", "/sticker", "/스티커", "/sticker help"}) {
        const Wish wish = wish_of_words(words);
        ASSERT_TRUE(std::holds_alternative<Help>(wish)) << words;
        EXPECT_EQ(std::get<Help>(wish).unknown, "") << words;
    }
}

TEST(Command, SearchesWhenItIsTypedTwice) {
    EXPECT_EQ(searched("/sticker 고양이"), "고양이");
    EXPECT_EQ(searched("/스티커 검색 고양이"), "고양이");
    EXPECT_TRUE(std::get<Help>(wish_of_words("/sticker search")).empty_search);
}

TEST(Command, TakesNoFaceForAnOrder) {
    for (const char* face : {"-_-", "--;", "-ㅅ-", "- 고양이", "/", "/ㅇ/", "/ 고양이"}) {
        EXPECT_NE(searched(face), "no search") << face;
    }
}

TEST(Command, ReadsDecomposedHangulOfMacAsTheSameVerb) {
    // 검색 as conjoining jamo
    EXPECT_EQ(searched("\u1100\u1165\u11b7\u1109\u1162\u11a8 곰"), "곰");
}

TEST(Command, AnyBytesAreAnswered) {
    EXPECT_TRUE(std::holds_alternative<Help>(wish_of_words("\xff\xfe")));
    EXPECT_LE(searched(std::string(100'000, 'x')).size(), 64u);
}

}  // namespace
