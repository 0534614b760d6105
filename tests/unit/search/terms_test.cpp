#include "libs/search/index/terms.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/search/index/pairs.hpp"

using search::Field;
using search::Language;
using search::Pairs;
using search::Terms;
using testing::ElementsAre;

namespace {

Terms terms_of(std::initializer_list<const char*> texts) {
    Terms::Builder builder;
    std::uint32_t sticker = 0;
    for (const char* text : texts) {
        builder.add(text, {sticker++, 0, Field::tag, Language::en});
    }
    return std::move(builder).build();
}

std::vector<std::string> texts(const Terms& terms, std::pair<search::TermId, search::TermId> range) {
    std::vector<std::string> found;
    for (auto term = range.first; term != range.second; ++term) {
        found.emplace_back(terms.text(term));
    }
    return found;
}

std::vector<std::string> texts(const Terms& terms, const std::vector<search::TermId>& ids) {
    std::vector<std::string> found;
    for (const search::TermId term : ids) {
        found.emplace_back(terms.text(term));
    }
    return found;
}

}  // namespace

TEST(Terms, FindsAPrefixWithTheWholeTermFirst) {
    const Terms terms = terms_of({"cats", "dog", "cat", "ca", "category", "cb"});
    EXPECT_THAT(texts(terms, terms.starting_with("cat")), ElementsAre("cat", "category", "cats"));
    EXPECT_THAT(texts(terms, terms.starting_with("dog")), ElementsAre("dog"));
    EXPECT_THAT(texts(terms, terms.starting_with("zebra")), ElementsAre());
    EXPECT_THAT(texts(terms, terms.starting_with("")).size(), terms.size());
}

TEST(Terms, KeepsEveryPostingOfATerm) {
    Terms::Builder builder;
    builder.add("b", {1, 0, Field::tag, Language::en});
    builder.add("a", {2, 3, Field::label, Language::ko});
    builder.add("b", {4, 0, Field::tag_word, Language::ja});
    builder.add("", {5, 0, Field::tag, Language::en});
    const Terms terms = std::move(builder).build();
    ASSERT_EQ(terms.size(), 2U);
    ASSERT_EQ(terms.postings(0).size(), 1U);
    EXPECT_EQ(terms.postings(0)[0].place, 3);
    ASSERT_EQ(terms.postings(1).size(), 2U);
    EXPECT_EQ(terms.postings(1)[1].sticker, 4U);
}

TEST(Terms, MayBeEmpty) {
    const Terms terms = terms_of({});
    EXPECT_EQ(terms.size(), 0U);
    EXPECT_THAT(texts(terms, terms.starting_with("a")), ElementsAre());
    EXPECT_TRUE(Pairs(terms).alike(terms, "a", 0.1).empty());
}

// With an index, and without one for few terms: the same answers.
class EitherPairs : public testing::TestWithParam<std::size_t> {};
INSTANTIATE_TEST_SUITE_P(Pairs, EitherPairs, testing::Values(std::size_t{0}, Pairs::kFewTerms));

TEST_P(EitherPairs, FindAPartOnceInEachTerm) {
    const Terms terms = terms_of({"banana", "anagram", "cat", "nab", "고양이", "양말"});
    const Pairs pairs(terms, GetParam());
    EXPECT_THAT(texts(terms, pairs.containing(terms, "na")),
                ElementsAre("anagram", "banana", "nab"));
    EXPECT_THAT(texts(terms, pairs.containing(terms, "nana")), ElementsAre("banana"));
    EXPECT_THAT(texts(terms, pairs.containing(terms, "양이")), ElementsAre("고양이"));
    EXPECT_THAT(texts(terms, pairs.containing(terms, "tn")), ElementsAre());
    EXPECT_THAT(texts(terms, pairs.containing(terms, "양")), ElementsAre());
    EXPECT_THAT(texts(terms, pairs.containing(terms, "")), ElementsAre());
}

TEST_P(EitherPairs, OrderWordsByLikeness) {
    const Terms terms = terms_of({"happy", "unhappy", "dog"});
    const auto alike = Pairs(terms, GetParam()).alike(terms, "hapy", 0.4);
    ASSERT_EQ(alike.size(), 2U);
    EXPECT_EQ(terms.text(alike[0].term), "happy");
    EXPECT_GT(alike[0].likeness, alike[1].likeness);
}
