#include "libs/texts/texts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
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
            if (key.rfind("notice.", 0) != 0 && key.rfind("press.", 0) != 0 && key != "busy" &&
                key != "settings.away")
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

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
// Hangul syllables are U+AC00 … U+D7A3: first byte 0xea … 0xed in UTF-8.
bool is_hangul(char c) {
    return static_cast<unsigned char>(c) >= 0xea && static_cast<unsigned char>(c) <= 0xed;
}

// A label that is only an emoji was blank on Android in a report.
TEST(Texts, EveryButtonHasAWordOnIt) {
    for (const Language language : {Language::ko, Language::en}) {
        for (const std::string& key : texts::keys(language)) {
            if (key.rfind("button.", 0) != 0) continue;
            const std::string_view text = texts::raw(language, key);
            EXPECT_TRUE(std::any_of(text.begin(), text.end(), [](char c) {
                return is_letter(c) || is_hangul(c);
            })) << key;
        }
    }
}

// 해요체 throughout, and nobody is called 당신.
TEST(Texts, KoreanSpeaksWithOneVoice) {
    for (const std::string& key : texts::keys(Language::ko)) {
        const std::string_view text = texts::raw(Language::ko, key);
        for (const char* foreign :
             {"당신", "니다", "십시오", "하세요.", "되어지", "에 의해", "그/그녀"}) {
            EXPECT_EQ(text.find(foreign), std::string_view::npos) << key << ": " << foreign;
        }
    }
}

// "{label}을" is wrong for every second name: the particle has to be chosen, {label|을/를}.
TEST(Texts, NoParticleIsFixedBehindAName) {
    for (const std::string& key : texts::keys(Language::ko)) {
        const std::string_view text = texts::raw(Language::ko, key);
        for (const char* end : {"}", "}’"}) {
            for (const char* fixed :
                 {"을", "를", "이 ", "가 ", "은 ", "는 ", "과 ", "와 ", "으로", "로 "}) {
                const std::string wrong = std::string(end) + fixed;
                EXPECT_EQ(text.find(wrong), std::string_view::npos) << key << ": " << wrong;
            }
        }
    }
}

// Slack formats *bold* and `code` only where the closing mark stands before a blank or a sign, so
// a Korean particle behind it shows the bare mark.
TEST(Texts, NothingIsJoinedToAClosingFormattingMark) {
    for (const Language language : {Language::ko, Language::en}) {
        for (const std::string& key : texts::keys(language)) {
            const std::string_view text = texts::raw(language, key);
            for (const char mark : {'`', '*'}) {
                bool open = false;
                for (std::size_t i = 0; i < text.size(); ++i) {
                    if (text[i] != mark) continue;
                    open = !open;
                    if (open || i + 1 == text.size()) continue;
                    EXPECT_FALSE(is_letter(text[i + 1]) || is_hangul(text[i + 1])) << key;
                }
                EXPECT_FALSE(open) << key << ": a mark that is never closed";
            }
        }
    }
}

TEST(Texts, NoticesNameTheStickerWithItsParticle) {
    const auto said = [](const char* key, const char* label) {
        return texts::say(Language::ko, key, {{"label", label}, {"code", "7F3K-2Q9D"}});
    };
    for (const char* key : {"notice.expired", "notice.refused", "notice.closed"}) {
        EXPECT_NE(said(key, "고양이 얼굴").find("‘고양이 얼굴’을 "), std::string::npos) << key;
        EXPECT_NE(said(key, "하트 고양이").find("‘하트 고양이’를 "), std::string::npos) << key;
    }
    EXPECT_NE(said("notice.parked", "곰").find("‘곰’이 "), std::string::npos);
    EXPECT_NE(said("notice.parked", "커피").find("‘커피’가 "), std::string::npos);
    EXPECT_NE(texts::say(Language::ko, "help.unknown", {{"word", "--all"}}).find("‘--all’은 "),
              std::string::npos);
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
