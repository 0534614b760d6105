// What Slack refuses for good, and what cannot go out: it ends, and its partition goes on.
#include <optional>

#include "tests/integration/poster/world.hpp"

namespace {

using namespace poster_tests;

struct Poison : poster_tests::World {
    // All in one partition, whatever their conversation.
    static proto::Wire in_one_partition(const proto::Action& action) {
        auto wire = proto::encode(action);
        wire.key = "one";
        return wire;
    }
    // Where the record with these bytes lies in the log.
    std::optional<stream::Position> place_of(const proto::Wire& wire) const {
        std::optional<stream::Position> place;
        const kafka::Stretch whole{proto::actions_topic.full("sticker."), base::Time{},
                                   base::SystemClock().now() + 1h};
        (void)kafka::read(client, whole, [&](const stream::Record& record) {
            if (record.value == wire.value) place = record.at;
            return true;
        });
        return place;
    }
    static bool idle(const ServiceProcess& process) {
        const auto state = json::parse(ask(process, "/debug/state").body, nullptr, false);
        return state.value("in_flight", 1) == 0;
    }
};

TEST_F(Poison, ThatSlackRefusesForGoodIsADeadLetterWithAllItHadAndThePartitionGoesOn) {
    auto refused = in_one_partition(sticker(1));
    refused.set("x-of-a-newer-build", "kept");
    slack.refuse_in("C1", "msg_too_long");
    {
        ServiceProcess process(environment);
        publish({refused, in_one_partition(sticker(2, "C2"))});
        ASSERT_TRUE(reaches(End::refused, 1));
        ASSERT_TRUE(reaches(End::done, 1));
        ASSERT_TRUE(eventually([&] { return slack.count("chat.postMessage", "U1") == 1; }));
        ASSERT_TRUE(eventually([&] { return idle(process); }));
        EXPECT_EQ(process.terminate(), 0);
    }
    ServiceProcess next(environment);  // and nobody meets it again
    publish({in_one_partition(sticker(3, "C2"))});
    ASSERT_TRUE(eventually([&] { return slack.count("chat.postMessage", "C2") == 2; }));
    EXPECT_EQ(slack.count("chat.postMessage", "C1"), 1u);

    const auto letters = all(proto::dlq_topic);
    ASSERT_EQ(letters.size(), 1u);
    const auto& dead = letters[0];
    EXPECT_EQ(dead.key, refused.key);
    EXPECT_EQ(dead.value, refused.value);
    for (const auto& [name, value] : refused.headers) EXPECT_EQ(dead.header(name), value) << name;
    const auto place = place_of(refused);
    ASSERT_TRUE(place);
    EXPECT_EQ(dead.header("x-dlq-original-topic"), "sticker.actions.v1");
    EXPECT_EQ(dead.header("x-dlq-original-partition"), std::to_string(place->partition.number));
    EXPECT_EQ(dead.header("x-dlq-original-offset"), std::to_string(place->offset));
    EXPECT_EQ(dead.header("x-dlq-original-group"), "sticker.poster");
    EXPECT_EQ(dead.header("x-dlq-reason"), "slack_refused");
    EXPECT_EQ(dead.header("x-dlq-error"), "msg_too_long");
    EXPECT_EQ(dead.header("x-dlq-stage"), "poster.call");
    EXPECT_EQ(dead.header("x-dlq-attempts"), "1");
    EXPECT_EQ(outcomes(End::refused)[0].error, "msg_too_long");
}

// Slack says "in an hour" to one, "not now" to the other as often as it is asked.
TEST_F(Poison, ThatCannotGoOutHoldsItsPartitionNoLongerThanItLives) {
    ServiceProcess process(environment);
    ASSERT_TRUE(ready(process));
    auto limited = sticker(1, "C1"), unavailable = sticker(2, "C2");
    slack.rate_limit_next("chat.postMessage", 3600);
    slack.refuse_in("C2", "service_unavailable");
    limited.expires_at = unavailable.expires_at = base::SystemClock().now() + 5s;
    publish({in_one_partition(limited)});
    ASSERT_TRUE(posts_reach(1));
    publish({in_one_partition(unavailable), in_one_partition(sticker(3, "C3"))});
    ASSERT_TRUE(reaches(End::done, 1));  // nobody waits behind them
    EXPECT_LT(outcomes(End::done)[0].ended_at, limited.expires_at);
    ASSERT_TRUE(reaches(End::expired, 2));
    for (const auto& outcome : outcomes(End::expired)) {
        EXPECT_LE(outcome.ended_at, limited.expires_at + 2s) << outcome.conversation.key();
    }
    ASSERT_TRUE(eventually([&] { return idle(process); }));  // all is stored
    EXPECT_GE(slack.count("chat.postMessage", "C2"), 3u);
    EXPECT_EQ(slack.count("chat.postMessage", "C1"), 1u);
    EXPECT_EQ(slack.count("chat.postMessage", "U1"), 2u);  // both senders know
    for (const auto& dead : all(proto::dlq_topic)) {
        EXPECT_EQ(dead.header("x-dlq-reason"), "expired");
    }
}

}  // namespace
