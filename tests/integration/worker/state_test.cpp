// What the worker keeps in Redis: guards, and the state that moves with them in one script.
#include <gtest/gtest.h>

#include "services/sticker-worker/adapters/inputs/member_state.hpp"
#include "services/sticker-worker/adapters/redis_guards.hpp"
#include "tests/fixtures/redis_server.hpp"

namespace {

using namespace worker;
using namespace std::chrono_literals;

constexpr auto days = std::chrono::hours{24};
const proto::TeamId team{"T1"};
const proto::UserId user{"U1"};

struct State : testing::Test {
    fixtures::RedisServer server;
    redis::Client client{server.config()};
    RedisGuards guards{client};
    MemberState kept{client};
    const base::Time noon{base::Duration{1'760'000'000'000}};

    Effect effect(const std::string& source, const std::string& reply = {}) const {
        return {source, reply, team, user, noon, std::nullopt, {}};
    }
    void choose(const std::string& source, const Settings& settings) {
        Effect one = effect(source);
        one.settings = settings;
        EXPECT_TRUE(guards.apply(one).ok());
    }
    void send(const std::string& source, const std::string& sticker, base::Duration after = 0ms) {
        Effect one = effect(source);
        one.sent = sticker;
        one.at = noon + after;
        EXPECT_TRUE(guards.apply(one).ok());
    }
    std::int64_t seconds_left(const std::string& key) {
        return client.command({"TTL", key})->integer();
    }
};

using Guarded = State;
TEST_F(Guarded, SourcesHoldForEightDaysAndAreToldApart) {
    EXPECT_EQ(guards.applied("T1:E1"), std::nullopt);
    EXPECT_TRUE(guards.apply(effect("T1:E1")).ok());
    EXPECT_EQ(guards.applied("T1:E1"), "");
    EXPECT_EQ(guards.applied("T1:E2"), std::nullopt);
    EXPECT_GT(seconds_left("applied:T1:E1"), 8 * 86'400 - 10);
}

TEST_F(Guarded, TheFirstReplyStays) {
    EXPECT_TRUE(guards.apply(effect("T1:V1", R"({"response_action":"clear"})")).ok());
    EXPECT_TRUE(guards.apply(effect("T1:V1", R"({"response_action":"errors"})")).ok());
    EXPECT_EQ(guards.applied("T1:V1"), R"({"response_action":"clear"})");
}

TEST_F(Guarded, AGuardOfAnOlderBuildIsABareAck) {
    client.command({"SET", "applied:T1:E1", "1"}).ok();
    EXPECT_EQ(guards.applied("T1:E1"), "");
}

TEST_F(Guarded, NothingIsKnownOrKeptWhileRedisIsAway) {
    EXPECT_TRUE(guards.apply(effect("T1:E1")).ok());
    server.kill();
    EXPECT_EQ(guards.applied("T1:E1"), std::nullopt);
    EXPECT_FALSE(guards.apply(effect("T1:E2")).ok());
    EXPECT_EQ(kept.settings(team, user), std::nullopt);
    EXPECT_TRUE(kept.uses(team, user, noon).empty());
}

using Chosen = State;
TEST_F(Chosen, SettingsAreTheDefaultsUntilTheyAreKeptForGood) {
    EXPECT_EQ(kept.settings(team, user), Settings{});
    choose("T1:V1", {5, "ko", "openmoji"});
    EXPECT_EQ(kept.settings(team, user), (Settings{5, "ko", "openmoji"}));
    EXPECT_EQ(kept.settings(team, proto::UserId("U2")), Settings{});
    EXPECT_EQ(seconds_left("state:settings:T1:U1"), -1);  // no TTL
}

TEST_F(Chosen, TheSameSourceChangesThemOnce) {
    choose("T1:V1", {5, "", ""});
    choose("T1:V2", {4, "", ""});
    choose("T1:V1", {3, "", ""});  // comes again, late
    EXPECT_EQ(kept.settings(team, user)->previews, 4u);
}

TEST_F(Chosen, WhatNobodyCanReadIsTheDefaults) {
    for (const char* text : {"", "x", "[]", R"({"previews":99})", R"({"previews":"many"})"}) {
        ASSERT_TRUE(client.command({"SET", "state:settings:T1:U1", text}).ok());
        EXPECT_EQ(kept.settings(team, user), Settings{}) << text;
    }
}

using Used = State;
TEST_F(Used, StickersAreCountedOnceASource) {
    send("T1:a", "pack/1");
    send("T1:a", "pack/1");
    send("T1:b", "pack/1");
    send("T1:c", "pack/2");
    EXPECT_EQ(kept.uses(team, user, noon), (Uses{{"pack/1", 2}, {"pack/2", 1}}));
    EXPECT_EQ(seconds_left("state:uses:T1:U1"), -1);
}

TEST_F(Used, CountsHalveInTwoWeeks) {
    send("T1:a", "pack/1");
    send("T1:b", "pack/1");
    EXPECT_EQ(kept.uses(team, user, noon + 14 * days).at("pack/1"), 1);
    send("T1:c", "pack/1", 14 * days);  // 2 are 1 by then, and one more
    EXPECT_EQ(kept.uses(team, user, noon + 14 * days).at("pack/1"), 2);
    EXPECT_TRUE(kept.uses(team, user, noon + 365 * days).empty());
}

TEST_F(Used, TheLeastUsedGoesWhenThereAreTooMany) {
    send("T1:first", "pack/first");
    send("T1:second", "pack/first");
    for (int i = 0; i < most_used; ++i) {
        const std::string number = std::to_string(i);
        send("T1:" + number, "pack/" + number, 1s * i);
    }
    const Uses uses = kept.uses(team, user, noon + 1s * most_used);
    EXPECT_EQ(uses.size(), static_cast<std::size_t>(most_used));
    EXPECT_TRUE(uses.contains("pack/first"));  // used twice
    EXPECT_FALSE(uses.contains("pack/0"));     // used longest ago
    EXPECT_TRUE(uses.contains("pack/" + std::to_string(most_used - 1)));
}

TEST_F(Used, AHalfWrittenCountIsNone) {
    for (const char* text : {"", "@", "x@y", "1", "1@", "nan@1760000000000"}) {
        ASSERT_TRUE(client.command({"HSET", "state:uses:T1:U1", "pack/1", text}).ok());
        EXPECT_FALSE(kept.uses(team, user, noon).contains("pack/1")) << text;
        send(std::string("T1:") + text, "pack/2");  // and harms nobody
    }
}

}  // namespace
