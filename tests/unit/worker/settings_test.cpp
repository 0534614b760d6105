// `/sticker settings`: the modal, its list of packs, what is sent off, and what it changes.
#include "services/sticker-worker/core/settings.hpp"

#include <gtest/gtest.h>

#include "tests/unit/worker/world.hpp"

namespace {

using namespace worker;

json view_of(const Inputs& inputs) {
    return arguments_of(decided(command("설정"), inputs).actions.at(0)).at("view");
}
json input_of(const json& view, const std::string& block) {
    for (const json& one : view.at("blocks")) {
        if (one.at("block_id") == block) return one.at("element");
    }
    return {};
}
json errors_of(const json& values, const Inputs& inputs) {
    const Decision decision = decided(submitted(values), inputs);
    EXPECT_FALSE(decision.settings.has_value());
    return json::parse(decision.reply.value_or("{}")).at("errors");
}
std::vector<std::string> packs_for(const std::string& words) {
    std::vector<std::string> values;
    const Decision decision = decided(typed(words), korean());
    EXPECT_EQ(decision.rule, rule_packs);
    const json answer = json::parse(decision.reply.value_or("{}"));
    for (const json& option : answer.at("options")) values.push_back(option.at("value"));
    return values;
}

TEST(SettingsModal, IsOpenedByTheTriggerOfTheCommand) {
    for (const char* words : {"settings", "SETTINGS", "설정", "/sticker 설정"}) {
        const Decision decision = decided(command(words), korean());
        ASSERT_EQ(decision.rule, "settings") << words;
        const proto::Action& action = decision.actions.at(0);
        EXPECT_EQ(action.method, proto::Method::views_open);
        EXPECT_EQ(action.lane, proto::Lane::quiet);
        EXPECT_EQ(action.expires_at, action.received_at + proto::view_life);
        EXPECT_EQ(proto::encode(action).key, "T1:U1");
        EXPECT_EQ(arguments_of(action).at("trigger_id"), "trigger.E1");
        // A dead trigger is told by the command's own way.
        EXPECT_EQ(action.notify->response_url, response_url);
    }
    EXPECT_EQ(decided(command("search 설정"), korean()).rule, "search");
    EXPECT_EQ(decided(command("settings cat"), korean()).rule, "search");
}

TEST(SettingsModal, FitsSlack) {
    for (const char* locale : {"ko-KR", "en-US"}) {
        Inputs inputs = korean();
        inputs.member.locale = locale;
        const json view = view_of(inputs);
        EXPECT_EQ(view.at("type"), "modal");
        ASSERT_EQ(view.at("blocks").size(), 3u);
        // A "busy" of the gateway's stands at the first input.
        EXPECT_EQ(view.at("blocks").at(0).at("block_id"), form::previews);
        for (const json& block : view.at("blocks")) EXPECT_EQ(block.at("type"), "input");
        const json pack = input_of(view, "pack");
        EXPECT_EQ(pack.at("type"), "external_select");
        EXPECT_EQ(pack.at("min_query_length"), 0);
    }
}

TEST(SettingsModal, ShowsWhatIsChosenNow) {
    Inputs inputs = korean();
    inputs.settings = Settings{5, "en", "openmoji"};
    const json view = view_of(inputs);
    EXPECT_EQ(view.at("title").at("text"), "Sticker settings");
    EXPECT_EQ(input_of(view, "previews").at("initial_value"), "5");
    EXPECT_EQ(input_of(view, "language").at("initial_option").at("value"), "en");
    EXPECT_EQ(input_of(view, "pack").at("initial_option").at("value"), "openmoji");
    inputs.settings = Settings{3, "", "a-pack-that-is-gone"};
    EXPECT_EQ(input_of(view_of(inputs), "pack").at("initial_option").at("value"), "-");
    EXPECT_EQ(input_of(view_of(inputs), "language").at("initial_option").at("value"), "slack");
}

TEST(SettingsModal, AMentionCanOpenNone) {
    const auto event = said({{"type", "app_mention"},
                             {"channel", "C1"},
                             {"user", "U1"},
                             {"text", "<@U0BOT> 설정"},
                             {"ts", "1.1"}});
    EXPECT_EQ(decided(event, korean()).rule, "help");
}

TEST(SettingsModal, WithRedisAwayTheCommandIsToBeTriedAgain) {
    Inputs inputs = korean();
    inputs.settings.reset();
    const Decision decision = decided(command("설정"), inputs);
    EXPECT_EQ(decision.rule, rule_away);
    ASSERT_EQ(decision.actions.size(), 1u);
    const std::string text = arguments_of(decision.actions.at(0)).at("text");
    EXPECT_NE(text.find(proto::error_code(decision.actions.at(0).id.value)), std::string::npos);
    EXPECT_FALSE(has_effect(decision));
}

TEST(PackList, IsNarrowedByWhatWasTyped) {
    EXPECT_EQ(packs_for(""), (std::vector<std::string>{"-", "noto-anim", "openmoji"}));
    EXPECT_EQ(packs_for("움직이"), std::vector<std::string>{"noto-anim"});
    EXPECT_EQ(packs_for("MOJI"), std::vector<std::string>{"openmoji"});
    EXPECT_TRUE(packs_for("없는 묶음").empty());
}

TEST(PackList, NeverRecordsWhatWasTyped) {
    const Decision decision = decided(typed("비밀"), korean());
    EXPECT_TRUE(decision.actions.empty());
    EXPECT_FALSE(has_effect(decision));
    EXPECT_TRUE(plan(typed("비밀")).packs);
}

TEST(SavedSettings, AreAnsweredByABareAckWhichClosesTheModal) {
    const Decision decision = decided(submitted(choices("5", "ko", "openmoji")), korean());
    EXPECT_EQ(decision.rule, "saved");
    EXPECT_EQ(decision.reply, "");
    EXPECT_EQ(decision.settings, (Settings{5, "ko", "openmoji"}));
    EXPECT_TRUE(decision.actions.empty());
    EXPECT_TRUE(has_effect(decision));
    EXPECT_EQ(decided(submitted(choices("3")), korean()).settings, Settings{});
}

TEST(SavedSettings, OfAnotherNumberAreRefusedAtTheirField) {
    for (const char* number : {"2", "6", "0", "-4", "35", "4.5", "", "넷", "3 ", "٣"}) {
        const json errors = errors_of(choices(number), korean());
        EXPECT_EQ(errors.size(), 1u) << number;
        EXPECT_EQ(errors.at("previews"), "3에서 5까지의 숫자로 적어 주세요.") << number;
    }
    for (const char* number : {"3", "4", "5"}) {
        EXPECT_EQ(decided(submitted(choices(number)), korean()).rule, "saved") << number;
    }
}

TEST(SavedSettings, OfAPackOrLanguageThatIsNoneAreRefused) {
    const json errors = errors_of(choices("9", "fr", "gone"), korean());
    EXPECT_EQ(errors.size(), 3u);
    EXPECT_TRUE(errors.contains("language"));
    EXPECT_TRUE(errors.contains("pack"));
    EXPECT_FALSE(has_effect(decided(submitted(choices("9")), korean())));
}

TEST(SavedSettings, WithRedisAwayAreToBeSentAgain) {
    Inputs inputs = korean();
    inputs.settings.reset();
    const Decision decision = decided(submitted(choices("4")), inputs);
    EXPECT_EQ(decision.rule, rule_away);
    const json errors = json::parse(*decision.reply).at("errors");
    EXPECT_NE(errors.at("previews").get<std::string>().find("(코드 "), std::string::npos);
    EXPECT_FALSE(decision.settings.has_value());
    EXPECT_FALSE(has_effect(decision));
}

TEST(SavedSettings, PressedTwiceHaveTheSameIntent) {
    const auto first = understand(submitted(choices("4"), "E3"));
    const auto second = understand(submitted(choices("4"), "E9"));
    EXPECT_EQ(first->intent, "V1");
    EXPECT_EQ(first->source_id, second->source_id);
    EXPECT_NE(understand(submitted(choices("4"), "E3", "V2"))->source_id, first->source_id);
}

TEST(SavedSettings, OfAModalThatIsNotOursAreLeftAlone) {
    proto::Event event = submitted(choices("4"));
    json payload = json::parse(event.payload);
    payload["view"]["callback_id"] = "of.tomorrow";
    event.payload = payload.dump();
    EXPECT_EQ(decided(event, korean()).rule, "nothing");
    EXPECT_FALSE(decided(event, korean()).reply.has_value());
}

TEST(Chosen, NumberOfPreviewsAreShownInTwelveBlocksAtMost) {
    Inputs inputs = korean(5, 12);
    inputs.settings = Settings{5, "", ""};
    inputs.page->understood = "고양이";
    const json message = arguments_of(decided(command("고얌이"), inputs).actions.at(0));
    EXPECT_EQ(message.at("blocks").size(), 12u);
    const json more = json::parse(button_of(message, button::more).at("value").get<std::string>());
    EXPECT_EQ(more.at("l"), 5);
}

TEST(Chosen, NumberOfPreviewsStaysThatOfTheirFirstPage) {
    Redraw five{Direction::more, "p", "고양이", 5, 0};
    five.page = 5;
    EXPECT_EQ(page_after(five, team), (SearchRequest{"고양이", 10, 5, 0}));
    const auto event = press(std::string(button::more), value_of(five));
    EXPECT_EQ(plan(event).search, (SearchRequest{"고양이", 10, 5, 0}));
    const auto older = press(std::string(button::more), R"({"p":"p","q":"고양이","o":3,"r":"0"})");
    EXPECT_EQ(plan(older).search, (SearchRequest{"고양이", 6, 3, 0}));
    const auto odd = press(std::string(button::more), R"({"p":"p","q":"x","o":3,"r":"0","l":99})");
    EXPECT_EQ(plan(odd).search->limit, most_previews);
}

TEST(Chosen, LanguageIsSpokenWhateverSlackSays) {
    Inputs inputs = korean();
    inputs.settings = Settings{3, "en", ""};
    const proto::Action action = decided(command("고양이"), inputs).actions.at(0);
    EXPECT_EQ(button_of(arguments_of(action), button::send).at("text").at("text"), "Send");
    EXPECT_EQ(action.notify->locale, "en");
    inputs.member.locale = "en-US";
    inputs.settings = Settings{3, "ko", ""};
    EXPECT_EQ(button_of(arguments_of(decided(command("cat"), inputs).actions.at(0)), button::send)
                  .at("text")
                  .at("text"),
              "보내기");
}

TEST(Understood, IsSaidAboveThePreviewsWithItsParticle) {
    Inputs inputs = korean();
    inputs.page->understood = "고양이";
    const auto first_of = [](const proto::Event& event, const Inputs& of) {
        return arguments_of(decided(event, of).actions.at(0)).at("blocks").at(0);
    };
    EXPECT_EQ(first_of(command("고얌이"), inputs).at("elements").at(0).at("text"),
              "‘고양이’로 찾았어요.");
    inputs.page->understood = "곰";
    EXPECT_EQ(first_of(command("곻"), inputs).at("elements").at(0).at("text"),
              "‘곰’으로 찾았어요.");
    EXPECT_EQ(first_of(command("곰"), korean()).at("type"), "image");
}

TEST(Uses, AreCountedByWhatIsSentAndByNothingElse) {
    EXPECT_EQ(
        decided(press(std::string(button::send), value_of(Send{"p", "pack/1", 1})), korean()).sent,
        "pack/1");
    EXPECT_EQ(decided(command("고양이"), korean()).sent, "");
    Inputs fast = korean();
    fast.too_fast = true;
    EXPECT_EQ(
        decided(press(std::string(button::send), value_of(Send{"p", "pack/1", 1})), fast).sent, "");
}

}  // namespace
