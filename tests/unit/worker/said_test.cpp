// What is said to the bot, by a mention or in its own conversation; and what is said past it.
#include <gtest/gtest.h>

#include "tests/unit/worker/world.hpp"

namespace {

using namespace worker;

json mention(const std::string& text) {
    return {
        {"type", "app_mention"}, {"channel", "C1"}, {"user", "U1"}, {"text", text}, {"ts", "1.1"}};
}
json direct(const std::string& text) {
    return {{"type", "message"}, {"channel_type", "im"}, {"channel", "D1"},
            {"user", "U1"},      {"text", text},         {"ts", "1.1"}};
}
json with(json event, const char* name, const json& value) {
    event[name] = value;
    return event;
}
const proto::Action& only_action(const Decision& decision) {
    EXPECT_EQ(decision.actions.size(), 1u) << decision.rule;
    static const proto::Action none{};
    return decision.actions.empty() ? none : decision.actions.front();
}
json shown(const json& event) {
    const Decision decision = decided(said(event), korean());
    return json::parse(only_action(decision).arguments);
}

TEST(Mention, ShowsItsMemberThePreviewsThatACommandShows) {
    const Decision decision = decided(said(mention("<@U0BOT> 고양이")), korean());
    EXPECT_EQ(decision.rule, "search");
    const proto::Action& action = only_action(decision);
    EXPECT_EQ(action.method, proto::Method::chat_post_ephemeral);
    EXPECT_EQ(action.lane, proto::Lane::quiet);
    EXPECT_EQ(action.conversation.key(), "T1:C1");
    const json message = arguments_of(action);
    EXPECT_EQ(message.at("channel"), "C1");
    EXPECT_EQ(message.at("user"), "U1");
    EXPECT_FALSE(message.contains("thread_ts"));
    EXPECT_FALSE(message.contains("replace_original"));
    const json command_message = arguments_of(only_action(decided(command("고양이"), korean())));
    EXPECT_EQ(message.at("text"), command_message.at("text"));
    ASSERT_EQ(message.at("blocks").size(), command_message.at("blocks").size());
    for (std::size_t i = 0; i < 6; i += 2) {
        EXPECT_EQ(message.at("blocks").at(i), command_message.at("blocks").at(i));
    }
    const auto needs = plan(said(mention("<@U0BOT> 고양이"))).search;
    ASSERT_TRUE(needs.has_value());
    EXPECT_EQ(needs->query, "고양이");
}

TEST(Mention, WithoutAWordGetsTheHelp) {
    for (const char* words : {"<@U0BOT>", "<@U0BOT> help", "<@U0BOT> 도움말"}) {
        EXPECT_EQ(decided(said(mention(words)), korean()).rule, "help") << words;
    }
    EXPECT_TRUE(shown(mention("<@U0BOT>")).at("text").get<std::string>().find("/sticker") !=
                std::string::npos);
}

TEST(Mention, ThatFindsNothingIsToldSo) {
    const Decision decision = decided(said(mention("<@U0BOT> 고냥이")), korean(0, 0));
    EXPECT_EQ(decision.rule, "no_result");
    EXPECT_EQ(only_action(decision).method, proto::Method::chat_post_ephemeral);
}

TEST(Mention, InAThreadIsAnsweredThereAndSoIsEveryPressOfItsButtons) {
    const json message = shown(with(mention("<@U0BOT> 고양이"), "thread_ts", "7.7"));
    EXPECT_EQ(message.at("thread_ts"), "7.7");
    // Slack's press of an ephemeral message's button names no thread: the button itself does.
    const auto pressed = [&](std::string_view action_id) {
        const json element = button_of(message, action_id);
        return press(std::string(action_id), element.at("value").get<std::string>());
    };
    const Decision sent = decided(pressed(button::send), korean());
    EXPECT_EQ(arguments_of(only_action(sent)).at("thread_ts"), "7.7");
    const json more = arguments_of(only_action(decided(pressed(button::more), korean())));
    EXPECT_EQ(json::parse(button_of(more, button::send).at("value").get<std::string>()).at("t"),
              "7.7");
    EXPECT_FALSE(more.contains("thread_ts"));  // it replaces what stands in the thread already
    Inputs none = korean();
    none.sticker.reset();
    EXPECT_EQ(arguments_of(only_action(decided(pressed(button::send), none))).at("thread_ts"),
              "7.7");
}

TEST(Mention, ThatSlackRepeatsAsksForTheSameAction) {
    proto::Event again = said(mention("<@U0BOT> 고양이"));
    again.envelope_id = "another";
    again.retry_attempt = 2;
    EXPECT_EQ(only_action(decided(said(mention("<@U0BOT> 고양이")), korean())).id,
              only_action(decided(again, korean())).id);
    EXPECT_EQ(understand(said(mention("<@U0BOT> 고양이")))->source_id,
              understand(again)->source_id);
    EXPECT_NE(only_action(decided(said(mention("<@U0BOT> 고양이"), "Ev2"), korean())).id,
              only_action(decided(again, korean())).id);
}

TEST(DirectMessage, GetsTheHelpThatStaysInItsConversation) {
    for (const char* words : {"안녕", "고양이", ""}) {
        const Decision decision = decided(said(direct(words)), korean());
        EXPECT_EQ(decision.rule, "help") << words;
        const proto::Action& action = only_action(decision);
        EXPECT_EQ(action.method, proto::Method::chat_post_message);
        EXPECT_EQ(action.lane, proto::Lane::quiet);
        EXPECT_EQ(action.conversation.key(), "T1:D1");
        const json message = arguments_of(action);
        EXPECT_EQ(message.at("channel"), "D1");
        EXPECT_EQ(message.at("unfurl_links"), false);
        EXPECT_FALSE(message.contains("user"));
        EXPECT_FALSE(message.contains("username"));  // with it Slack posts into the Slackbot DM
        EXPECT_FALSE(message.contains("thread_ts"));
        EXPECT_NE(message.at("text").get<std::string>().find("`/sticker 고양이`"),
                  std::string::npos);
    }
    EXPECT_EQ(shown(with(direct("안녕"), "thread_ts", "7.7")).at("thread_ts"), "7.7");
}

TEST(Said, WhatNobodyAsksOfUsIsTheDecisionNothing) {
    const json edited = {{"user", "U1"}, {"ts", "2.2"}};
    const std::vector<json> events{
        with(direct("ours"), "bot_id", "B1"),
        with(mention("<@U0BOT> 고양이"), "bot_id", "B1"),
        with(direct("x"), "subtype", "message_changed"),
        with(direct("x"), "subtype", "message_deleted"),
        with(direct("x"), "subtype", "channel_join"),
        with(direct("x"), "subtype", "file_share"),
        with(direct("x"), "edited", edited),
        with(mention("<@U0BOT> 고양이"), "edited", edited),
        with(direct("x"), "channel_type", "channel"),
        with(direct("x"), "channel_type", "group"),
        with(mention("<@U0BOT> 고양이"), "channel", "D1"),  // comes as a message as well
        json{{"type", "app_home_opened"}, {"user", "U1"}},
        json{{"type", "reaction_added"}, {"user", "U1"}, {"item", {{"channel", "C1"}}}},
        json{{"type", "emoji_changed"}},
        json{{"type", "tokens_revoked"}},
        json{{"type", "of_tomorrow"}},
        json::object()};
    for (const json& event : events) {
        const Decision decision = decided(said(event), korean());
        EXPECT_EQ(decision.rule, "nothing") << event;
        EXPECT_TRUE(decision.actions.empty()) << event;
        EXPECT_EQ(plan(said(event)), Needs{}) << event;
    }
}

TEST(Said, InteractionsOfNoUseToUsAreTheDecisionNothing) {
    for (const char* type : {"view_closed", "shortcut", "message_action", "of_tomorrow", ""}) {
        const proto::Event event = event_of(proto::EventKind::interactive, {{"type", type}});
        EXPECT_EQ(decided(event, korean()).rule, "nothing") << type;
    }
    proto::Event foreign_list = typed("x");
    foreign_list.payload.replace(foreign_list.payload.find("sticker.pack"), 12, "pack.of.them");
    EXPECT_EQ(decided(foreign_list, korean()).rule, "nothing");
    const proto::Event limited = event_of(
        proto::EventKind::events_api, {{"type", "app_rate_limited"}, {"minute_rate_limited", 1}});
    EXPECT_EQ(decided(limited, korean()).rule, "nothing");
}

}  // namespace
