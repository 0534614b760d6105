#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/twin/stage.hpp"
#include "tools/slack-twin/blocks/check.hpp"
#include "tools/slack-twin/blocks/find.hpp"

namespace twin {
namespace {

using testing::ElementsAre;

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

Json button(const std::string& label, const std::string& id) {
    return {{"type", "button"},
            {"action_id", id},
            {"text", Json{{"type", "plain_text"}, {"text", label}}}};
}

Json actions(Json elements) { return {{"type", "actions"}, {"elements", std::move(elements)}}; }

BlockVerdict verdict(Json block) { return check_blocks(Json::array({std::move(block)})); }

TEST(Blocks, APreviewIsFine) {
    const BlockVerdict fine = check_blocks(preview()["blocks"]);
    EXPECT_EQ(fine.error, "");
    EXPECT_TRUE(fine.complaints.empty());
}

TEST(Blocks, WhatIsNoListOfObjectsHasTheWrongFormat) {
    EXPECT_EQ(check_blocks("[]").error, "invalid_blocks_format");
    EXPECT_EQ(check_blocks(Json::array({1})).error, "invalid_blocks_format");
}

TEST(Blocks, SaysWhereAndWhatIsWrong) {
    const Json image{{"type", "image"}, {"image_url", "https://img.test/a.png"}};
    EXPECT_THAT(verdict(image).complaints,
                ElementsAre("missing required field: alt_text [json-pointer:/blocks/0]"));
    EXPECT_EQ(verdict(image).error, "invalid_blocks");
    EXPECT_THAT(verdict({{"type", "nothing"}}).complaints,
                ElementsAre("unsupported type: nothing [json-pointer:/blocks/0/type]"));
    EXPECT_THAT(verdict(actions(Json::array())).complaints,
                ElementsAre("no fewer than 1 items allowed [json-pointer:/blocks/0/elements]"));
    EXPECT_THAT(verdict({{"type", "image"}, {"image_url", "/a.png"}, {"alt_text", "a"}}).complaints,
                ElementsAre("invalid image_url [json-pointer:/blocks/0/image_url]"));
}

TEST(Blocks, CountsCharactersAndNotBytes) {
    EXPECT_EQ(verdict(actions(Json::array({button(repeated("고", 75), "a")}))).error, "");
    EXPECT_THAT(verdict(actions(Json::array({button(repeated("고", 76), "a")}))).complaints,
                ElementsAre("must be less than 76 characters "
                            "[json-pointer:/blocks/0/elements/0/text/text]"));
}

TEST(Blocks, HoldsTheNumbersOfSlack) {
    Json blocks = Json::array();
    for (int i = 0; i < 50; ++i) blocks.push_back(Json{{"type", "divider"}});
    EXPECT_EQ(check_blocks(blocks).error, "");
    blocks.push_back(Json{{"type", "divider"}});
    EXPECT_THAT(check_blocks(blocks).complaints,
                ElementsAre("no more than 50 items allowed [json-pointer:/blocks]"));

    Json elements = Json::array();
    for (int i = 0; i < 25; ++i) elements.push_back(button("a", "a" + std::to_string(i)));
    EXPECT_EQ(verdict(actions(elements)).error, "");
    elements.push_back(button("a", "one more"));
    EXPECT_EQ(verdict(actions(elements)).error, "invalid_blocks");
}

TEST(Blocks, TakesNoTwoActionsOrBlocksOfOneName) {
    EXPECT_EQ(verdict(actions(Json::array({button("a", "x"), button("b", "x")}))).error,
              "invalid_blocks");
    const Json divider{{"type", "divider"}, {"block_id", "x"}};
    EXPECT_EQ(check_blocks(Json::array({divider, divider})).error, "invalid_blocks");
}

TEST(Blocks, TakesOnlySoMuchTextInAll) {
    Json blocks = Json::array();
    for (int i = 0; i < 5; ++i)
        blocks.push_back(Json{{"type", "section"},
                              {"text", Json{{"type", "mrkdwn"}, {"text", repeated("a", 2900)}}}});
    EXPECT_EQ(check_blocks(blocks).error, "msg_blocks_too_long");
}

TEST(Blocks, FindsTheButtonThatAMemberMeans) {
    const Json blocks =
        Json::array({actions(Json::array({button("One", "a"), button("Two", "b")}))});
    EXPECT_EQ(find_button(blocks, {"b", "", "", true}).element["text"]["text"], "Two");
    EXPECT_EQ(find_button(blocks, {"", "One", "", true}).element["action_id"], "a");
    EXPECT_TRUE(find_button(blocks, {"", "Three", "", true}).element.is_null());
    EXPECT_TRUE(find_button(blocks, {"a", "", "another value", false}).element.is_null());
}

}  // namespace
}  // namespace twin
