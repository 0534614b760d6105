#include "libs/slack/payload.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace {

using namespace slack;
using nlohmann::json;
using proto::EventKind;

constexpr EventKind kinds[] = {EventKind::events_api, EventKind::slash_command,
                               EventKind::interactive};

const json command = json::parse(R"({"command":"/스티커","text":"search 고양이","team_id":"T1",
    "channel_id":"C1","channel_name":"general","user_id":"U1","user_name":"jimin",
    "trigger_id":"1.2.ab","response_url":"https://hooks.slack.com/commands/1"})");
const json press = json::parse(R"({"type":"block_actions","team":{"id":"T1"},
    "user":{"id":"U1","username":"jimin","name":"jimin.kim"},"channel":{"id":"C1","name":"general"},
    "container":{"type":"message","message_ts":"1.5","channel_id":"C1","is_ephemeral":true},
    "trigger_id":"9.9","response_url":"https://hooks.slack.com/actions/1",
    "actions":[{"type":"button","action_id":"sticker.send","block_id":"b","value":"{}","action_ts":"3"}]})");
const json submission = json::parse(R"({"type":"view_submission","team":{"id":"T1"},
    "user":{"id":"U1","username":"jimin"},"trigger_id":"9.9",
    "view":{"id":"V1","callback_id":"sticker.settings","state":{"values":{
        "count":{"value":{"type":"number_input","value":"4"}},
        "language":{"value":{"type":"static_select","selected_option":{"value":"ko"}}},
        "pack":{"sticker.pack":{"type":"external_select","selected_option":null}}}}}})");
const json suggestion = json::parse(R"({"type":"block_suggestion","team":{"id":"T1"},
    "user":{"id":"U1"},"action_id":"sticker.pack","block_id":"pack","value":"노토"})");
const json mention = json::parse(R"({"type":"event_callback","team_id":"T1","event_id":"Ev1",
    "authorizations":[{"user_id":"U0BOT","is_bot":true,"team_id":"T1"}],
    "event":{"type":"app_mention","user":"U1","channel":"C1","ts":"1.5","event_ts":"1.5",
             "text":"<@U0BOT> 고양이 &amp; 곰"}})");
const json direct = json::parse(R"({"type":"event_callback","team_id":"T1","event_id":"Ev2",
    "authorizations":[{"user_id":"U0BOT","is_bot":true}],
    "event":{"type":"message","channel_type":"im","user":"U1","channel":"D1","ts":"1.5","text":"hi"}})");

Payload parsed(EventKind kind, const json& body) {
    auto payload = parse(kind, body.dump());
    EXPECT_TRUE(payload) << (payload ? "" : payload.error().message());
    return payload ? *payload : Payload(Other{"(error)"});
}

json with(json body, const char* pointer, json value) {
    body[json::json_pointer(pointer)] = std::move(value);
    return body;
}

TEST(Payload, ReadsASlashCommandUnderAnyName) {
    const auto read = std::get<SlashCommand>(parsed(EventKind::slash_command, command));
    EXPECT_EQ(read.user.value, "U1");
    EXPECT_EQ(read.channel.value, "C1");
    EXPECT_EQ(read.command, "/스티커");
    EXPECT_EQ(read.text, "search 고양이");
    EXPECT_EQ(read.trigger_id, "1.2.ab");
    EXPECT_EQ(read.response_url, "https://hooks.slack.com/commands/1");
}

TEST(Payload, ReadsAButtonOfAnEphemeralMessage) {
    const auto read = std::get<ButtonPress>(parsed(EventKind::interactive, press));
    EXPECT_EQ(read.action_id, "sticker.send");
    EXPECT_EQ(read.value, "{}");
    EXPECT_EQ(read.channel.value, "C1");
    EXPECT_EQ(read.user_name, "jimin.kim");
    EXPECT_EQ(read.message_ts, "1.5");
    EXPECT_EQ(read.thread_ts, "");
}

TEST(Payload, ReadsAButtonOfAViewWithoutAChannel) {
    json body = press;
    body.erase("channel");
    body.erase("response_url");
    body["container"] = {{"type", "view"}, {"view_id", "V1"}};
    body["view"] = {{"id", "V1"}};
    const auto read = std::get<ButtonPress>(parsed(EventKind::interactive, body));
    EXPECT_TRUE(read.channel.empty());
    EXPECT_EQ(read.view_id, "V1");
}

