// A loop that reads, works, publishes and reports done dies between any two of its steps: whatever
// was read has its effect all the same, in a life to come.
#include <gtest/gtest.h>

#include <optional>
#include <set>

#include "libs/stream/pump.hpp"
#include "tests/unit/stream/fakes.hpp"

namespace {

using namespace std::chrono_literals;
using namespace stream_tests;

// One life of the loop: three actions repeated in turn, as many as it is given.
struct Life {
    FakeSource source;
    base::ManualClock clock;
    stream::Pump pump;

    Life(FakeBroker& broker, FakeSink& sink)
        : source(broker), pump(source, clock, [&sink](stream::Record&& record, stream::Ticket ticket) {
              sink.publish({"out", record.key, {}, record.value, std::nullopt},
                           [ticket](const base::Result<stream::Position>& at) {
                               if (at) ticket.done();
                           });
          }, {.batch = 2}) {
        source.assign_next({p0});
    }
    void act(int number, FakeSink& sink) {
        switch (number % 3) {
            case 0: clock.advance(100ms); return pump.step(0ms);
            case 1: sink.confirm_next(); return;
            case 2: clock.advance(50ms); return pump.step(0ms);
        }
    }
};

// The answers that wait die with the process, as a producer's queue does.
std::vector<std::string> run_with_crash_after(int actions, FakeBroker& broker) {
    std::vector<std::string> written;
    for (const int life : {actions, 100}) {
        FakeSink sink;
        Life loop(broker, sink);
        for (int i = 0; i < life; ++i) loop.act(i, sink);
        written.insert(written.end(), sink.written.begin(), sink.written.end());
    }
    return written;
}

TEST(PumpCrash, BetweenAnyTwoStepsEveryRecordIsWrittenAllTheSame) {
    const std::vector<std::string> all{"a", "b", "c", "d", "e"};
    for (int crash = 0; crash < 30; ++crash) {
        FakeBroker broker;
        broker.append(p0, {"a", "b", "c", "d", "e"});
        const auto written = run_with_crash_after(crash, broker);
        EXPECT_EQ(std::set(written.begin(), written.end()), std::set(all.begin(), all.end()))
            << "crash after action " << crash;
        EXPECT_EQ(broker.stored[p0], 5) << "crash after action " << crash;
    }
}

TEST(PumpCrash, ATicketThatWasDroppedBringsItsRecordBack) {
    FakeBroker broker;
    broker.append(p0, {"a", "b"});
    for (const bool drops : {true, false}) {
        FakeSource source(broker);
        base::ManualClock clock;
        std::vector<std::string> seen;
        stream::Pump pump(source, clock, [&](stream::Record&& record, stream::Ticket ticket) {
            seen.push_back(record.value);
            if (!drops || record.value != "a") ticket.done();
        });
        source.assign_next({p0});
        for (int i = 0; i < 3; ++i) {
            pump.step(0ms);
            clock.advance(100ms);
        }
        EXPECT_EQ(seen, (std::vector<std::string>{"a", "b"}));
        EXPECT_EQ(broker.stored[p0], drops ? 0 : 2);
    }
}

TEST(PumpCrash, AFailedDeliveryKeepsTheOffset) {
    FakeBroker broker;
    broker.append(p0, {"a"});
    FakeSink sink;
    Life life(broker, sink);
    life.act(0, sink);
    ASSERT_TRUE(sink.fail_next(base::Error::later("timed_out")));
    life.act(0, sink);
    life.act(0, sink);
    EXPECT_EQ(broker.stored[p0], 0);
}

}  // namespace
