// How people really write: careless spelling, drawn-out letters, verbs in any form, whole sentences.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/search/find.hpp"
#include "libs/search/korean/endings.hpp"
#include "libs/search/korean/spoken.hpp"
#include "libs/search/korean/stems.hpp"
#include "libs/search/reading/calm.hpp"
#include "libs/search/reading/known.hpp"
#include "libs/search/text/hangul.hpp"
#include "libs/search/text/normalise.hpp"
#include "tests/unit/search/default_packs.hpp"

using search::keys_of;
using search::spoken;
using testing::AnyOf;
using testing::Contains;
using testing::ElementsAre;

namespace {

std::string first(const std::string& text) {
    const search::Found answer =
        search::find(default_search(), {.text = text, .language = search::Language::ko});
    return answer.hits.empty() ? "nothing" : search::normalise(answer.hits.front().sticker->emoji);
}

// A small lexicon beside the packs, so that no shipped word decides.
std::string first_with(const std::string& words, const std::string& text) {
    const search::Loaded loaded = search::load({pack_text("packs/fluent-3d")}, {{"ko.txt", words}});
    const search::Found answer =
        search::find(*loaded.catalog, {.text = text, .language = search::Language::ko});
    return answer.hits.empty() ? "nothing" : search::normalise(answer.hits.front().sticker->emoji);
}

}  // namespace

TEST(Spoken, IsOneForSpellingsOfOneSound) {
    EXPECT_EQ(spoken("괜차나"), spoken("괜찮아"));
    EXPECT_EQ(spoken("되박"), spoken("대박"));
    EXPECT_EQ(spoken("떡뽀끼"), spoken("떡볶이"));
    EXPECT_EQ(spoken("감사함니다"), spoken("감사합니다"));
    EXPECT_EQ(spoken("미아내"), spoken("미안해"));
    EXPECT_EQ(spoken("가치"), spoken("같이"));
}

TEST(Spoken, KeepsWordsOfDifferentSoundApart) {
    EXPECT_NE(spoken("고양이"), spoken("강아지"));
    EXPECT_NE(spoken("커피"), spoken("코피"));
    EXPECT_EQ(spoken("ㅋㅋ"), "");
    EXPECT_EQ(spoken("cat"), "");
    EXPECT_EQ(spoken("커피ㅋㅋ"), "");
}

TEST(Spoken, FindsAWordUnderItsEnding) {
    EXPECT_EQ(first_with("행복 = 🐸", "햄보칼래"), "🐸");
    EXPECT_EQ(first_with("괜찮아 = 🐸", "갠차나욤"), "🐸");
}

TEST(Endings, CuteSpellingsOfOneEndingAreKnown) {
    for (const char* ending : {"해요", "해용", "해욤", "해염", "해여", "해유", "합니당", "함다"}) {
        const std::string keys = keys_of(ending);
        EXPECT_THAT(search::endings_of(keys), Contains(keys.size())) << ending;
    }
    EXPECT_EQ(first_with("감사 = 🐸", "감삼다"), "🐸");
}

TEST(Stems, AVerbIsOneInAllItsForms) {
    EXPECT_THAT(search::stems_of_term("졸리다"), ElementsAre(keys_of("졸리")));
    EXPECT_THAT(search::stems_of_term("졸려"), Contains(keys_of("졸리")));
    EXPECT_THAT(search::stems_of_term("까먹었다"), Contains(keys_of("까먹")));
    EXPECT_THAT(search::stems_of_typed("졸렸어요"), Contains(keys_of("졸리")));
    EXPECT_THAT(search::stems_of_typed("고마웠습니다"), Contains(keys_of("고맙")));
    EXPECT_THAT(search::stems_of_typed("힘드네"), Contains(keys_of("힘들")));
    for (const char* typed : {"졸렸어요", "졸리네", "졸린데", "졸릴까", "졸려서"}) {
        EXPECT_EQ(first_with("졸리다 = 🐸", typed), "🐸") << typed;
    }
}

