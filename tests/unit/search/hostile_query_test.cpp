// Any bytes as a query: an answer, quickly. The sanitizer build runs these too.
#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "libs/search/find.hpp"
#include "libs/search/text/utf8.hpp"
#include "tests/unit/search/default_packs.hpp"

namespace {

// Far above the budget of 1 ms, for sanitizers and busy machines; a quadratic step takes seconds.
constexpr std::chrono::milliseconds kSlow{500};

search::Found answer(const std::string& query) {
    const auto start = std::chrono::steady_clock::now();
    search::Found found = search::find(default_packs(), {.text = query});
    EXPECT_LT(std::chrono::steady_clock::now() - start, kSlow);
    return found;
}

std::string repeated(const std::string& text, std::size_t bytes) {
    std::string all;
    while (all.size() < bytes) {
        all += text;
    }
    return all;
}

}  // namespace

TEST(HostileQuery, NothingFindsNothing) {
    for (const std::string& query : {std::string(), std::string("   \n"), std::string(8, '\0'),
                                    std::string("\u200B\u200E"), std::string("\xff\xfe\x80")}) {
        const search::Found found = answer(query);
        EXPECT_EQ(found.total, 0U);
        EXPECT_TRUE(found.suggestions.empty());
    }
}

TEST(HostileQuery, PunctuationAloneIsAnswered) {
    for (const char* query : {":", "::", ":::", "/", "'", "\"", "?!", "%s%n", "-", "<!channel>"}) {
        answer(query);
    }
}

TEST(HostileQuery, TwentyKilobytesAreAnswered) {
    for (const char* text : {"a", "고양이 ", "🐱", "e\u0301\u0323", "\u0301", "\xff", ":cat:", "ㅋ",
                             "\u1100\u1161", "👩‍", "a b ", " "}) {
        answer(repeated(text, 20'000));
    }
}

TEST(HostileQuery, WordsBehindALeadOfRubbishAreStillFound) {
    EXPECT_GT(answer(repeated("\xff", 500) + "cat").total, 0U);
    EXPECT_GT(answer("\u202E\u2066cat\u2069").total, 0U);
    EXPECT_GT(answer(std::string("cat\0", 4)).total, 0U);
}

TEST(HostileQuery, RandomBytesAreAnswered) {
    std::mt19937 random(20'261'124);
    for (int round = 0; round < 2000; ++round) {
        std::string query(random() % 200, '\0');
        for (char& byte : query) {
            byte = static_cast<char>(random() % 256);
        }
        const search::Found found = answer(query);
        EXPECT_LE(found.hits.size(), 5U);
    }
}

TEST(HostileQuery, RandomCodePointsAreAnswered) {
    std::mt19937 random(7);
    const std::u32string letters = U"cat고양이ㄱ\u1100\u1161\u11A8\u0301🐱🏽\u200D\uFE0Fねコ猫 :_";
    for (int round = 0; round < 2000; ++round) {
        std::string query;
        for (std::size_t i = random() % 30; i > 0; --i) {
            search::append_utf8(query, letters[random() % letters.size()]);
        }
        answer(query);
    }
}

TEST(HostileQuery, LimitAndOffsetMayBeAnything) {
    const auto most = static_cast<std::size_t>(-1);
    EXPECT_TRUE(search::find(default_packs(), {.text = "cat", .limit = 0}).hits.empty());
    EXPECT_TRUE(search::find(default_packs(), {.text = "cat", .limit = most, .offset = most})
                    .hits.empty());
    EXPECT_FALSE(search::find(default_packs(), {.text = "cat", .limit = most}).hits.empty());
}
