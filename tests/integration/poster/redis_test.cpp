// Redis: the ledger in it, and a poster while it is away.
#include <filesystem>
#include <fstream>

#include "services/poster/adapters/store/redis_ledger.hpp"
#include "tests/integration/poster/world.hpp"
#include "tests/unit/poster/ledger/ledger_contract.hpp"

namespace {

using namespace poster_tests;
using namespace poster;

struct RedisLedgerTest : testing::Test {
    fixtures::RedisServer server;
    redis::Client redis{server.config()};
    RedisLedger ledger{redis};
    const std::string row = "pi:{T1}:" + contract::key.action.value;
    contract::EndTheLease end = [this] {
        ASSERT_TRUE(redis.command({"HSET", row, "lease", "1"}).ok());
    };
    std::int64_t ttl() { return redis.command({"PTTL", row})->integer(); }
};

TEST_F(RedisLedgerTest, KnowsNothingOfANewAction) {
    contract::knows_nothing_of_a_new_action(ledger);
}
TEST_F(RedisLedgerTest, GivesAnOpenActionToTheFirstWhoAsks) {
    contract::gives_an_open_action_to_the_first_who_asks(ledger);
}
TEST_F(RedisLedgerTest, GivesItToItsOwnerAgain) { contract::gives_it_to_its_owner_again(ledger); }
TEST_F(RedisLedgerTest, KeepsHowItEnded) { contract::keeps_how_it_ended(ledger); }
TEST_F(RedisLedgerTest, TakesNoWordOfWhatHasNotEnded) {
    contract::takes_no_word_of_what_has_not_ended(ledger);
}
TEST_F(RedisLedgerTest, IsUnsureOfAnAttemptWhoseLeaseIsOver) {
    contract::is_unsure_of_an_attempt_whose_lease_is_over(ledger, end);
}
TEST_F(RedisLedgerTest, LetsItsOwnerHoldWhatIsUnknown) {
    contract::lets_its_owner_hold_what_is_unknown(ledger, end);
}
TEST_F(RedisLedgerTest, TellsWhichWayTheNewestAttemptWent) {
    contract::tells_which_way_the_newest_attempt_went(ledger, end);
}
TEST_F(RedisLedgerTest, LetsAnOwnerMendAnEndOfItsOwn) {
    contract::lets_an_owner_mend_an_end_of_its_own(ledger);
}
TEST_F(RedisLedgerTest, FencesOffAnOwnerThatLostIt) {
    contract::fences_off_an_owner_that_lost_it(ledger, end);
}
TEST_F(RedisLedgerTest, CountsTheAttemptsOfAReopenedAction) {
    contract::counts_the_attempts_of_a_reopened_action(ledger);
}
TEST_F(RedisLedgerTest, ClosesWhatWasNeverTried) { contract::closes_what_was_never_tried(ledger); }
TEST_F(RedisLedgerTest, DoesNotCloseOverAnEnd) { contract::does_not_close_over_an_end(ledger); }
TEST_F(RedisLedgerTest, KeepsAUrlNoLongerThanItLives) {
    contract::keeps_a_url_no_longer_than_it_lives(ledger, [this] {
        EXPECT_LE(redis.command({"PTTL", row + ":url"})->integer(), 60'000);
        ASSERT_TRUE(redis.command({"PEXPIRE", row + ":url", "0"}).ok());
    });
}
TEST_F(RedisLedgerTest, SeesThatARepeatHasOtherBytes) {
    contract::sees_that_a_repeat_has_other_bytes(ledger);
}

// Longer than the actions topic keeps its records (7 d): a replay of it cannot post again.
TEST_F(RedisLedgerTest, KeepsAnOpenEntryADayAndAnEndEight) {
    contract::begin(ledger, "a");
    EXPECT_GT(ttl(), 86'390'000);
    EXPECT_LE(ttl(), 86'400'000);
    ASSERT_TRUE(ledger.settle(contract::key, "a", {State::sent, "1.2", "C1", {}}).ok());
    ASSERT_TRUE(ledger.told(contract::key).ok());
    EXPECT_GT(ttl(), 691'190'000);
}

TEST_F(RedisLedgerTest, PostsNothingOnAStateOfANewerBuild) {
    ASSERT_TRUE(redis.command({"HSET", row, "st", "verifying", "lease", "1"}).ok());
    EXPECT_EQ(contract::begin(ledger, "a").kind, Claim::Kind::unsure);
}

TEST_F(RedisLedgerTest, SaysThatRedisIsAway) {
    server.kill();
    EXPECT_FALSE(ledger.begin(contract::key, "a", "h", Trail::metadata).ok());
    EXPECT_FALSE(ledger.find(contract::key).ok());
}

// It comes back with all that it knew: one that lost something is doubt_test's.
struct RedisAway : poster_tests::World {
    RedisAway() : World({"--appendonly", "yes", "--appendfsync", "always"}) {}

    static bool says(const ServiceProcess& process, const std::string& path,
                     const std::string& words) {
        return ask(process, path).body.find(words) != std::string::npos;
    }
};

TEST_F(RedisAway, PrivateRepliesGoOnAndVisiblePostsWaitForItsReturn) {
    ServiceProcess process(environment);
    ASSERT_TRUE(ready(process));
    redis.kill();
    publish({sticker(1), previews("without redis")});
    ASSERT_TRUE(eventually([&] { return slack.said("without redis") == 1; }));
    ASSERT_TRUE(eventually([&] { return slack.said("Sending") == 1; }));  // the held sender knows
    EXPECT_TRUE(slack.calls("chat.postMessage").empty());
    ASSERT_TRUE(eventually([&] { return says(process, "/metrics", "poster_store_up 0"); }));
    ASSERT_TRUE(eventually(
        [&] { return says(process, "/readyz", "away: visible posts wait, private ones go on"); }));
    EXPECT_EQ(ask(process, "/readyz").status, 200);
    redis.start();
    ASSERT_TRUE(posts_reach(1));
    ASSERT_TRUE(reaches(End::done, 2));
    EXPECT_TRUE(eventually([&] { return says(process, "/metrics", "poster_store_up 1"); }));
    EXPECT_TRUE(
        eventually([&] { return says(process, "/readyz", "maxmemory-policy volatile-ttl"); }));
    EXPECT_EQ(slack.calls("chat.postMessage").size(), 1u);
    EXPECT_EQ(slack.calls("chat.postMessage", "C1").size(), 1u);
}

// Row 14 of pipeline F5. The history is closed: were its result forgotten, it would be parked.
TEST_F(RedisAway, AResultThatItDidNotTakeIsWrittenAtItsReturn) {
    ServiceProcess process(environment);
    ASSERT_TRUE(ready(process));
    const auto action = traced(1);
    slack.close_doors();
    publish({action});
    ASSERT_TRUE(posts_reach(1));
    redis.kill();
    ASSERT_TRUE(eventually([&] { return says(process, "/debug/state", R"("redis":false)"); }, 4s));
    slack.open_doors();
    EXPECT_FALSE(reaches(End::done, 1, 500ms)) << "told before it was written";
    redis.start();
    ASSERT_TRUE(reaches(End::done, 1));
    EXPECT_EQ(slack.calls("chat.postMessage").size(), 1u);
    redis::Client keys(redis.config());
    EXPECT_EQ(keys.command({"HGET", "pi:{T1}:" + action.id.value, "st"})->text(), "sent");
    EXPECT_TRUE(all(proto::dlq_topic).empty());
}

TEST_F(RedisAway, AFrozenRedisDelaysPrivateRepliesAndLosesNothing) {
    ServiceProcess process(environment);
    ASSERT_TRUE(ready(process));
    redis.freeze();
    publish({sticker(1), previews("frozen")});
    ASSERT_TRUE(eventually([&] { return slack.said("frozen") >= 1; }));
    EXPECT_TRUE(slack.calls("chat.postMessage").empty());
    redis.thaw();
    ASSERT_TRUE(reaches(End::done, 2));
    EXPECT_EQ(slack.calls("chat.postMessage").size(), 1u);
}

using RedisPolicy = poster_tests::World;

TEST_F(RedisPolicy, ThatMayEvictTheLedgerKeepsThePosterFromBeingReady) {
    redis::Client admin(redis.config());
    ASSERT_TRUE(admin.command({"CONFIG", "SET", "maxmemory-policy", "allkeys-lru"}).ok());
    ServiceProcess process(environment);
    EXPECT_TRUE(eventually(
        [&] { return ask(process, "/readyz").body.find("allkeys-lru") != std::string::npos; }));
    EXPECT_EQ(ask(process, "/readyz").status, 503);
    ASSERT_TRUE(admin.command({"CONFIG", "SET", "maxmemory-policy", "volatile-ttl"}).ok());
    EXPECT_TRUE(ready(process));
}

using Secrets = poster_tests::World;

TEST_F(Secrets, AreInNoLog) {
    const auto log =
        std::filesystem::temp_directory_path() / ("ssb-poster-" + std::to_string(getpid()));
    environment["LOG_LEVEL"] = "debug";
    environment["LOG_FORMAT"] = "json";
    {
        ServiceProcess process(environment, log.string());
        ASSERT_TRUE(ready(process));
        slack.rate_limit_next("chat.postMessage", 1);
        slack.refuse_next("response_url", "used_url");
        publish({sticker(1), previews("words of a member")});
        ASSERT_TRUE(reaches(End::done, 1));
        ASSERT_TRUE(reaches(End::refused, 1));
        process.terminate();
    }
    std::ifstream file(log);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    std::filesystem::remove(log);
    EXPECT_NE(text.find("\"event\":\"ended\""), std::string::npos);
    for (const char* secret : {"very-secret", "words of a member", "cat 1", "Kim"}) {
        EXPECT_EQ(text.find(secret), std::string::npos) << secret;
    }
}

}  // namespace
