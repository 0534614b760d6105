#include "libs/websocket/loop.hpp"

#include <gtest/gtest.h>

#include "tests/unit/http/raw_peer.hpp"
#include "tests/unit/websocket/world.hpp"

namespace websocket_test {
namespace {

TEST(WebsocketLoop, RunsPostedWorkInOrderOnItsOwnThread) {
    Diary diary;
    Loop loop;
    EXPECT_FALSE(loop.on_loop_thread());
    for (int i = 0; i < 10; ++i) {
        loop.post([&diary, &loop, i] {
            diary.note(std::to_string(i) + (loop.on_loop_thread() ? "" : " elsewhere"));
        });
    }
    ASSERT_TRUE(diary.has_some(10));
    const auto entries = diary.entries();
    for (std::size_t i = 0; i < 10; ++i) EXPECT_EQ(entries[i], std::to_string(i));
}

TEST(WebsocketLoop, NeverRunsWorkInsideTheCall) {
    Diary diary;
    Loop loop;
    loop.post([&] {
        loop.post([&] { diary.note("inner"); });
        diary.note("outer");
    });
    ASSERT_TRUE(diary.has_some(2));
    EXPECT_EQ(diary.entries(), (std::vector<std::string>{"outer", "inner"}));
}

TEST(WebsocketLoop, RunsDelayedWorkOnceNotBeforeItsTime) {
    Diary diary;
    Loop loop;
    const auto start = std::chrono::steady_clock::now();
    loop.post_after(60ms, [&] { diary.note("late"); });
    loop.post_after(20ms, [&] {
        const bool too_soon = std::chrono::steady_clock::now() - start < 20ms;
        diary.note(too_soon ? "too soon" : "early");
    });
    ASSERT_TRUE(diary.has_some(2));
    EXPECT_EQ(diary.entries(), (std::vector<std::string>{"early", "late"}));
}

TEST(WebsocketLoop, DropsWorkThatItsEndComesBefore) {
    Diary diary;
    {
        Loop loop;
        loop.post_after(1h, [&] { diary.note("after the end"); });
    }
    EXPECT_TRUE(diary.entries().empty());
}

TEST(WebsocketLoop, ShowsThatItIsStuckAndThatItGoesOn) {
    Loop loop;
    EXPECT_LT(loop.since_last_tick(), 5s);
    std::promise<void> release;
    loop.post([done = release.get_future().share()] { done.wait(); });
    EXPECT_TRUE(http_test::eventually([&] { return loop.since_last_tick() > 600ms; }));
    release.set_value();
    EXPECT_TRUE(http_test::eventually([&] { return loop.since_last_tick() < 250ms; }));
}

TEST(WebsocketLoop, MayEndWhileANameIsLookedUp) {
    ClientConfig config;
    config.url = "wss://nowhere.invalid/";
    std::unique_ptr<websocket::Client> client;
    auto loop = std::make_unique<Loop>();
    on(*loop, [&] {
        client = std::make_unique<websocket::Client>(*loop, config, websocket::ClientHandlers{});
        client->connect();
    });
    on(*loop, [&] { client.reset(); });
    loop.reset();
}

}  // namespace
}  // namespace websocket_test
