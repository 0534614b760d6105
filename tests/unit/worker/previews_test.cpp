// What a member sees after a command: previews, and words where there are none.
#include <gtest/gtest.h>

#include <algorithm>

#include "libs/slack/blocks.hpp"
#include "libs/slack/escape.hpp"
#include "tests/unit/worker/world.hpp"

namespace {

using namespace worker;

proto::Action only_action(const proto::Event& event, const Inputs& inputs) {
    const Decision decision = decided(event, inputs);
    EXPECT_EQ(decision.actions.size(), 1u) << decision.rule;
    return decision.actions.empty() ? proto::Action{} : decision.actions.front();
}

json shown(const proto::Event& event, const Inputs& inputs) {
    return arguments_of(only_action(event, inputs));
}

TEST(Previews, AreForTheMemberAlone) {
    const proto::Action action = only_action(command("search 고양이"), korean());
    EXPECT_EQ(action.method, proto::Method::response_url);
    EXPECT_EQ(action.lane, proto::Lane::quiet);
    EXPECT_EQ(action.response_url, response_url);
    EXPECT_EQ(action.expires_at, action.received_at + proto::quiet_life);
    const json message = arguments_of(action);
    EXPECT_EQ(message.at("response_type"), "ephemeral");
    EXPECT_FALSE(message.value("replace_original", false));
}

TEST(Previews, AreThreePicturesWithASendEachAndOneRow) {
    const json message = shown(command("고양이"), korean());
    const json& blocks = message.at("blocks");
    ASSERT_EQ(blocks.size(), 7u);
    EXPECT_LE(blocks.size(), 12u);
    for (std::size_t i = 0; i < 3; ++i) {
        const json& image = blocks.at(2 * i);
        EXPECT_EQ(image.at("type"), "image");
        EXPECT_EQ(image.at("image_url"), facts(static_cast<int>(i) + 1).image_url);
        EXPECT_EQ(image.at("alt_text"), facts(static_cast<int>(i) + 1).label);
        EXPECT_EQ(image.at("title").at("text"),
                  std::to_string(i + 1) + " · " + facts(static_cast<int>(i) + 1).label);
        EXPECT_EQ(blocks.at(2 * i + 1).at("elements").size(), 1u);
        EXPECT_EQ(button_of(message, button::send, i).at("text").at("text"), "보내기");
    }
}

TEST(Previews, ButtonsHaveShortLabelsAndSpokenNames) {
    Inputs inputs = korean();
    for (StickerFacts& sticker : inputs.page->stickers) sticker.label = std::string(300, 'w');
    for (const char* locale : {"ko-KR", "en-US", "ja-JP"}) {
        inputs.member.locale = locale;
        for (const json& element : buttons(shown(command("고양이"), inputs))) {
            EXPECT_LE(slack::length(element.at("text").at("text").get<std::string>()),
                      slack::limit::button_label);
            const auto spoken = element.at("accessibility_label").get<std::string>();
            EXPECT_FALSE(spoken.empty());
            EXPECT_LE(slack::length(spoken), slack::limit::accessibility_label);
        }
    }
}

TEST(Previews, ASendSaysAloudWhatItSends) {
    Inputs inputs = korean();
    inputs.page->stickers.at(1).label = "고양이 얼굴";
    const json message = shown(command("고양이"), inputs);
    EXPECT_EQ(button_of(message, button::send, 1).at("accessibility_label"), "고양이 얼굴 보내기");
    EXPECT_EQ(message.at("blocks").at(2).at("title").at("text"), "2 · 고양이 얼굴");
    EXPECT_EQ(message.at("blocks").at(2).at("alt_text"), "고양이 얼굴");
    EXPECT_EQ(message.dump().find("\"accessory\""), std::string::npos);
    inputs.member.locale = "en-US";
    EXPECT_EQ(button_of(shown(command("cat"), inputs), button::send, 1).at("accessibility_label"),
              "Send 고양이 얼굴");
}

TEST(Previews, TheLastRowIsMorePreviousShuffleCancel) {
    const json message = shown(
        press(std::string(button::more), value_of(Redraw{Direction::more, "p", "고양이", 0, 0})),
        korean(3, 9));
    const json& row = message.at("blocks").back();
    ASSERT_EQ(row.at("type"), "actions");
    std::vector<std::string> ids;
    for (const json& element : row.at("elements")) ids.push_back(element.at("action_id"));
    EXPECT_EQ(ids, (std::vector<std::string>{"sticker.more", "sticker.previous", "sticker.shuffle",
                                             "sticker.cancel"}));
}

TEST(Previews, OfferOnlyWhatThereIs) {
    const json first = shown(command("고양이"), korean(3, 7));
    EXPECT_TRUE(has_button(first, button::more));
    EXPECT_FALSE(has_button(first, button::previous));
    EXPECT_TRUE(has_button(first, button::shuffle));
    const json single = shown(command("고양이"), korean(1, 1));
    EXPECT_FALSE(has_button(single, button::more));
    EXPECT_FALSE(has_button(single, button::shuffle));
    EXPECT_TRUE(has_button(single, button::cancel));
}

TEST(Previews, EveryButtonNamesTheActionThatDrewIt) {
    const proto::Action action = only_action(command("고양이"), korean());
    for (const json& element : buttons(arguments_of(action))) {
        EXPECT_EQ(json::parse(element.at("value").get<std::string>()).at("p"), action.id.value);
    }
}

TEST(Previews, SpeakTheMembersLanguageUnderAnyCommandName) {
    const json korean_help = shown(command("", "/스티커"), korean());
    EXPECT_NE(korean_help.at("text").get<std::string>().find("`/스티커 고양이`"),
              std::string::npos);
    Inputs english = korean();
    english.member.locale = "en-GB";
    EXPECT_EQ(button_of(shown(command("cat"), english), button::send).at("text").at("text"),
              "Send");
}

TEST(Previews, AreShownInEnglishToAMemberNobodyKnows) {
    Inputs inputs = korean();
    inputs.member = {};
    const json message = shown(command("cat"), inputs);
    EXPECT_EQ(button_of(message, button::send).at("text").at("text"), "Send");
}

TEST(Previews, NothingFoundIsSaidWithNearWords) {
    Inputs none = korean(0, 0);
    none.page->suggestions = {"고양이", "곰"};
    const Decision decision = decided(command("고냥이"), none);
    EXPECT_EQ(decision.rule, "no_result");
    const json message = arguments_of(decision.actions.at(0));
    const std::string text = message.at("text");
    EXPECT_NE(text.find("고냥이"), std::string::npos);
    EXPECT_NE(text.find("곰"), std::string::npos);
    EXPECT_EQ(message.at("response_type"), "ephemeral");
}

TEST(Previews, AMembersWordsCanMentionNobody) {
    for (const Inputs& inputs : {korean(0, 0), korean()}) {
        const std::string text = shown(command("<!channel> @here <@U2>"), inputs).at("text");
        EXPECT_NE(text.find("channel"), std::string::npos);
        EXPECT_EQ(text.find("<!channel>"), std::string::npos);
        EXPECT_EQ(text.find("<@"), std::string::npos);
        EXPECT_EQ(text.find("@here"), std::string::npos);
    }
}

// Whatever is typed: an answer in words or previews, for the member alone, that formats nothing,
// mentions nobody and is not cut off by Slack.
TEST(Previews, EveryStrangeQueryIsAnsweredKindlyAndCalmly) {
    Inputs near = korean(0, 0);
    near.page->suggestions = {"곰", "<!here>"};
    for (const std::string& words :
         {std::string(500, 'x'), std::string(500, '`'), std::string("<script>alert(1)</script>"),
          std::string("@channel"), std::string("<!here>"), std::string("`rm -rf`"),
          std::string("*bold* _it_ ~no~"), std::string("--<!everyone>"), std::string("/<!here>"),
          std::string("/sticker"), std::string("--all"), std::string("search"),
          std::string("<@U2> <#C2|secret>"), std::string(4000, '<')}) {
        for (const Inputs& inputs : {korean(0, 0), near, korean()}) {
            const json message = shown(command(words), inputs);
            EXPECT_EQ(message.at("response_type"), "ephemeral") << words;
            const std::string text = message.at("text");
            EXPECT_FALSE(text.empty()) << words;
            EXPECT_LT(slack::length(text), 1'000u) << words;
            for (const char* loud :
                 {"<!", "<@", "<#", "<script", "@channel", "@here", "@everyone"}) {
                EXPECT_EQ(text.find(loud), std::string::npos) << words << ": " << loud;
            }
            EXPECT_EQ(std::count(text.begin(), text.end(), '`') % 2, 0) << text;
        }
    }
}

TEST(Previews, AnOrderThatWeDoNotKnowIsNamedAboveTheHelp) {
    const std::string text = shown(command("--all 고양이", "/스티커"), korean()).at("text");
    EXPECT_EQ(text.find("‘--all’은 "), 0u) << text;
    EXPECT_NE(text.find("`/스티커 고양이`"), std::string::npos) << text;
}

TEST(Previews, ALongQueryThatFindsNothingIsToldWhatWouldHelp) {
    const std::string text = shown(command(std::string(500, 'x')), korean(0, 0)).at("text");
    EXPECT_NE(text.find("한두 단어로"), std::string::npos) << text;
    EXPECT_EQ(text.find("xxx"), std::string::npos) << text;
}

TEST(Previews, AnEmptyQueryIsAskedWhatToFind) {
    const Decision decision = decided(command("search "), korean());
    EXPECT_EQ(decision.rule, "help");
    EXPECT_NE(arguments_of(decision.actions.at(0)).at("text").get<std::string>().find("무엇을"),
              std::string::npos);
    EXPECT_EQ(plan(command("search ")).search, std::nullopt);
}

TEST(Previews, TheLongestQueryStillFitsEveryButton) {
    std::string longest;
    for (int i = 0; i < 200; ++i) longest += "\"🐱";
    for (const json& element : buttons(shown(command(longest), korean()))) {
        EXPECT_LE(element.at("value").get<std::string>().size(), 2000u);
    }
}

}  // namespace
