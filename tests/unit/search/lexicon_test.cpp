#include "libs/search/lexicon/lexicon.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/search/find.hpp"
#include "libs/search/packs.hpp"
#include "tests/unit/search/default_packs.hpp"

using testing::ElementsAre;
using testing::IsEmpty;

namespace {

std::vector<std::string> messages(const std::vector<search::Complaint>& complaints) {
    std::vector<std::string> all;
    for (const search::Complaint& complaint : complaints) {
        all.push_back(complaint.message());
    }
    return all;
}

struct Read {
    search::Lexicon lexicon;
    std::vector<std::string> complaints;
};

Read read(const std::string& file, const std::string& text) {
    Read read;
    std::vector<search::Complaint> complaints;
    search::read_words({file, text}, read.lexicon, complaints);
    read.complaints = messages(complaints);
    return read;
}

}  // namespace

TEST(Lexicon, ReadsOneEntryALine) {
    const Read good = read("words/ko.txt", "# remark\n\n감사, ㄱㅅ = 🙏 ❤️\r\n너무 = -\n");
    EXPECT_THAT(good.complaints, IsEmpty());
    ASSERT_EQ(good.lexicon.sayings.size(), 1U);
    EXPECT_THAT(good.lexicon.sayings[0].words, ElementsAre("감사", "ㄱㅅ"));
    EXPECT_THAT(good.lexicon.sayings[0].emojis, ElementsAre("🙏", "❤"));
    EXPECT_EQ(good.lexicon.sayings[0].line, 3);
    EXPECT_THAT(good.lexicon.fillers, ElementsAre("너무"));
}

TEST(Lexicon, NamesFileLineAndReasonOfWhatIsWrong) {
    const std::string file = "tests/data/bad-lexicon/ko.txt";
    const Read bad = read(file, words_text(file).text);
    EXPECT_THAT(bad.complaints,
                ElementsAre(file + ":3: has no \"=\": write words, with commas = emoji",
                            file + ":4: has no word before the \"=\"",
                            file + ":5: \"밤\" is no emoji",
                            file + ":6: needs 1 to 12 emoji with spaces between",
                            file + ":7: \"칼퇴\" stands in line 2 already",
                            file + ":9: \"이말은사십글자를넘는아주긴말이라서검사에걸려야합니다정말로"
                                   "아주길고길고길고길고길고긴말\" is no word of 1 to 40 letters"));
}

TEST(Lexicon, TakesNoFileOfAnotherName) {
    EXPECT_THAT(read("words/de.txt", "").complaints,
                ElementsAre("words/de.txt:1: is none of ko.txt, en.txt, ja.txt and popular.txt"));
}

TEST(Lexicon, OfTheCheckoutShowsStickersForEveryEmoji) {
    const search::Loaded loaded = search::load(
        {pack_text("packs/noto-anim"), pack_text("packs/fluent-3d"), pack_text("packs/openmoji")},
        {words_text("packs/lexicon/ko.txt"), words_text("packs/lexicon/en.txt"),
         words_text("packs/lexicon/ja.txt"), words_text("packs/lexicon/popular.txt")});
    EXPECT_THAT(messages(loaded.complaints), IsEmpty());
    EXPECT_THAT(messages(loaded.remarks), IsEmpty());
}

TEST(Lexicon, IsPartOfTheVersion) {
    const auto version = [](const std::string& words) {
        return search::load({pack_text("packs/openmoji")}, {{"ko.txt", words}}).catalog->version();
    };
    EXPECT_NE(version("퇴근 = 🏳️"), version("칼퇴 = 🏳️"));
}
