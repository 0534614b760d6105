#include "libs/stream/pump.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <thread>

#include "tests/unit/stream/fakes.hpp"

namespace {

using namespace std::chrono_literals;
using namespace stream_tests;

struct PumpTest : testing::Test {
    FakeBroker broker;
    FakeSource source{broker};
    base::ManualClock clock;
    std::vector<std::string> seen;
    std::vector<stream::Ticket> tickets;
    stream::PumpLimits limits{.pause_at = 4, .resume_at = 2, .batch = 3, .drain = 50ms};

    PumpTest() { source.assign_next({p0}); }
    stream::Pump::Handler keep() {
        return [this](stream::Record&& record, stream::Ticket ticket) {
            seen.push_back(record.value);
            tickets.push_back(std::move(ticket));
        };
    }
    // A step after the time that lies between two stores.
    void step(stream::Pump& pump) {
        clock.advance(limits.store_every);
        pump.step(0ms);
    }
};

TEST_F(PumpTest, HandsOutInOrderAndStoresOnlyWhatIsDone) {
    broker.append(p0, {"a", "b"});
    stream::Pump pump(source, clock, keep(), limits);
    step(pump);
    EXPECT_EQ(seen, (std::vector<std::string>{"a", "b"}));
    step(pump);
    EXPECT_EQ(broker.stored[p0], 0);
    tickets[0].done();
    step(pump);
    EXPECT_EQ(broker.stored[p0], 1);
}

TEST_F(PumpTest, AGapKeepsTheWatermark) {
    broker.append(p0, {"a", "b", "c"});
    stream::Pump pump(source, clock, keep(), limits);
    step(pump);
    tickets[1].done();
    tickets[2].done();
    step(pump);
    EXPECT_EQ(broker.stored[p0], 0);
    tickets[0].done();
    step(pump);
    EXPECT_EQ(broker.stored[p0], 3);
}

TEST_F(PumpTest, StoresAtMostOncePerInterval) {
    broker.append(p0, {"a", "b"});
    stream::Pump pump(source, clock, keep(), limits);
    step(pump);
    tickets[0].done();
    step(pump);
    ASSERT_EQ(source.stores, 1);
    tickets[1].done();
    for (int i = 0; i < 5; ++i) pump.step(0ms);
    EXPECT_EQ(source.stores, 1);
    step(pump);
    EXPECT_EQ(source.stores, 2);
}

TEST_F(PumpTest, PausesAFullPartitionAndResumesItBelowTheLowerMark) {
    broker.append(p0, {"a", "b", "c", "d", "e", "f", "g", "h", "i"});
    stream::Pump pump(source, clock, keep(), limits);
    for (int i = 0; i < 5; ++i) step(pump);
    EXPECT_EQ(seen.size(), 6u) << "the bound, overrun by less than a batch";
    EXPECT_TRUE(source.is_paused(p0));
    for (int i = 0; i < 3; ++i) tickets[static_cast<std::size_t>(i)].done();
    step(pump);
    EXPECT_TRUE(source.is_paused(p0)) << "three held: between the marks nothing changes";
    tickets[3].done();
    step(pump);
    EXPECT_EQ(seen.size(), 9u);
    EXPECT_EQ(source.pauses - source.resumes, source.is_paused(p0) ? 1 : 0);
    EXPECT_EQ(source.wrong_resumes, 0);
}

TEST_F(PumpTest, OneStuckPartitionDoesNotStopAnother) {
    source.assign_next({p1});
    broker.append(p0, {"a", "b", "c", "d", "e", "f", "g"});
    stream::Pump pump(source, clock, keep(), limits);
    for (int i = 0; i < 4; ++i) step(pump);
    ASSERT_TRUE(source.is_paused(p0));
    broker.append(p1, {"x"});
    step(pump);
    EXPECT_EQ(seen.back(), "x");
}

TEST_F(PumpTest, ARevokeWaitsForWorkInFlightAndStoresIt) {
    broker.append(p0, {"a"});
    limits.drain = 10s;
    stream::Pump pump(source, clock, keep(), limits);
    pump.step(0ms);
    EXPECT_EQ(pump.partitions(), 1u);
    std::thread worker([&] { tickets[0].done(); });
    source.revoke_next({p0});
    pump.step(0ms);
    worker.join();
    EXPECT_EQ(broker.stored[p0], 1);
    EXPECT_EQ(pump.in_flight(), 0u);
    EXPECT_EQ(pump.partitions(), 0u);
}

TEST_F(PumpTest, ARevokeWaitsNoLongerThanItsLimitAndStoresTheRest) {
    broker.append(p0, {"a", "b"});
    stream::Pump pump(source, clock, keep(), limits);
    pump.step(0ms);
    tickets[0].done();
    source.revoke_next({p0});
    pump.step(0ms);  // returns although the clock stands still and "b" is never done
    EXPECT_EQ(broker.stored[p0], 1);
}

TEST_F(PumpTest, ALostPartitionIsNeitherWaitedForNorStored) {
    broker.append(p0, {"a"});
    limits.drain = 1h;
    stream::Pump pump(source, clock, keep(), limits);
    pump.step(0ms);
    tickets[0].done();
    broker.append(p0, {"b"});
    pump.step(0ms);
    source.lose_next({p0});
    step(pump);  // an hour, if it waited for "b"
    EXPECT_EQ(pump.in_flight(), 0u);
    EXPECT_LE(broker.stored[p0], 1);
}

TEST_F(PumpTest, WhatIsDoneAtTheMomentOfALossIsNotStored) {
    broker.append(p0, {"a"});
    limits.store_every = 1h;
    stream::Pump pump(source, clock, keep(), limits);
    step(pump);
    tickets[0].done();
    source.lose_next({p0});
    pump.step(0ms);
    EXPECT_EQ(broker.stored[p0], 0);
}

TEST_F(PumpTest, CompletionsAfterARevokeAreIgnored) {
    broker.append(p0, {"a"});
    stream::Pump pump(source, clock, keep(), limits);
    pump.step(0ms);
    source.lose_next({p0});
    pump.step(0ms);
    tickets[0].done();
    step(pump);
    EXPECT_EQ(broker.stored[p0], 0);
    EXPECT_EQ(pump.in_flight(), 0u);
}

TEST_F(PumpTest, RecordsReadJustBeforeTheirPartitionWentAreNotHandedOut) {
    broker.append(p0, {"a"});
    stream::Pump pump(source, clock, keep(), limits);
    source.revoke_after_reading({p0});
    pump.step(0ms);
    EXPECT_TRUE(seen.empty());
    source.assign_next({p0});
    pump.step(0ms);
    EXPECT_EQ(seen, (std::vector<std::string>{"a"}));
}

TEST_F(PumpTest, DoneTwiceIsDoneOnce) {
    broker.append(p0, {"a", "b"});
    stream::Pump pump(source, clock, keep(), limits);
    step(pump);
    const stream::Ticket copy = tickets[0];
    tickets[0].done();
    copy.done();
    step(pump);
    EXPECT_EQ(broker.stored[p0], 1);
    EXPECT_EQ(pump.in_flight(), 1u);
}

TEST_F(PumpTest, ATicketMayOutliveItsPump) {
    broker.append(p0, {"a"});
    { stream::Pump(source, clock, keep(), limits).step(0ms); }
    tickets.at(0).done();
    stream::Ticket().done();  // of no record
}

TEST_F(PumpTest, DrainStopsReadingStoresAndSaysWhetherAllIsDone) {
    broker.append(p0, {"a"});
    stream::Pump pump(source, clock, keep(), limits);
    pump.step(0ms);
    EXPECT_FALSE(pump.drain(20ms));
    tickets[0].done();
    EXPECT_TRUE(pump.drain(20ms));
    EXPECT_EQ(broker.stored[p0], 1);
    broker.append(p0, {"b"});
    step(pump);
    EXPECT_EQ(seen.size(), 1u);
}

TEST_F(PumpTest, AnEmptyAssignmentIsAnAssignment) {
    FakeSource idle(broker);
    stream::Pump pump(idle, clock, keep(), limits);
    pump.step(0ms);
    EXPECT_FALSE(pump.has_assignment());
    idle.assign_next({});
    pump.step(0ms);
    EXPECT_TRUE(pump.has_assignment());
}

TEST_F(PumpTest, TellsHowOldTheOldestWorkIsAlsoBetweenSteps) {
    broker.append(p0, {"a", "b"});
    stream::Pump pump(source, clock, keep(), limits);
    EXPECT_EQ(pump.oldest_age(), 0ms);
    pump.step(0ms);
    EXPECT_EQ(pump.in_flight(), 2u);
    clock.advance(7s);
    EXPECT_EQ(pump.oldest_age(), 7s);
    tickets[0].done();
    tickets[1].done();
    pump.step(0ms);
    EXPECT_EQ(pump.oldest_age(), 0ms);
}

}  // namespace
