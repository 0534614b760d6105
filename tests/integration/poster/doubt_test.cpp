// Nobody knows whether Slack has posted it: a real poster finds out, with a real Redis that forgets.
#include <filesystem>

#include "tests/integration/poster/world.hpp"

namespace {

using namespace poster_tests;

using Doubt = poster_tests::World;

// Row 4 of pipeline F5.
TEST_F(Doubt, OfAKilledPostersPostEndsWhereTheHistoryHasIt) {
    slack.open_history();
    slack.close_doors();
    {
        ServiceProcess first(environment);
        publish({traced(1)});
        ASSERT_TRUE(posts_reach(1));
        first.kill_now();
    }
    slack.open_doors();
    ServiceProcess second(environment);
    ASSERT_TRUE(reaches(End::done, 1, 40s));
    EXPECT_EQ(slack.calls("chat.postMessage").size(), 1u);  // and no notice
    EXPECT_EQ(outcomes(End::done)[0].ts, slack.calls("chat.postMessage")[0].ts);
    EXPECT_TRUE(all(proto::dlq_topic).empty());
}

// Row 10: Slack's 500 says nothing; two looks do.
TEST_F(Doubt, OfWhatSlackNeverDidEndsWithOnePost) {
    slack.open_history();
    slack.fail_next("chat.postMessage");
    ServiceProcess process(environment);
    publish({traced(1), traced(2)});
    ASSERT_TRUE(posts_reach(1));
    publish({traced(3, "C2")});
    ASSERT_TRUE(reaches(End::done, 3, 40s));
    const auto posts = slack.calls("chat.postMessage", "C1");
    ASSERT_EQ(posts.size(), 3u);
    EXPECT_EQ(posts[0].status, 500);
    EXPECT_EQ(posts[1].text(), "cat 1");
    EXPECT_EQ(posts[2].text(), "cat 2");
    EXPECT_GE(posts[1].at - posts[0].at, 15s);
    EXPECT_EQ(slack.calls("conversations.history").size(), 3u);
    // Nobody else waits for that.
    EXPECT_LT(slack.calls("chat.postMessage", "C2").at(0).at, posts[1].at);
    const json look = slack.calls("conversations.history")[0].body;
    EXPECT_TRUE(look.value("include_all_metadata", false));
    EXPECT_EQ(look.value("channel", ""), "C1");
}

// A member's DM has no known id before Slack's first answer, so that nobody can look there.
TEST_F(Doubt, OfANoticeEndsWithOneThatStands) {
    slack.open_history();
    slack.refuse_in("C1", "msg_too_long");
    ServiceProcess process(environment);
    publish({traced(1)});
    ASSERT_TRUE(reaches(End::refused, 1));
    ASSERT_TRUE(eventually([&] { return slack.standing("D1").size() == 1; }));
    EXPECT_EQ(slack.count("conversations.history"), 0u);
    slack.lose_next("chat.postMessage", "U1");
    publish({traced(2)});
    ASSERT_TRUE(reaches(End::done, 2, 60s));
    EXPECT_EQ(slack.count("chat.postMessage", "U1"), 3u);
    EXPECT_EQ(slack.count("chat.delete", "D1"), 1u);
    const auto standing = slack.standing("D1");
    ASSERT_EQ(standing.size(), 2u);
    EXPECT_EQ(outcomes(End::done)[1].ts, standing[1]);
}

// Row 15: Redis comes back without its newest writes.
struct Forgetful : poster_tests::World {
    Forgetful() : World({"--appendonly", "yes", "--appendfsync", "always"}) {}

    std::filesystem::path log_of_redis() const {
        redis::Client admin(redis.config());
        const auto folder = admin.command({"CONFIG", "GET", "dir"})->items().at(1).text();
        return std::filesystem::path(folder) / "appendonlydir" / "appendonly.aof.1.incr.aof";
    }
    void restart_redis_at(const std::filesystem::path& log, std::uintmax_t length) {
        redis.kill();
        std::filesystem::resize_file(log, length);
        redis.start();
    }
    std::int64_t known(const std::string& pattern) const {
        redis::Client admin(redis.config());
        const auto keys = admin.command({"KEYS", pattern});
        return keys ? static_cast<std::int64_t>(keys->items().size()) : -1;
    }
};

TEST_F(Forgetful, RedisMakesThePosterLookBeforeItSendsAgain) {
    slack.open_history();
    ServiceProcess process(environment);
    ASSERT_TRUE(ready(process));
    const auto log = log_of_redis();
    const auto before = std::filesystem::file_size(log);
    slack.close_doors();
    publish({traced(1)});
    ASSERT_TRUE(posts_reach(1));
    ASSERT_EQ(known("pi:{T1}:*"), 1);
    restart_redis_at(log, before);
    ASSERT_EQ(known("pi:{T1}:*"), 0);
    slack.open_doors();
    ASSERT_TRUE(reaches(End::done, 1));
    EXPECT_EQ(slack.calls("chat.postMessage").size(), 1u);
    EXPECT_EQ(known("pi:lost"), 1);
}

// The loss was seen by a poster that is gone by now.
TEST_F(Forgetful, RedisIsRememberedByPostersThatComeLater) {
    slack.open_history();
    slack.close_doors();
    {
        ServiceProcess first(environment);
        ASSERT_TRUE(ready(first));
        const auto log = log_of_redis();
        const auto before = std::filesystem::file_size(log);
        publish({traced(1)});
        ASSERT_TRUE(posts_reach(1));
        restart_redis_at(log, before);
        ASSERT_TRUE(eventually([&] { return known("pi:lost") == 1; }));
        first.kill_now();
    }
    ASSERT_EQ(known("pi:{T1}:*"), 0);
    slack.open_doors();
    ServiceProcess second(environment);
    ASSERT_TRUE(reaches(End::done, 1, 40s));
    EXPECT_EQ(slack.calls("chat.postMessage").size(), 1u);
}

TEST_F(Forgetful, RedisThatCannotBeMadeGoodParksAndTellsTheSender) {
    ServiceProcess process(environment);
    ASSERT_TRUE(ready(process));
    const auto log = log_of_redis();
    const auto before = std::filesystem::file_size(log);
    slack.close_doors();
    publish({traced(1)});
    ASSERT_TRUE(posts_reach(1));
    restart_redis_at(log, before);
    slack.open_doors();
    ASSERT_TRUE(reaches(End::parked, 1));
    ASSERT_TRUE(eventually([&] { return slack.calls("chat.postMessage", "U1").size() == 1; }));
    EXPECT_EQ(slack.calls("chat.postMessage", "C1").size(), 1u);
}

// It lost nothing: nobody is looked for, nothing is parked.
TEST_F(Forgetful, RedisThatKeptEverythingStirsNobody) {
    ServiceProcess process(environment);
    ASSERT_TRUE(ready(process));
    redis.kill();
    publish({traced(1)});
    ASSERT_TRUE(eventually([&] { return slack.said("Sending") == 1; }));
    redis.start();
    ASSERT_TRUE(reaches(End::done, 1));
    EXPECT_EQ(known("pi:lost"), 0);
    EXPECT_TRUE(slack.calls("conversations.history").empty());
}

}  // namespace
