// An operator has paused a conversation: nothing visible goes, nothing is lost, who waits is told.
#include "tests/unit/poster/world.hpp"

namespace poster {
namespace {

using Paused = World;

TEST_F(Paused, PostsWaitAndGoOnAfterwards) {
    slots.pause("deploy");
    const auto action = sticker(clock.now());
    auto on_its_way = delivery(action);
    EXPECT_FALSE(carry(on_its_way, 1min));
    EXPECT_EQ(posts_of(action), 0);
    EXPECT_TRUE(slots.reserved.empty());  // no slot is burnt while it lasts
    slots.resume();
    EXPECT_TRUE(carry(on_its_way, 2s));
    EXPECT_EQ(posts_of(action), 1);
}

TEST_F(Paused, PostsThatHaveTheirSlotAlreadyWaitAsWell) {
    slots.delay_next(2s);
    const auto action = sticker(clock.now());
    auto on_its_way = delivery(action);
    while (on_its_way.stage != Stage::begin) courier.step(on_its_way);
    slots.pause("");
    clock.advance(2s);
    EXPECT_FALSE(carry(on_its_way, 30s));
    EXPECT_EQ(posts_of(action), 0);
}

TEST_F(Paused, PostsAreExpiredInTheirTimeAndTheirSenderIsTold) {
    slots.pause("");
    const auto action = sticker(clock.now());
    carried(action);
    EXPECT_EQ(last_end(), End::expired);
    EXPECT_LE(clock.now(), action.expires_at + 1s);
    EXPECT_EQ(posts_of(action), 0);
    ASSERT_EQ(bus.actions.size(), 1u);
    carried(bus.actions[0]);  // the notice goes, paused or not
    EXPECT_EQ(posts_of(bus.actions[0]), 1);
}

TEST_F(Paused, PrivateRepliesGoOn) {
    slots.pause("");
    carried(previews(clock.now()));
    EXPECT_EQ(last_end(), End::done);
    EXPECT_EQ(slack.calls.size(), 1u);
}

}  // namespace
}  // namespace poster