TEST(Payload, ReadsAMentionWithoutTheMention) {
    const auto read = std::get<Mention>(parsed(EventKind::events_api, mention));
    EXPECT_EQ(read.text, "고양이 & 곰");
    EXPECT_EQ(read.user.value, "U1");
}

TEST(Payload, AMentionIsReadWhereverItStandsInTheWords) {
    for (const char* words :
         {"고양이 <@U0BOT>", "<@U0BOT> <@U2|kim> 고양이", " <@U0BOT>고양이\n"}) {
        const auto read =
            std::get<Mention>(parsed(EventKind::events_api, with(mention, "/event/text", words)));
        EXPECT_EQ(read.text, "고양이") << words;
    }
    for (const char* words : {"<@U0BOT>", "", "<@U0BOT> <@U2>"}) {
        EXPECT_EQ(
            std::get<Mention>(parsed(EventKind::events_api, with(mention, "/event/text", words)))
                .text,
            "")
            << words;
    }
    EXPECT_EQ(
        std::get<Mention>(parsed(EventKind::events_api, with(mention, "/event/text", "a <@ b")))
            .text,
        "a <@ b");
}

TEST(Payload, WordsThatWereEditedWereSaidBefore) {
    const json edited = {{"user", "U1"}, {"ts", "2.5"}};
    for (const json& sample : {mention, direct}) {
        EXPECT_TRUE(std::holds_alternative<Other>(
            parsed(EventKind::events_api, with(sample, "/event/edited", edited))));
        EXPECT_TRUE(std::holds_alternative<Other>(
            parsed(EventKind::events_api, with(sample, "/event/subtype", "file_share"))));
    }
}

TEST(Payload, ADirectMessageIsOneThatAMemberWrote) {
    EXPECT_TRUE(std::holds_alternative<DirectMessage>(parsed(EventKind::events_api, direct)));
    EXPECT_TRUE(std::holds_alternative<BotMessage>(
        parsed(EventKind::events_api, with(direct, "/event/bot_id", "B1"))));
    EXPECT_TRUE(std::holds_alternative<BotMessage>(
        parsed(EventKind::events_api, with(direct, "/event/user", "U0BOT"))));
    EXPECT_TRUE(std::holds_alternative<BotMessage>(
        parsed(EventKind::events_api, with(mention, "/event/bot_id", "B1"))));
    EXPECT_TRUE(std::holds_alternative<Other>(
        parsed(EventKind::events_api, with(direct, "/event/subtype", "message_changed"))));
    EXPECT_TRUE(std::holds_alternative<Other>(
        parsed(EventKind::events_api, with(direct, "/event/channel_type", "channel"))));
}

TEST(Payload, ASubmissionTellsWhatStandsInEachField) {
    const auto sent = std::get<Submission>(parsed(EventKind::interactive, submission));
    EXPECT_EQ(sent.user.value, "U1");
    EXPECT_EQ(sent.view_id, "V1");
    EXPECT_EQ(sent.callback_id, "sticker.settings");
    EXPECT_EQ(sent.values,
              (std::map<std::string, std::string>{{"count", "4"}, {"language", "ko"}}));
    EXPECT_FALSE(parse(EventKind::interactive, with(submission, "/view/id", nullptr).dump()));
}

TEST(Payload, ALetterInAListAsksForItsOptions) {
    const auto wanted = std::get<OptionsRequest>(parsed(EventKind::interactive, suggestion));
    EXPECT_EQ(wanted.user.value, "U1");
    EXPECT_EQ(wanted.action_id, "sticker.pack");
    EXPECT_EQ(wanted.words, "노토");
    EXPECT_FALSE(parse(EventKind::interactive, with(suggestion, "/action_id", 1).dump()));
}

