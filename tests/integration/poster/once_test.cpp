// One post an action, whatever happens to records and to posters.
#include "tests/integration/poster/world.hpp"

namespace {

using namespace poster_tests;

using Once = poster_tests::World;

TEST_F(Once, PostsAnActionOnceThoughItComesTwiceAndThePosterWasRestarted) {
    const auto action = sticker(1);
    {
        ServiceProcess first(environment);
        publish({action, action});
        ASSERT_TRUE(reaches(End::done, 1));
        ASSERT_TRUE(reaches(End::duplicate, 1));
        EXPECT_EQ(first.terminate(), 0);
    }
    publish({action});
    ServiceProcess second(environment);
    ASSERT_TRUE(reaches(End::duplicate, 2));
    EXPECT_EQ(slack.calls("chat.postMessage").size(), 1u);
    EXPECT_EQ(outcomes(End::done).size(), 1u);
    EXPECT_EQ(outcomes(End::duplicate).back().ts, outcomes(End::done).back().ts);
}

// Killed between Slack's deed and its answer, and the history cannot be read: nobody knows, so
// nobody posts it again.
TEST_F(Once, ParksWhatAKilledPosterHadUnderWayAndTellsItsSender) {
    const auto action = traced(1);
    slack.close_doors();
    {
        ServiceProcess first(environment);
        publish({action});
        ASSERT_TRUE(posts_reach(1));
        first.kill_now();
    }
    slack.open_doors();
    ServiceProcess second(environment);
    ASSERT_TRUE(reaches(End::parked, 1, 40s));
    ASSERT_TRUE(eventually([&] { return slack.calls("chat.postMessage", "U1").size() == 1; }));
    EXPECT_EQ(slack.calls("chat.postMessage", "C1").size(), 1u);
    EXPECT_NE(slack.calls("chat.postMessage", "U1")[0].text().find("could not confirm"),
              std::string::npos);
    ASSERT_EQ(all(proto::dlq_topic).size(), 1u);
    EXPECT_EQ(all(proto::dlq_topic)[0].header("x-dlq-reason"), "ambiguous");
}

// Rows 1 and 2 of pipeline F5: the next one waits with its slot, the last without.
TEST_F(Once, DoesWhatWaitedInAKilledPoster) {
    slack.open_history();  // should the kill meet one at its call
    std::vector<proto::Action> actions;
    for (int i = 1; i <= 5; ++i) actions.push_back(traced(i));
    {
        ServiceProcess first(environment);
        publish(actions);
        ASSERT_TRUE(reaches(End::done, 3));  // longer than from one commit to the next
        first.kill_now();
    }
    ServiceProcess second(environment);
    ASSERT_TRUE(
        eventually([&] { return slack.calls("chat.postMessage").size() >= actions.size(); }, 30s));
    ASSERT_TRUE(reaches(End::done, actions.size()));
    const auto posts = slack.calls("chat.postMessage");
    ASSERT_EQ(posts.size(), actions.size());
    for (std::size_t i = 0; i < posts.size(); ++i) {
        EXPECT_EQ(posts[i].text(), "cat " + std::to_string(i + 1));
    }
}

TEST_F(Once, GoesOnBehindARecordThatNobodyCanRead) {
    auto broken = proto::encode(sticker(1));
    broken.value = "{";
    publish({broken, proto::encode(sticker(2))});
    ServiceProcess process(environment);
    ASSERT_TRUE(reaches(End::done, 1));
    const auto dead = all(proto::dlq_topic);
    ASSERT_EQ(dead.size(), 1u);
    EXPECT_EQ(dead[0].header("x-dlq-reason"), "undecodable");
    EXPECT_EQ(dead[0].value, "{");
}

TEST_F(Once, KeepsReplayedRecordsFromSlack) {
    auto replayed = proto::encode(sticker(1));
    replayed.set("x-replay-id", "r1");
    publish({replayed, proto::encode(sticker(2))});
    {
        ServiceProcess process(environment);
        ASSERT_TRUE(reaches(End::done, 1));
        EXPECT_EQ(slack.calls("chat.postMessage").size(), 1u);
        EXPECT_NE(ask(process, "/metrics").body.find("poster_skipped_total{reason=\"replay\"} 1"),
                  std::string::npos);
        process.terminate();
    }
    publish({replayed});
    environment["POSTER_ALLOW_REPLAY"] = "true";
    ServiceProcess allowed(environment);
    EXPECT_TRUE(posts_reach(2));
}

TEST_F(Once, CallsNobodyInShadowMode) {
    environment["POSTER_MODE"] = "shadow";
    const auto action = sticker(1);
    publish({action, previews("p")});
    ServiceProcess process(environment);
    ASSERT_TRUE(reaches(End::refused, 2));
    EXPECT_EQ(outcomes(End::refused)[0].error, "shadow");
    EXPECT_TRUE(slack.calls("chat.postMessage").empty());
    EXPECT_TRUE(slack.calls("response_url").empty());
    redis::Client keys(redis.config());
    EXPECT_EQ(keys.command({"KEYS", "pi:{*"})->items().size(), 0u);
    EXPECT_EQ(keys.command({"KEYS", "shadow:pi:{*"})->items().size(), 2u);
}

}  // namespace
