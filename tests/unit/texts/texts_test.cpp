#include "libs/texts/texts.hpp"

#include <gtest/gtest.h>

#include <set>

namespace {

using texts::Language;

constexpr std::size_t most_button_characters = 24;  // issue "Both ends", 4: clients cut at about 30
constexpr std::size_t most_label_characters = 75;   // Slack's accessibility_label
constexpr std::size_t room_for_a_value = 40;

std::set<std::string> placeholders(std::string_view text) {
    std::set<std::string> names;
    for (std::size_t open = text.find('{'); open != std::string_view::npos;
         open = text.find('{', open + 1)) {
        const std::string_view slot = text.substr(open + 1, text.find('}', open) - open - 1);
        names.emplace(slot.substr(0, slot.find('|')));
    }
    return names;
}

std::size_t characters(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    return count;
}

TEST(Texts, BothFilesHaveTheSameKeys) {
    EXPECT_GT(texts::keys(Language::ko).size(), 20u);
    EXPECT_EQ(texts::keys(Language::ko), texts::keys(Language::en));
}

TEST(Texts, BothFilesHaveTheSamePlaceholders) {
    for (const std::string& key : texts::keys(Language::ko)) {
        EXPECT_EQ(placeholders(texts::raw(Language::ko, key)),
                  placeholders(texts::raw(Language::en, key)))
            << key;
    }
}

TEST(Texts, EverySentenceSaysSomething) {
    for (const Language language : {Language::ko, Language::en}) {
        for (const std::string& key : texts::keys(language)) {
            EXPECT_FALSE(texts::raw(language, key).empty()) << key;
        }
    }
}

TEST(Texts, ButtonsAndTheirSpokenNamesFitSlack) {
    for (const Language language : {Language::ko, Language::en}) {
        for (const std::string& key : texts::keys(language)) {
            const std::string_view text = texts::raw(language, key);
            if (key.rfind("button.", 0) == 0) {
                EXPECT_LE(characters(text), most_button_characters) << key;
            } else if (key.rfind("modal.", 0) == 0) {
                EXPECT_LE(characters(text), most_button_characters) << key;  // titles: 24 as well
            } else if (key.rfind("label.", 0) == 0) {
                EXPECT_LE(characters(text) + room_for_a_value, most_label_characters) << key;
            }
        }
    }
}

TEST(Texts, WhatWentWrongEndsWithACode) {
    for (const Language language : {Language::ko, Language::en}) {
        for (const std::string& key : texts::keys(language)) {
            if (key.rfind("notice.", 0) != 0 && key.rfind("press.", 0) != 0 && key != "busy")
                continue;
            const std::string text = texts::say(language, key,
                                                {{"code", "7F3K-2Q9D"},
                                                 {"label", "곰"},
                                                 {"notice", "another notice (code 7F3K-2Q9D)"}});
            EXPECT_NE(text.find("7F3K-2Q9D)"), std::string::npos) << key;
        }
    }
}

TEST(Texts, EverySentenceFitsASectionWithLongValues) {
    constexpr std::size_t most_section_characters = 3000;
    for (const Language language : {Language::ko, Language::en}) {
        for (const std::string& key : texts::keys(language)) {
            const std::string_view text = texts::raw(language, key);
            const auto values = placeholders(text).size();
            EXPECT_LE(characters(text) + values * 3 * room_for_a_value, most_section_characters)
                << key;
        }
    }
}

TEST(Texts, BusyAsksToTryAgain) {
    EXPECT_NE(texts::say(Language::ko, "busy", {{"code", "x"}}).find("다시"), std::string::npos);
    EXPECT_NE(texts::say(Language::en, "busy", {{"code", "x"}}).find("again"), std::string::npos);
}

TEST(Texts, FillsValuesInWithTheirParticles) {
    EXPECT_NE(texts::say(Language::ko, "none.text", {{"query", "고양이"}}).find("‘고양이’를 "),
              std::string::npos);
    EXPECT_NE(texts::say(Language::ko, "none.text", {{"query", "곰"}}).find("‘곰’을 "),
              std::string::npos);
    EXPECT_NE(texts::say(Language::en, "none.text", {{"query", "bear"}}).find("‘bear’"),
              std::string::npos);
}

TEST(Texts, ValuesAreNotFilledInTwice) {
    EXPECT_EQ(texts::say(Language::en, "post.text", {{"name", "{label}"}, {"label", "x"}}),
              "{label}’s sticker: x");
}

TEST(Texts, AnUnknownKeyComesBackAsItself) {
    EXPECT_EQ(texts::say(Language::ko, "no.such.key"), "no.such.key");
}

TEST(Texts, BackslashNBeginsALine) {
    EXPECT_NE(texts::say(Language::en, "help.text", {{"command", "/sticker"}}).find('\n'),
              std::string::npos);
}

TEST(Texts, KoreanIsForKoreanLocalesOnly) {
    EXPECT_EQ(texts::language_of("ko-KR"), Language::ko);
    EXPECT_EQ(texts::language_of("ko"), Language::ko);
    EXPECT_EQ(texts::language_of("ko_KR"), Language::ko);
    EXPECT_EQ(texts::language_of("kok-IN"), Language::en);
    EXPECT_EQ(texts::language_of("ja-JP"), Language::en);
    EXPECT_EQ(texts::language_of(""), Language::en);
}

}  // namespace
