#include "libs/slack/escape.hpp"

#include <gtest/gtest.h>

namespace {

using namespace slack;

TEST(Escape, TurnsTheThreeMarksIntoEntities) {
    EXPECT_EQ(escape("<!here> & <@U1>"), "&lt;!here&gt; &amp; &lt;@U1&gt;");
    EXPECT_EQ(escape("고양이 \"x\" 'y'"), "고양이 \"x\" 'y'");
    EXPECT_EQ(escape(""), "");
}

TEST(Escape, UnescapeIsTheWayBackAndReadsOnce) {
    EXPECT_EQ(unescape(escape("<a & b>")), "<a & b>");
    EXPECT_EQ(unescape("&amp;lt;"), "&lt;");
    EXPECT_EQ(unescape("& &x; &l"), "& &x; &l");
}

TEST(Quote, NeverBroadcasts) {
    for (const char* words : {"<!here>", "<!channel>", "<!subteam^S1>", "<@U1>", "<script>"}) {
        const std::string quoted = quote(words);
        EXPECT_EQ(quoted.find('<'), std::string::npos) << words;
        EXPECT_EQ(quoted.find('>'), std::string::npos) << words;
    }
    for (const char* words : {"@channel", "@HERE", "@everyone", "hi @channel!"}) {
        const std::string quoted = quote(words);
        EXPECT_NE(quoted.find("@\u2060"), std::string::npos) << words;
    }
    EXPECT_EQ(quote("a@b.example"), "a@b.example");
}

TEST(Quote, BeginsNoCodeBlockAndNoNewLine) {
    EXPECT_EQ(quote("`rm`"), "\u02cbrm\u02cb");
    EXPECT_EQ(quote("a\nb\tc"), "a b c");
}

TEST(Quote, DropsMarksThatTurnTheDirection) { EXPECT_EQ(quote("a\u202eb\u2066c\u200f"), "abc"); }

TEST(Quote, CutsBeforeItEscapesSoThatNoEntityIsTorn) {
    const std::string quoted = quote(std::string(500, '<'), 10);
    EXPECT_EQ(quoted, "&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;…");
}

TEST(Cut, CountsUtf16UnitsAndKeepsCodePointsWhole) {
    EXPECT_EQ(cut("고양이", 3), "고양이");
    EXPECT_EQ(cut("고양이들", 3), "고양…");
    EXPECT_EQ(cut("🐱🐱", 4), "🐱🐱");
    EXPECT_EQ(cut("🐱🐱🐱", 4), "🐱…");
    EXPECT_EQ(cut("ab", 0), "");
    EXPECT_EQ(cut("ab", 1), "…");
    for (std::size_t most = 1; most < 30; ++most) {
        EXPECT_LE(length(cut("고🐱a고🐱a고🐱a고🐱a고🐱a", most)), most);
    }
}

TEST(Cut, SurvivesAnyBytes) {
    EXPECT_EQ(length("\xff\xff"), 2u);
    EXPECT_EQ(cut("\xf0\x9f\x90", 2).size(), 2 - 1 + std::string("…").size());
}

}  // namespace
