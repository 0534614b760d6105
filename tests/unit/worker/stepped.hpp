// One record's way, stepped by hand through a worker made of fakes.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "services/sticker-worker/core/turn.hpp"
#include "tests/unit/worker/fakes.hpp"
#include "tests/unit/worker/world.hpp"

namespace worker {

struct Worker : testing::Test {
    FakeInputs inputs;
    FakeGuards guards;
    FakeOutbox outbox;
    Ports ports{inputs, guards, outbox};

    Worker() { inputs.inputs = korean(); }

    static Turn turn(const proto::Wire& wire) {
        proto::DeadNote place;
        place.topic = "sticker.events.v1";
        place.partition = 3;
        place.offset = 41;
        return Turn(wire, place, "0.1.0 test");
    }
    static Turn turn(const proto::Event& event) { return turn(proto::encode(event)); }

    // Steps until it is done or must wait.
    Turn::Next run(Turn& one) {
        for (;;) {
            const Turn::Next next = one.step(ports);
            if (next != Turn::Next::step) return next;
        }
    }
    std::string rule_of(const proto::Event& event) {
        Turn one = turn(event);
        EXPECT_EQ(run(one), Turn::Next::done);
        return one.story().rule;
    }
};

}  // namespace worker
