#include "tests/unit/gateway/sockets/plan_world.hpp"

namespace gateway {
namespace {

TEST_F(SocketPlanTest, KeepsOneDialOnItsWayAtATime) {
    SocketPlan two(SocketLimits{}, 1);
    two.tick(now());
    two.tick(now());
    EXPECT_EQ(two.take_commands().size(), 1u);
    two.got_url(1, "wss://x", now());
    two.opened(1, now());
    two.hello(1, 1, now());
    two.take_commands();
    two.tick(now());
    EXPECT_TRUE(has(two.take_commands(), Command::What::ask_url, 2));
}

// field-pain 6: a call that hangs for its 4 s does not add them to the wait.
TEST_F(SocketPlanTest, TheWaitCountsFromTheBeginOfTheTry) {
    for (int i = 0; i < 20; ++i) {
        const Connection id = next_ask(seconds{10});
        ASSERT_NE(id, 0u);
        clock_.advance(seconds{4});
        plan_.no_url(id, base::Error::unknown("timeout"), now());
        milliseconds waited{0};
        const Connection next = next_ask(seconds{10}, &waited);
        EXPECT_LE(waited, milliseconds{100});
        plan_.no_url(next, base::Error::unknown("timeout"), now());
    }
}

TEST_F(SocketPlanTest, AFailureOfOneSocketDoesNotTouchAnother) {
    SocketPlan two(SocketLimits{}, 5);
    clock_.advance(seconds{1});
    two.tick(now());
    two.got_url(1, "wss://x", now());
    two.opened(1, now());
    two.hello(1, 1, now());
    two.take_commands();
    for (int i = 0; i < 400; ++i) {
        clock_.advance(milliseconds{250});
        two.heard(1, now());
        two.tick(now());
        for (const Command& command : two.take_commands()) {
            ASSERT_TRUE(command.what == Command::What::ping || command.connection != 1);
            if (command.what == Command::What::ask_url) {
                two.no_url(command.connection, base::Error::later("connect_failed"), now());
            }
        }
        ASSERT_EQ(two.live(), 1u);
    }
}

TEST_F(SocketPlanTest, ARefusedTokenIsRetriedSlowly) {
    const Connection id = next_ask(seconds{1});
    plan_.no_url(id, base::Error::never("invalid_auth"), now());
    EXPECT_EQ(plan_.trouble(), "invalid_auth");
    milliseconds waited{0};
    next_ask(seconds{70}, &waited);
    EXPECT_GE(waited, seconds{59});
}

TEST_F(SocketPlanTest, RetryAfterIsNeverCutShort) {
    const Connection id = next_ask(seconds{1});
    plan_.no_url(id, base::Error::after("ratelimited", seconds{20}), now());
    milliseconds waited{0};
    next_ask(seconds{40}, &waited);
    EXPECT_GE(waited, milliseconds{19'900});
}

// field-pain 4 and 12: growing, capped, and back within the cap after healing.
TEST_F(SocketPlanTest, BackoffGrowsToItsCapAndNoFurther) {
    milliseconds last{0};
    for (int i = 0; i < 200; ++i) {
        const Connection id = next_ask(seconds{10}, &last);
        ASSERT_NE(id, 0u);
        ASSERT_LE(last, milliseconds{4'050});
        plan_.no_url(id, base::Error::later("connect_failed"), now());
    }
    next_ask(seconds{10}, &last);
    EXPECT_GE(last, milliseconds{1'900});
}

TEST_F(SocketPlanTest, ASocketThatHasLivedAWhileMakesUpForTheFailuresBefore) {
    for (int i = 0; i < 8; ++i) {
        plan_.no_url(next_ask(seconds{10}), base::Error::later("connect_failed"), now());
    }
    const Connection id = make_live();
    for (int i = 0; i < 11; ++i) {
        plan_.heard(id, now());
        tick(seconds{1});
    }
    plan_.closed(id, now());
    milliseconds waited{0};
    plan_.no_url(next_ask(seconds{10}, &waited), base::Error::later("connect_failed"), now());
    EXPECT_LE(waited, milliseconds{50});
    next_ask(seconds{10}, &waited);
    EXPECT_LE(waited, milliseconds{250});
}

TEST_F(SocketPlanTest, AServerThatHangsUpRightAfterHelloIsNotStormed) {
    int opens = 0;
    for (milliseconds passed{0}; passed < seconds{60}; passed += milliseconds{50}) {
        for (const Command& command : tick(milliseconds{50})) {
            if (command.what != Command::What::ask_url) continue;
            ++opens;
            plan_.got_url(command.connection, "wss://x", now());
            plan_.opened(command.connection, now());
            plan_.hello(command.connection, 1, now());
            plan_.closed(command.connection, now());
        }
    }
    EXPECT_LE(opens, 32);
    EXPECT_GE(opens, 15);
}

TEST_F(SocketPlanTest, AConnectionWithoutHelloIsDroppedAtItsDeadline) {
    const Connection id = next_ask(seconds{1});
    plan_.got_url(id, "wss://x", now());
    plan_.opened(id, now());
    plan_.take_commands();
    bool dropped = false;
    for (int i = 0; i < 210 && !dropped; ++i) {
        plan_.heard(id, now());
        dropped = has(tick(milliseconds{50}), Command::What::drop, id);
    }
    EXPECT_TRUE(dropped);
}

// field-pain 1: every pong 8 s late for ten minutes is a slow network, not a dead one.
TEST_F(SocketPlanTest, LatePongsReconnectNothingButSilenceDoes) {
    const Connection id = make_live();
    std::vector<SteadyTime> pongs;
    for (milliseconds passed{0}; passed < std::chrono::minutes{10}; passed += milliseconds{100}) {
        for (const Command& command : tick(milliseconds{100})) {
            ASSERT_NE(command.what, Command::What::drop);
            if (command.what == Command::What::ping) pongs.push_back(now() + seconds{8});
        }
        while (!pongs.empty() && pongs.front() <= now()) {
            plan_.heard(id, now());
            pongs.erase(pongs.begin());
        }
    }
    milliseconds silent{0};
    while (!has(tick(milliseconds{100}), Command::What::drop, id)) silent += milliseconds{100};
    EXPECT_LE(silent, seconds{13});
}

}  // namespace
}  // namespace gateway