TEST(Payload, WhatWeDoNotKnowIsOther) {
    EXPECT_EQ(std::get<Other>(
                  parsed(EventKind::events_api, json::parse(R"({"type":"app_rate_limited"})")))
                  .type,
              "app_rate_limited");
    EXPECT_EQ(
        std::get<Other>(parsed(EventKind::interactive, json::parse(R"({"type":"view_closed"})")))
            .type,
        "view_closed");
    EXPECT_TRUE(std::holds_alternative<Other>(
        parsed(EventKind::interactive, with(press, "/actions/0/type", "static_select"))));
    EXPECT_TRUE(std::holds_alternative<Other>(parsed(EventKind::interactive, json::object())));
    EXPECT_TRUE(std::holds_alternative<Other>(parsed(EventKind::events_api, json::object())));
}

TEST(Payload, AKnownKindWithoutItsMustsIsAnError) {
    for (const char* field : {"user_id", "channel_id"}) {
        json body = command;
        body.erase(field);
        const auto read = parse(EventKind::slash_command, body.dump());
        ASSERT_FALSE(read) << field;
        EXPECT_EQ(read.error().code, "missing_field");
        EXPECT_EQ(read.error().context, field);
    }
    EXPECT_FALSE(parse(EventKind::interactive, with(press, "/user/id", 7).dump()));
    EXPECT_FALSE(parse(EventKind::events_api, with(direct, "/event/user", nullptr).dump()));
}

TEST(Payload, WhatIsNoJsonObjectIsAnError) {
    for (const EventKind kind : kinds) {
        for (const char* bytes : {"", "null", "1", "[]", "\"x\"", "{", "{\"a\":\"\xff\"}", "nul"}) {
            EXPECT_FALSE(parse(kind, bytes)) << bytes;
        }
    }
}

TEST(Payload, DeepNestingDoesNotOverflow) {
    std::string deep = R"({"event":)";
    for (int i = 0; i < 200'000; ++i) deep += '[';
    EXPECT_FALSE(parse(EventKind::events_api, deep));
    for (int i = 0; i < 200'000; ++i) deep += ']';
    EXPECT_TRUE(parse(EventKind::events_api, deep + "}"));
}

// Every member of every sample, made into every wrong shape: an answer, whatever it is.
TEST(Payload, AnyMemberMayHaveAnyShape) {
    const json shapes[] = {nullptr,
                           true,
                           -1,
                           1.5,
                           "",
                           "x",
                           json::array(),
                           json::object(),
                           json::array({nullptr}),
                           json::array({json::object()})};
    const std::pair<EventKind, const json*> samples[] = {
        {EventKind::slash_command, &command},  {EventKind::interactive, &press},
        {EventKind::interactive, &submission}, {EventKind::interactive, &suggestion},
        {EventKind::events_api, &mention},     {EventKind::events_api, &direct}};
    for (const auto& [kind, sample] : samples) {
        const json flat = sample->flatten();
        for (const auto& [pointer, ignored] : flat.items()) {
            for (json::json_pointer at(pointer); !at.empty(); at = at.parent_pointer()) {
                for (const json& shape : shapes) {
                    json body = *sample;
                    body[at] = shape;
                    EXPECT_NO_THROW((void)parse(kind, body.dump())) << pointer;
                }
            }
        }
    }
}

TEST(Profile, PrefersTheDisplayName) {
    const auto profile =
        parse_profile(R"({"ok":true,"user":{"id":"U1","name":"jimin","locale":"ko-KR",
        "real_name":"Kim Jimin","profile":{"display_name":"김지민","real_name":"Kim Jimin",
        "image_72":"https://x.example/72.png","image_192":"https://x.example/192.png"}}})");
    ASSERT_TRUE(profile);
    EXPECT_EQ(profile->locale, "ko-KR");
    EXPECT_EQ(profile->name, "김지민");
    EXPECT_EQ(profile->image_url, "https://x.example/192.png");
}

TEST(Profile, TakesWhatIsThere) {
    const auto profile =
        parse_profile(R"({"user":{"name":"jimin","profile":{"display_name":""}}})");
    ASSERT_TRUE(profile);
    EXPECT_EQ(profile->name, "jimin");
    EXPECT_EQ(profile->locale, "");
    EXPECT_FALSE(parse_profile("[]"));
    EXPECT_FALSE(parse_profile("x"));
    EXPECT_TRUE(parse_profile(R"({"user":[]})"));
}

}  // namespace
