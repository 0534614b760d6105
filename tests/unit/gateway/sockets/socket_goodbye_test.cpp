#include <map>

#include "tests/unit/gateway/sockets/plan_world.hpp"

namespace gateway {
namespace {

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

// One warning after the other, Slack closing ten seconds after each: it always has a socket that
// takes frames, and never more than one beyond those wanted.
TEST_F(SocketPlanTest, WarningsWithoutEndNeverLeaveItWithoutASocketNorWithTooMany) {
    for (const std::size_t wanted : {1u, 2u, 4u}) {
        SocketLimits limits;
        limits.sockets = wanted;
        SocketPlan plan(limits, 3);
        std::map<Connection, SteadyTime> closes;  // told to go: when Slack closes
        std::vector<Connection> lives;
        bool had_all = false;
        for (int step = 0; step < 6'000; ++step) {  // ten minutes
            clock_.advance(milliseconds{100});
            for (const Connection id : lives) plan.heard(id, now());
            if (step % 70 == 69) {
                for (const Connection id : lives) {  // all at once
                    plan.told_to_go(id, "warning", now());
                    closes.emplace(id, now() + seconds{10});
                }
            }
            for (auto it = closes.begin(); it != closes.end();) {
                if (it->second > now()) {
                    ++it;
                    continue;
                }
                plan.closed(it->first, now());
                std::erase(lives, it->first);
                it = closes.erase(it);
            }
            plan.tick(now());
            for (const Command& command : plan.take_commands()) {
                if (command.what == Command::What::close && closes.contains(command.connection)) {
                    closes[command.connection] = now();  // Slack answers our goodbye at once
                }
                if (command.what != Command::What::ask_url) continue;
                plan.got_url(command.connection, "wss://x", now());
                plan.opened(command.connection, now());
                plan.hello(command.connection, 1, now());
                lives.push_back(command.connection);
            }
            had_all = had_all || plan.live() >= wanted;
            if (had_all) {
                ASSERT_GE(plan.live(), 1u) << wanted << " at step " << step;
            }
            ASSERT_LE(plan.count(), wanted + 1) << wanted << " at step " << step;
        }
    }
}

// Slack says for `refresh_requested` not when it closes; without a replacement the old one stays.
TEST_F(SocketPlanTest, ASocketThatWasToldToGoStaysWhileNothingReplacesIt) {
    const Connection old = make_live();
    clock_.advance(seconds{60});
    plan_.heard(old, now());
    plan_.told_to_go(old, "refresh_requested", now());
    for (milliseconds passed{0}; passed < std::chrono::minutes{2}; passed += milliseconds{100}) {
        plan_.heard(old, now());
        for (const Command& command : tick(milliseconds{100})) {
            ASSERT_FALSE(command.what == Command::What::close && command.connection == old);
            if (command.what != Command::What::ask_url) continue;
            plan_.no_url(command.connection, base::Error::later("connect_failed"), now());
        }
    }
    const Connection fresh = make_live();
    ASSERT_NE(fresh, 0u);
    bool let_go = false;
    for (int i = 0; i < 10 && !let_go; ++i)
        let_go = has(tick(milliseconds{100}), Command::What::close, old);
    EXPECT_TRUE(let_go);
}

// A Slack that says goodbye and never closes: the oldest makes place for a fresh one.
TEST_F(SocketPlanTest, WhenAllAreGoingTheOldestMakesPlace) {
    const Connection first = make_live();
    clock_.advance(seconds{60});
    plan_.heard(first, now());
    plan_.told_to_go(first, "warning", now());
    const Connection second = make_live();
    clock_.advance(seconds{11});
    for (const Connection id : {first, second}) plan_.heard(id, now());
    plan_.told_to_go(second, "warning", now());
    const auto commands = tick();
    EXPECT_TRUE(has(commands, Command::What::close, first));
    EXPECT_FALSE(has(commands, Command::What::close, second));
    plan_.closed(first, now());
    EXPECT_TRUE(has(tick(milliseconds{100}), Command::What::ask_url, second + 1));
    EXPECT_EQ(plan_.live(), 1u);
}

TEST_F(SocketPlanTest, AHelloThatCountsAllSlackAllowsOpensNoMoreForAWhile) {
    for (const int counted : {9, 10}) {
        SocketPlan two(SocketLimits{}, 5);
        clock_.advance(seconds{1});
        two.tick(now());
        two.got_url(1, "wss://x", now());
        two.opened(1, now());
        two.hello(1, counted, now());
        two.take_commands();
        clock_.advance(seconds{2});
        two.tick(now());
        EXPECT_EQ(has(two.take_commands(), Command::What::ask_url, 2), counted == 9) << counted;
        EXPECT_EQ(two.live(), 1u);
    }
}

TEST_F(SocketPlanTest, AGoodbyeBeforeHelloCountsAsOneFailure) {
    const Connection id = next_ask(seconds{1});
    plan_.got_url(id, "wss://x", now());
    plan_.opened(id, now());
    plan_.told_to_go(id, "warning", now());
    plan_.closed(id, now());
    milliseconds waited{0};
    next_ask(seconds{10}, &waited);
    EXPECT_LT(waited, milliseconds{250});
}

TEST_F(SocketPlanTest, AWarningRightAfterEveryHelloIsNotStormed) {
    int opens = 0;
    for (milliseconds passed{0}; passed < seconds{60}; passed += milliseconds{50}) {
        for (const Command& command : tick(milliseconds{50})) {
            if (command.what == Command::What::close) plan_.closed(command.connection, now());
            if (command.what != Command::What::ask_url) continue;
            ++opens;
            plan_.got_url(command.connection, "wss://x", now());
            plan_.opened(command.connection, now());
            plan_.hello(command.connection, 1, now());
            plan_.told_to_go(command.connection, "warning", now());
        }
    }
    EXPECT_LE(opens, 32);
    EXPECT_GE(opens, 10);
}

// field-pain 3: registrations of dead peers count for hours.
TEST_F(SocketPlanTest, GhostsStopItFromOpeningMoreUntilTheyAreForgotten) {
    SocketPlan two(SocketLimits{}, 5);
    int opens = 0;
    int counted = 10;
    for (milliseconds passed{0}; passed < std::chrono::minutes{10}; passed += milliseconds{100}) {
        clock_.advance(milliseconds{100});
        if (passed == std::chrono::minutes{5}) counted = 2;
        for (Connection id = 1; id <= 20; ++id) two.heard(id, now());
        two.tick(now());
        for (const Command& command : two.take_commands()) {
            if (command.what != Command::What::ask_url) continue;
            ++opens;
            two.got_url(command.connection, "wss://x", now());
            two.opened(command.connection, now());
            const bool refused = opens > 1 && counted >= 10;
            if (refused) {
                two.told_to_go(command.connection, "too_many_websockets", now());
                two.closed(command.connection, now());
            } else {
                two.hello(command.connection, counted, now());
            }
        }
        if (passed < std::chrono::minutes{5}) {
            ASSERT_LE(two.count(), 1u);
        }
    }
    EXPECT_LE(opens, 18);  // once a minute in the end
    EXPECT_EQ(two.live(), 2u);
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

// field-pain 5: every reason at every moment leaves one connection behind.
TEST_F(SocketPlanTest, AnyReasonAtAnyMomentEndsWithOneLiveSocket) {
    for (const char* reason :
         {"warning", "refresh_requested", "link_disabled", "too_many_websockets", "new", ""}) {
        for (int moment = 0; moment < 4; ++moment) {
            const Connection id = next_ask(seconds{130});
            ASSERT_NE(id, 0u) << reason << moment;
            if (moment > 0) plan_.got_url(id, "wss://x", now());
            if (moment > 1) plan_.opened(id, now());
            if (moment > 2) plan_.hello(id, 1, now());
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

// field-pain 15: what is repeated is not worth a line in the log, nor another wait.
TEST_F(SocketPlanTest, AGoodbyeOrHelloThatIsRepeatedIsNoNews) {
    const Connection id = make_live();
    EXPECT_FALSE(plan_.hello(id, 3, now()));
    EXPECT_TRUE(plan_.told_to_go(id, "warning", now()));
    for (const char* reason : {"warning", "refresh_requested", "x", "y"}) {
        EXPECT_FALSE(plan_.told_to_go(id, reason, now())) << reason;
    }
    EXPECT_TRUE(plan_.told_to_go(id, "too_many_websockets", now())) << "weightier";
    EXPECT_FALSE(plan_.told_to_go(id, "too_many_websockets", now()));
}

TEST_F(SocketPlanTest, ADrainForgetsWhatIsStillOnItsWay) {
    const Connection asking = next_ask(seconds{1});
    plan_.drain();
    plan_.close_all();
    EXPECT_TRUE(has(plan_.take_commands(), Command::What::drop, asking));
    EXPECT_EQ(plan_.count(), 0u);
    plan_.got_url(asking, "wss://x", now());  // the answer that came too late
    EXPECT_TRUE(plan_.take_commands().empty());
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
