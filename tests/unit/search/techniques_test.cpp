// One claim a technique, on the packs and the lexicon that are shipped.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/search/find.hpp"
#include "libs/search/text/normalise.hpp"
#include "tests/unit/search/default_packs.hpp"

using search::Language;
using testing::AnyOf;
using testing::HasSubstr;

namespace {

search::Found found(const std::string& text, Language language = Language::ko) {
    return search::find(default_search(), {.text = text, .language = language});
}

std::string first(const std::string& text, Language language = Language::ko) {
    const search::Found answer = found(text, language);
    return answer.hits.empty() ? "nothing" : search::normalise(answer.hits.front().sticker->emoji);
}

std::string why(const std::string& text, Language language = Language::ko) {
    const search::Found answer = found(text, language);
    return answer.hits.empty() ? "nothing" : answer.hits.front().why;
}

const auto kCat = AnyOf("🐱", "🐈", "😺");
const auto kDog = AnyOf("🐶", "🐕");
const auto kParty = AnyOf("🎉", "🥳", "🎊");

}  // namespace

TEST(Techniques, TheLexiconKnowsWhatOfficesSay) {
    EXPECT_EQ(first("퇴근"), "🏃");
    EXPECT_EQ(first("ㄱㅅ"), "🙏");
    EXPECT_THAT(first("ㅊㅋ"), kParty);
    EXPECT_EQ(first("lgtm"), "👍");
    EXPECT_EQ(first("LGTM!!", Language::en), "👍");
    EXPECT_EQ(why("ㄱㅅ"), "ㄱㅅ → 감사");
}

TEST(Techniques, ALexiconWordComesBeforeInitials) {
    EXPECT_EQ(first("ㅅㄱ"), "🙇");
}

TEST(Techniques, RunsOfLettersAreOneWord) {
    EXPECT_EQ(first("ㅋㅋㅋㅋㅋㅋㅋㅋ"), first("ㅋㅋ"));
    EXPECT_EQ(first("ㅠㅜㅠㅜㅠ"), first("ㅠㅠ"));
    EXPECT_EQ(first("안녕~~!!"), first("안녕"));
}

TEST(Techniques, HalfTypedSyllablesAreBeginnings) {
    EXPECT_THAT(first("강앚"), kDog);
    EXPECT_EQ(first("햄벅"), "🍔");
    EXPECT_EQ(first("피ㅈ"), "🍕");
}

TEST(Techniques, InitialsAreRead) {
    EXPECT_THAT(first("ㄱㅇㅇ"), kCat);
    EXPECT_EQ(first("ㅎㅂㄱ"), "🍔");
    EXPECT_THAT(why("ㄱㅇㅇ"), HasSubstr("초성 ㄱㅇㅇ → 고양이"));
}

TEST(Techniques, InitialsMeanAWholeWordBeforeOneOfSeveral) {
    EXPECT_EQ(first("ㅂㄴㄴ"), "🍌");  // not the word 빛나는 of a heart's name
    EXPECT_EQ(first("ㅃㅇ"), "👋");
}

TEST(Techniques, ParticlesAndEndingsAreTakenOff) {
    for (const char* query : {"고양이를", "고양이랑", "고양이한테"}) {
        EXPECT_THAT(first(query), kCat) << query;
    }
    EXPECT_EQ(first("퇴근했습니다"), first("퇴근"));
    EXPECT_EQ(first("바나나는"), "🍌");
    EXPECT_EQ(first("바나나"), "🍌");
}

TEST(Techniques, AVerbIsReadByItsPlainForm) {
    EXPECT_EQ(first("오늘 너무 덥네요"), "🥵");
    EXPECT_EQ(first("집가고싶어요"), first("집가고싶다"));
}

TEST(Techniques, ASetPhraseIsReadBetweenFillers) {
    EXPECT_EQ(first("메리 크리스마스 보내세요"), "🎄");
    EXPECT_EQ(first("눈이 많이 오네"), "❄");
    EXPECT_EQ(first("deploy 했어요"), "🚀");
}

TEST(Techniques, OneSyllableOfALongWordSaysNothing) {
    EXPECT_NE(first("즐겁던데네"), first("네"));
}

TEST(Techniques, TheLastWordIsTheHeadAndTwoWordsCountMoreThanOne) {
    EXPECT_THAT(first("purple cat", Language::en), kCat);
    EXPECT_EQ(first("happy birthday boss", Language::en), "🎂");
}

TEST(Techniques, TheWrongKeyboardIsUnderstood) {
    EXPECT_THAT(first("rhdiddl"), kCat);
    EXPECT_EQ(first("소무ㅏㄴ"), first("thanks"));
    EXPECT_EQ(why("rhdiddl", Language::en), "keyboard: rhdiddl → 고양이");
    EXPECT_EQ(first("dog", Language::en), "🐶");
}

TEST(Techniques, KoreanInLatinLettersIsRead) {
    EXPECT_THAT(first("goyangi"), kCat);
    EXPECT_THAT(first("chukha"), kParty);
    EXPECT_THAT(first("chuka"), kParty);
    EXPECT_THAT(first("kangaji"), kDog);
    EXPECT_EQ(first("gamsahamnida"), "🙏");
}

TEST(Techniques, SlipsOfTheFingersAreForgiven) {
    EXPECT_THAT(first("고앙이"), kCat);
    EXPECT_THAT(first("강아디"), kDog);
    EXPECT_THAT(first("축하햇요"), kParty);
    EXPECT_THAT(first("kat", Language::en), kCat);
    EXPECT_EQ(first("cofee", Language::en), "☕");
    EXPECT_THAT(why("kat", Language::en), HasSubstr("typo: kat → cat"));
    EXPECT_THAT(first("rhdidl"), kCat);
}

TEST(Techniques, EnglishEndingsDoNotMatter) {
    EXPECT_EQ(first("running", Language::en), "🏃");
    EXPECT_THAT(first("unicorns", Language::en), "🦄");
}

TEST(Techniques, JapaneseFindsTheSameCats) {
    EXPECT_THAT(first("ねこ", Language::ja), kCat);
    EXPECT_THAT(first("ねこ"), kCat);
    EXPECT_EQ(first("お疲れ様", Language::ja), "🙇");
}

TEST(Techniques, ASentenceIsReadForItsWords) {
    EXPECT_EQ(first("오늘 저녁 치킨"), "🍗");
    EXPECT_THAT(first("팀장님 감사합니다"), AnyOf("🙏", "🙇"));
    EXPECT_EQ(first("need more coffee please", Language::en), "☕");
    EXPECT_THAT(why("오늘 저녁 치킨"), HasSubstr("치킨"));
}

TEST(Techniques, WordsRunTogetherAreParted) {
    EXPECT_THAT(first("치킨맥주"), AnyOf("🍗", "🍺"));
    EXPECT_THAT(first("강아지산책"), AnyOf("🐶", "🐕", "🚶"));
}

TEST(Techniques, WhatWasUnderstoodIsSaid) {
    EXPECT_EQ(found("rhdiddl").understood, "고양이");
    EXPECT_EQ(found("고양이").understood, "");
}

TEST(Techniques, EmojiInARowAreFoundOneByOne) {
    EXPECT_EQ(first("😂😂😂"), "😂");
    EXPECT_EQ(first("축하🎂"), "🎂");
}
