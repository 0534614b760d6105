#include "libs/texts/particles.hpp"

#include <gtest/gtest.h>

namespace {

using texts::particle;

TEST(Particles, FollowTheLastSyllable) {
    EXPECT_EQ(particle("고양이", "을/를"), "를");
    EXPECT_EQ(particle("곰", "을/를"), "을");
    EXPECT_EQ(particle("고양이 얼굴", "은/는"), "은");
    EXPECT_EQ(particle("커피", "이/가"), "가");
    EXPECT_EQ(particle("곰", "과/와"), "과");
}

TEST(Particles, RoTakesTheShortFormAfterRieulToo) {
    EXPECT_EQ(particle("서울", "으로/로"), "로");
    EXPECT_EQ(particle("부산", "으로/로"), "으로");
    EXPECT_EQ(particle("제주", "으로/로"), "로");
    EXPECT_EQ(particle("서울", "을/를"), "을");
}

TEST(Particles, ReadDigitsAloud) {
    const std::string expected[] = {"을", "을", "를", "을", "를", "를", "을", "을", "을", "를"};
    for (int digit = 0; digit < 10; ++digit) {
        EXPECT_EQ(particle("번호 " + std::to_string(digit), "을/를"), expected[digit]) << digit;
    }
    EXPECT_EQ(particle("1", "으로/로"), "로");
    EXPECT_EQ(particle("6", "으로/로"), "으로");
    EXPECT_EQ(particle("100", "을/를"), "을");
}

TEST(Particles, SpellAbbreviations) {
    EXPECT_EQ(particle("lgtm", "을/를"), "을");  // 엠
    EXPECT_EQ(particle("PR", "을/를"), "을");    // 알
    EXPECT_EQ(particle("TF", "을/를"), "를");    // 에프
    EXPECT_EQ(particle("HTML", "으로/로"), "로");
    EXPECT_EQ(particle("A", "을/를"), "를");
}

TEST(Particles, ReadLatinWordsAsKoreanWritesThem) {
    for (const char* word :
         {"cat", "book", "duck", "team", "phone", "apple", "Kim", "king", "label"}) {
        EXPECT_EQ(particle(word, "을/를"), "을") << word;
    }
    for (const char* word :
         {"coffee", "Lee", "car", "test", "bug", "blog", "happy", "pizza", "note"}) {
        EXPECT_EQ(particle(word, "을/를"), "를") << word;
    }
}

TEST(Particles, PassOverMarksEmojiAndEntities) {
    EXPECT_EQ(particle("곰!!", "을/를"), "을");
    EXPECT_EQ(particle("고양이🐱", "을/를"), "를");
    EXPECT_EQ(particle("(곰)", "을/를"), "을");
    EXPECT_EQ(particle("곰&gt;", "을/를"), "을");
    EXPECT_EQ(particle("곰&lt;&amp;", "을/를"), "을");
}

TEST(Particles, GiveBothFormsWhenNothingCanBeRead) {
    EXPECT_EQ(particle("🐱", "을/를"), "을(를)");
    EXPECT_EQ(particle("", "이/가"), "이(가)");
    EXPECT_EQ(particle("猫", "을/를"), "을(를)");
}

TEST(Particles, ReadJamoAndKana) {
    EXPECT_EQ(particle("ㄱㅇㅇ", "을/를"), "을");
    EXPECT_EQ(particle("ㅠㅠ", "을/를"), "를");
    EXPECT_EQ(particle("ねこ", "을/를"), "를");
    EXPECT_EQ(particle("にゃん", "을/를"), "을");
}

TEST(Particles, SurviveAnyBytes) {
    EXPECT_FALSE(particle("\xff\xfe\xf0\x9f", "을/를").empty());
    EXPECT_FALSE(particle(std::string("\0\xe0", 2), "을/를").empty());
}

}  // namespace