TEST(Stems, AWordWithAParticleComesBeforeAVerbThatMightBe) {
    EXPECT_EQ(first_with("집 = 🐸\n지워 = 🐔", "집으로"), "🐸");
}

TEST(Unstretched, LettersThatOnlyDrawOutAreDropped) {
    EXPECT_EQ(search::unstretched("좋아아아"), "좋아");
    EXPECT_EQ(search::unstretched("좋아ㅏㅏ"), "좋아");
    EXPECT_EQ(search::unstretched("헐ㄹㄹ"), "헐");
    EXPECT_EQ(search::unstretched("대애박"), "대박");
    EXPECT_EQ(search::unstretched("제바알"), "제발");
    EXPECT_EQ(search::unstretched("soooo"), "so");
    EXPECT_EQ(search::unstretched("good"), "good");
    EXPECT_EQ(search::unstretched("고양이"), "고양이");
    EXPECT_EQ(search::unstretched("우유"), "우유");
}

TEST(Sentences, ASetPhraseIsFoundInsideThem) {
    EXPECT_EQ(first_with("먼저 가볼게 = 🐸\n고양이 = 🐔", "그럼 저는 먼저 가볼게요 고양이"), "🐸");
    EXPECT_EQ(first("can you take a look at this"), "👀");
    EXPECT_EQ(first("한번 봐주실 수 있나요"), "👀");
}

TEST(Sentences, WordsThatOnlyColourDoSoInEveryForm) {
    const search::Loaded loaded = search::load(
        {pack_text("packs/fluent-3d")}, {{"ko.txt", "고양이 = 🐸\n먹자 = 🐔\n만들다, 먹다, 너무 = -"}});
    EXPECT_TRUE(search::only_colours(*loaded.catalog, "너무"));
    EXPECT_TRUE(search::only_colours(*loaded.catalog, "만들었어요"));
    EXPECT_FALSE(search::only_colours(*loaded.catalog, "먹자"));
    EXPECT_FALSE(search::only_colours(*loaded.catalog, "고양이"));
    EXPECT_EQ(first_with("고양이 = 🐸\n가즈아 = 🐔\n가다 = -", "고양이 갑니다요"), "🐸");
    EXPECT_EQ(first_with("좋아요 = 🐸\n너무, 좋아요 = -", "너무 좋아요"), "🐸");  // nothing else there
}

TEST(Sentences, AFillerIsNoBeginningOfASaying) {
    EXPECT_EQ(first_with("너무해 = 🐸\n덥다 = 🐔 🐸\n너무 = -", "너무 덥다"), "🐔");
}

TEST(Sentences, ALowMoodComesBeforeWhatHasIt) {
    EXPECT_THAT(first("sad elephant"), AnyOf("😢", "😭"));
    EXPECT_THAT(first("화난 코끼리"), AnyOf("😡", "😤", "😠"));
    EXPECT_THAT(first("sorry i missed your message"), AnyOf("🙏", "😔", "🙇"));
}

TEST(Sentences, KnownWordsAreNoSlips) {
    EXPECT_EQ(first_with("점심먹자 = 🐸\n점섬 = 🐼\n먹지 = 🐔", "점섬 먹지"), "🐔");
}

TEST(Initials, AnEndingBehindThemSaysNothing) {
    EXPECT_EQ(first("ㅇㅋ요"), first("ㅇㅋ"));
    EXPECT_EQ(first("ㄱㅅ합니다"), first("ㄱㅅ"));
}

TEST(Initials, AFewDoNotBeginALongerAbbreviation) {
    EXPECT_NE(first_with("ㅍㅈㅎ = 🐸", "ㅍㅈ"), "🐸");
    EXPECT_EQ(first_with("ㅅㄱㅎㅅㅇ = 🐸", "ㅅㄱㅎㅅ"), "🐸");
}
