#include "services/gateway/core/socket_plan.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace gateway {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class SocketPlanTest : public testing::Test {
protected:
    std::vector<Command> tick(milliseconds step = milliseconds{0}) {
        clock_.advance(step);
        plan_.tick(now());
        return plan_.take_commands();
    }
    SteadyTime now() const { return clock_.steady(); }
    // Runs on until a socket is asked for; gives its id and how long that took.
    Connection next_ask(milliseconds limit, milliseconds* waited = nullptr) {
        for (milliseconds passed{0}; passed <= limit; passed += milliseconds{50}) {
            for (const Command& command : tick(milliseconds{50})) {
                if (command.what != Command::What::ask_url) continue;
                if (waited) *waited = passed;
                return command.connection;
            }
        }
        return 0;
    }
    Connection make_live() {
        const Connection id = next_ask(seconds{70});
        plan_.got_url(id, "wss://x/?ticket=1", now());
        plan_.opened(id, now());
        plan_.hello(id, now());
        plan_.take_commands();
        return id;
    }
    static bool has(const std::vector<Command>& commands, Command::What what, Connection id) {
        return std::any_of(commands.begin(), commands.end(), [&](const Command& command) {
            return command.what == what && command.connection == id;
        });
    }

    base::ManualClock clock_;
    SocketPlan plan_{[] { SocketLimits limits; limits.sockets = 1; return limits; }(), 7};
};

TEST_F(SocketPlanTest, KeepsOneDialOnItsWayAtATime) {
    SocketPlan two(SocketLimits{}, 1);
    two.tick(now());
    two.tick(now());
    EXPECT_EQ(two.take_commands().size(), 1u);
    two.got_url(1, "wss://x", now());
    two.opened(1, now());
    two.hello(1, now());
    two.take_commands();
    two.tick(now());
    EXPECT_TRUE(has(two.take_commands(), Command::What::ask_url, 2));
}

TEST_F(SocketPlanTest, AWarnedSocketIsReplacedBeforeItGoes) {
    const Connection old = make_live();
    clock_.advance(seconds{60});
    plan_.heard(old, now());
    plan_.told_to_go(old, "warning", now());
    const auto commands = tick();
    EXPECT_TRUE(has(commands, Command::What::ask_url, old + 1));
    EXPECT_FALSE(has(commands, Command::What::close, old));
    EXPECT_EQ(plan_.live(), 1u);  // it still takes and acks envelopes
}

TEST_F(SocketPlanTest, TooManySocketsMeansCloseFirstAndWaitLongerEachTime) {
    milliseconds first{0}, second{0};
    Connection id = make_live();
    plan_.told_to_go(id, "too_many_websockets", now());
    EXPECT_TRUE(has(plan_.take_commands(), Command::What::close, id));
    plan_.closed(id, now());
    id = next_ask(seconds{70}, &first);
    EXPECT_GE(first, milliseconds{2400});
    plan_.got_url(id, "wss://x", now());
    plan_.opened(id, now());
    plan_.told_to_go(id, "too_many_websockets", now());
    plan_.closed(id, now());
    next_ask(seconds{70}, &second);
    EXPECT_GE(second, milliseconds{4900});
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

TEST_F(SocketPlanTest, AServerThatHangsUpRightAfterHelloIsNotStormed) {
    int opens = 0;
    for (milliseconds passed{0}; passed < seconds{60}; passed += milliseconds{50}) {
        for (const Command& command : tick(milliseconds{50})) {
            if (command.what != Command::What::ask_url) continue;
            ++opens;
            plan_.got_url(command.connection, "wss://x", now());
            plan_.opened(command.connection, now());
            plan_.hello(command.connection, now());
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

// field-pain 5: every reason at every moment leaves one connection behind.
TEST_F(SocketPlanTest, AnyReasonAtAnyMomentEndsWithOneLiveSocket) {
    for (const char* reason : {"warning", "refresh_requested", "link_disabled", "too_many_websockets", "new", ""}) {
        for (int moment = 0; moment < 4; ++moment) {
            const Connection id = next_ask(seconds{130});
            ASSERT_NE(id, 0u) << reason << moment;
            if (moment > 0) plan_.got_url(id, "wss://x", now());
            if (moment > 1) plan_.opened(id, now());
            if (moment > 2) plan_.hello(id, now());
            plan_.told_to_go(id, reason, now());
            plan_.closed(id, now());
            const Connection next = make_live();
            EXPECT_EQ(plan_.live(), 1u) << reason << moment;
            EXPECT_EQ(plan_.count(), 1u) << reason << moment;
            clock_.advance(seconds{20});
            plan_.closed(next, now());
        }
    }
}

TEST_F(SocketPlanTest, ADrainOpensNothingAndClosesAll) {
    const Connection id = make_live();
    plan_.drain();
    plan_.close_all();
    EXPECT_TRUE(has(plan_.take_commands(), Command::What::close, id));
    plan_.closed(id, now());
    EXPECT_EQ(next_ask(seconds{70}), 0u);
}

}  // namespace
}  // namespace gateway
