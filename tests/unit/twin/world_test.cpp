#include <gtest/gtest.h>

#include "tests/unit/twin/stage.hpp"

namespace twin {
namespace {

using namespace std::chrono_literals;

World::Post said(const std::string& text, const std::string& to = kEveryone) {
    return {"C0TEAM", {}, to, bot_author(), {text, Json::array(), {}}};
}

TEST(World, StartsWithTheNamesOfTheInterface) {
    const Json world = Stage().look("world").body;
    EXPECT_EQ(world["team"]["id"], "T0TWIN");
    std::string members, channels;
    for (const Json& member : world["members"])
        members += text_of(member, "id") + " " + text_of(member, "name") + " " +
                   text_of(member, "locale") + (member["admin"] == true ? " admin; " : "; ");
    for (const Json& channel : world["channels"])
        channels += text_of(channel, "id") + " " + text_of(channel, "type") +
                    (channel["bot_member"] == true ? " bot; " : "; ");
    EXPECT_EQ(members, "U0KIM 김지민 ko-KR admin; U0LEE Lee en-US; ");
    EXPECT_EQ(channels,
              "C0GENERAL public; C0TEAM public bot; G0SECRET private; D0PAIR im; D0BOT im bot; ");
}

TEST(World, IsAsAtTheStartAfterAReset) {
    Stage stage;
    const Json before = stage.look("world").body;
    stage.order("world", {{"channels", 3}, {"members", 2}, {"scopes", Json::array({"commands"})}});
    stage.say("U0KIM", "C0TEAM", "hello");
    EXPECT_NE(stage.look("world").body, before);
    stage.order("reset", Json::object());
    EXPECT_EQ(stage.look("world").body, before);
    EXPECT_TRUE(stage.see("U0LEE", "C0TEAM").empty());
    EXPECT_TRUE(stage.slack.ledger.text().empty());
}

TEST(World, GivesEveryMessageATimeOfItsOwnWhileTheClockStandsStill) {
    Stage stage;
    const std::string first = stage.slack.world.post(said("1")).ts;
    const std::string second = stage.slack.world.post(said("2")).ts;
    EXPECT_LT(first, second);
    EXPECT_EQ(second.size() - second.find('.'), 7u);
}

TEST(World, ShowsAnEphemeralToItsMemberAlone) {
    Stage stage;
    stage.slack.world.post(said("psst", "U0KIM"));
    EXPECT_EQ(stage.see("U0KIM", "C0TEAM").size(), 1u);
    EXPECT_EQ(stage.see("U0KIM", "C0TEAM")[0]["to"], "U0KIM");
    EXPECT_TRUE(stage.see("U0LEE", "C0TEAM").empty());
}

TEST(World, AReloadTakesAMembersEphemeralsAndNothingElse) {
    Stage stage;
    const std::string mine = stage.slack.world.post(said("mine", "U0KIM")).ts;
    stage.slack.world.post(said("hers", "U0LEE"));
    stage.slack.world.post(said("everyone's"));
    EXPECT_EQ(stage.order("reload", {{"user", "U0KIM"}}).status, 200);
    ASSERT_EQ(stage.see("U0KIM", "C0TEAM").size(), 1u);
    EXPECT_EQ(stage.see("U0KIM", "C0TEAM")[0]["text"], "everyone's");
    EXPECT_EQ(stage.see("U0LEE", "C0TEAM").size(), 2u);
    ASSERT_EQ(stage.ledger("gone").size(), 1u);
    EXPECT_EQ(stage.ledger("gone")[0]["ts"], mine);
}

TEST(World, GivesBlocksAndButtonsWithoutAnIdOne) {
    Json blocks = preview()["blocks"];
    blocks[1]["elements"][0].erase("action_id");
    blocks[0]["block_id"] = "mine";
    Stage stage;
    const Message& message =
        stage.slack.world.post({"C0TEAM", {}, kEveryone, bot_author(), {"", blocks, {}}});
    EXPECT_EQ(message.content.blocks[0]["block_id"], "mine");
    EXPECT_FALSE(text_of(message.content.blocks[1], "block_id").empty());
    EXPECT_FALSE(text_of(message.content.blocks[1]["elements"][0], "action_id").empty());
}

TEST(World, AddsChannelsWithTheBotInThemAndMembersOfEveryPublicChannel) {
    Stage stage;
    const Json world = stage.order("world", {{"channels", 2}, {"members", 1}}).body;
    const Json& added = world["channels"].back();
    EXPECT_EQ(added["id"], "C0LOAD02");
    EXPECT_EQ(added["bot_member"], true);
    EXPECT_EQ(world["members"].back()["id"], "U0LOAD01");
    EXPECT_EQ(stage.say("U0LOAD01", "C0LOAD01", "hi").status, 200);
    EXPECT_EQ(stage.say("U0LOAD01", "G0SECRET", "hi").status, 404);
}

TEST(Ledger, TellsWhatBecameVisibleInTheNamesOfTheInterface) {
    Stage stage;
    stage.slack.world.post({"C0TEAM", {}, "U0KIM", bot_author(), {"cat", preview()["blocks"], {}}});
    ASSERT_EQ(stage.ledger("visible").size(), 1u);
    const Json line = stage.ledger("visible")[0];
    EXPECT_EQ(line["to"], "U0KIM");
    EXPECT_EQ(line["channel"], "C0TEAM");
    EXPECT_EQ(line["text"], "cat");
    EXPECT_EQ(line["image"], "https://img.test/cat.png");
    EXPECT_EQ(line["by"], kBot);
    for (const char* name : {"at", "ts", "thread_ts"}) EXPECT_TRUE(line.contains(name)) << name;
}

TEST(Ledger, LosesItsOldestLinesAtTheBound) {
    base::ManualClock clock;
    Ledger ledger(clock);
    Message message;
    for (std::size_t i = 0; i <= Ledger::kMaxLines; ++i) {
        message.ts = std::to_string(i);
        ledger.gone(message);
    }
    const std::string text = ledger.text();
    EXPECT_EQ(text.find("\"ts\":\"0\""), std::string::npos);
    EXPECT_NE(text.find("\"ts\":\"1\""), std::string::npos);
    EXPECT_NE(text.find("\"ts\":\"" + std::to_string(Ledger::kMaxLines) + "\""), std::string::npos);
}

}  // namespace
}  // namespace twin
