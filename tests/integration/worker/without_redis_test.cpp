// With Redis away or asleep a search still shows previews.
#include <algorithm>

#include "tests/integration/worker/world.hpp"

namespace {

using namespace worker_tests;

struct WithoutRedis : World {
    // The previews that command number 1 led to, and how long after receipt they were written.
    void expect_previews() {
        ASSERT_TRUE(eventually([&] { return !actions().empty(); }, 20s));
        const proto::Action action = actions().front();
        EXPECT_EQ(action.kind, "previews");
        const auto message = worker::json::parse(action.arguments);
        EXPECT_EQ(message.at("blocks").size(), 7u);
        EXPECT_EQ(worker::button_of(message, worker::button::send).at("text").at("text"), "보내기");
        ASSERT_TRUE(eventually([&] { return !decisions().empty(); }));
        EXPECT_EQ(decisions().front().rule, "search");
    }
};

TEST_F(WithoutRedis, ASearchStillShowsPreviews) {
    ServiceProcess worker(environment);
    ASSERT_TRUE(eventually([&] { return is_ready(worker); }, 20s));
    redis.kill();
    publish({command(1)});
    expect_previews();
    EXPECT_TRUE(is_ready(worker));
}

TEST_F(WithoutRedis, AWorkerStartsAndShowsPreviews) {
    redis.kill();
    ServiceProcess worker(environment);
    publish({command(1)});
    expect_previews();
}

TEST_F(WithoutRedis, ARedisThatSleepsHoldsNobodyUpForLong) {
    ServiceProcess worker(environment);
    ASSERT_TRUE(eventually([&] { return is_ready(worker); }, 20s));
    redis.freeze();
    const auto before = std::chrono::steady_clock::now();
    publish({command(1)});
    expect_previews();
    EXPECT_LT(std::chrono::steady_clock::now() - before, 5s);
    redis.thaw();
}

TEST_F(WithoutRedis, GuardsAreBackWhenRedisIs) {
    ServiceProcess worker(environment);
    redis.kill();
    publish({command(1)});
    expect_previews();
    redis.start();
    redis::Client looker(redis.config());
    int number = 1;
    ASSERT_TRUE(eventually([&] {  // the worker tries again after a pause of its own
        publish({command(++number)});
        return !looker.command({"KEYS", "applied:*"})->items().empty();
    }));
    const proto::Event twice = command(++number);
    publish({twice});
    ASSERT_TRUE(eventually([&] { return decided().count(twice.id.value) > 0; }, 20s));
    publish({twice});
    EXPECT_TRUE(eventually(
        [&] {
            const auto all = decisions();
            return std::any_of(all.begin(), all.end(), [&](const proto::Decision& decision) {
                return decision.event == twice.id && decision.rule == "repeat";
            });
        },
        20s));
}

}  // namespace
