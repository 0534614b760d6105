#include "services/poster/core/intake.hpp"

#include "proto/event.hpp"
#include "tests/unit/poster/world.hpp"

namespace poster {
namespace {

struct Intake : World {
    std::string skipped(proto::Wire wire, bool allow_replay = false) {
        const auto taken = take_in(std::move(wire), {}, allow_replay, clock.now());
        const auto* reason = std::get_if<Skipped>(&taken);
        return reason ? reason->reason : "";
    }
};

TEST_F(Intake, TakesAnAction) {
    const auto action = sticker(clock.now());
    const auto taken = delivery(action);
    EXPECT_EQ(taken.action.id, action.id);
    EXPECT_EQ(taken.taken_at, clock.now());
    EXPECT_FALSE(taken.payload_hash.empty());
    EXPECT_TRUE(taken.previews);
}

TEST_F(Intake, SkipsAProbe) { EXPECT_EQ(skipped(proto::encode_probe("g1", clock.now())), "probe"); }

TEST_F(Intake, SkipsTypesOfNewerBuilds) {
    auto wire = proto::encode(sticker(clock.now()));
    wire.set("ce_type", "sticker.action.v9");
    EXPECT_EQ(skipped(wire), "unknown_type");
}

TEST_F(Intake, KeepsReplayedRecordsFromSlackUnlessAllowed) {
    auto wire = proto::encode(sticker(clock.now()));
    wire.set("x-replay-id", "r1");
    EXPECT_EQ(skipped(wire), "replay");
    EXPECT_EQ(skipped(wire, true), "");
}

TEST_F(Intake, GivesWhatNobodyCanReadToTheDeadLetters) {
    auto wire = proto::encode(sticker(clock.now()));
    wire.value = "{";
    auto taken = std::get<Delivery>(take_in(wire, {}, false, clock.now()));
    EXPECT_TRUE(carry(taken));
    ASSERT_EQ(bus.dead.size(), 1u);
    EXPECT_EQ(bus.dead[0].reason, proto::DeadReason::undecodable);
    EXPECT_EQ(bus.dead[0].stage, "poster.decode");
    EXPECT_TRUE(bus.outcomes.empty());
    EXPECT_TRUE(slack.calls.empty());
}

TEST_F(Intake, GivesWhatCannotBeHandledToTheDeadLetters) {
    auto taken = delivery(sticker(clock.now()));
    bury(taken, "why");
    EXPECT_TRUE(carry(taken));
    ASSERT_EQ(bus.dead.size(), 1u);
    EXPECT_EQ(bus.dead[0].reason, proto::DeadReason::handler_failed);
}

}  // namespace
}  // namespace poster
