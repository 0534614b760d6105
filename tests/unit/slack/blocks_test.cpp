#include "libs/slack/blocks.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "libs/slack/escape.hpp"

namespace {

using namespace slack;
using nlohmann::json;

json written(const Message& message) { return json::parse(to_json(message)); }

std::string repeated(const std::string& text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
}

TEST(Blocks, LeaveOutWhatIsNotSet) {
    EXPECT_EQ(to_json(Message{}), "{}");
    EXPECT_EQ(to_json(Message{.text = "hi"}), R"({"text":"hi"})");
}

TEST(Blocks, WriteAPostWithItsMetadata) {
    Message post;
    post.text = "김지민님의 스티커: 고양이 얼굴";
    post.channel = "C1";
    post.blocks = {Image{"https://x.example/a.png", "고양이 얼굴", ""}};
    post.username = "김지민";
    post.icon_url = "https://x.example/k.png";
    post.unfurl = false;
    post.metadata = Metadata{"sticker_post", {{"id", "1-2"}}};
    EXPECT_EQ(written(post), json::parse(R"({
        "channel":"C1","text":"김지민님의 스티커: 고양이 얼굴",
        "blocks":[{"type":"image","image_url":"https://x.example/a.png","alt_text":"고양이 얼굴"}],
        "username":"김지민","icon_url":"https://x.example/k.png",
        "unfurl_links":false,"unfurl_media":false,
        "metadata":{"event_type":"sticker_post","event_payload":{"id":"1-2"}}})"));
}

TEST(Blocks, WriteResponseUrlPosts) {
    EXPECT_EQ(written(Message{.delete_original = true}),
              json::parse(R"({"delete_original":true})"));
    EXPECT_EQ(written(Message{.text = "x", .ephemeral = true, .replace_original = true}),
              json::parse(R"({"response_type":"ephemeral","replace_original":true,"text":"x"})"));
}

TEST(Blocks, ButtonsStayWithinTheirLimits) {
    Message message;
    message.blocks = {Actions{{Button{repeated("가", 100), "a", "v", repeated("나", 200)}}}};
    const json button = written(message)["blocks"][0]["elements"][0];
    EXPECT_LE(length(button["text"]["text"].get<std::string>()), limit::button_label);
    EXPECT_LE(length(button["accessibility_label"].get<std::string>()), limit::accessibility_label);
    EXPECT_EQ(button["text"]["type"], "plain_text");
}

TEST(Blocks, AButtonNeverCarriesACutValue) {
    Message message;
    message.blocks = {Actions{
        {Button{"x", "a", std::string(2001, 'v')}, Button{"y", "b", std::string(2000, 'v')}}}};
    const json elements = written(message)["blocks"][0]["elements"];
    EXPECT_FALSE(elements[0].contains("value"));
    EXPECT_TRUE(elements[1].contains("value"));
}

TEST(Blocks, CountsAreKept) {
    Message message;
    for (int i = 0; i < 60; ++i) message.blocks.emplace_back(Section{"x"});
    EXPECT_EQ(written(message)["blocks"].size(), limit::blocks);
    message.blocks = {Actions{std::vector<Button>(30, Button{"x", "a"})}};
    EXPECT_EQ(written(message)["blocks"][0]["elements"].size(), limit::action_elements);
}

TEST(Blocks, TheSumOfAllTextIsKept) {
    Message message;
    for (int i = 0; i < 10; ++i) message.blocks.emplace_back(Section{repeated("가", 2900)});
    std::size_t sum = 0;
    const json blocks = written(message)["blocks"];
    for (const json& block : blocks) {
        sum += length(block["text"]["text"].get<std::string>());
    }
    EXPECT_LE(sum, limit::all_text);
    EXPECT_GT(sum, limit::all_text - 10);
}

TEST(Blocks, AnEmptyBlockIsLeftOut) {
    Message message;
    message.blocks = {Section{""}, Actions{}, Context{""}, Image{"", "alt"}, Section{"x"}};
    EXPECT_EQ(written(message)["blocks"].size(), 1u);
}

TEST(Blocks, ContextIsPlainTextSoThatNobodyIsMentioned) {
    Message message;
    message.blocks = {Context{"<@U1> · /sticker"}};
    EXPECT_EQ(written(message)["blocks"][0]["elements"][0]["type"], "plain_text");
}

TEST(Blocks, SectionsAreVerbatim) {
    Message message;
    message.blocks = {Section{"https://x.example"}};
    EXPECT_EQ(written(message)["blocks"][0]["text"]["verbatim"], true);
}

TEST(Blocks, InvalidUtf8IsReplaced) {
    EXPECT_NO_THROW(to_json(Message{.text = "\xff\xfe", .blocks = {Section{"\xf0\x9f"}}}));
}

}  // namespace
