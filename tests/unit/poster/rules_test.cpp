#include "services/poster/core/rules.hpp"

#include <set>

#include "tests/unit/poster/world.hpp"

namespace poster {
namespace {

using Rules = World;

TEST_F(Rules, KeepVisibleActionsOfAConversationInOneLane) {
    auto other_member = sticker(clock.now(), "other");
    other_member.user = proto::UserId("U2");
    EXPECT_EQ(lane_of(delivery(sticker(clock.now()))), "v|T1:C1");
    EXPECT_EQ(lane_of(delivery(other_member)), "v|T1:C1");
}

TEST_F(Rules, GiveEachMemberAPrivateLane) {
    EXPECT_EQ(lane_of(delivery(previews(clock.now()))), "p|T1:U1");
}

// With the store away a notice waits, and the member's previews must not wait behind it.
TEST_F(Rules, GiveNoticesALaneOfTheirOwn) {
    auto about = delivery(sticker(clock.now()));
    about.end = {State::parked, {}, {}, "ambiguous"};
    EXPECT_EQ(lane_of(delivery(notice_action(about, clock.now()))), "n|T1:U1");
}

TEST_F(Rules, TakeARefusedPostOutOfTheQueueItIsRefusedBy) {
    auto full = delivery(sticker(clock.now()));
    refuse_at_once(full);
    EXPECT_EQ(lane_of(full), "p|T1:U1");
    EXPECT_FALSE(is_visible(full));
}

TEST_F(Rules, CountOnlyMessagesForTheChannel) {
    EXPECT_TRUE(load_of(sticker(clock.now())).posts);
    EXPECT_FALSE(load_of(previews(clock.now())).posts);
    EXPECT_FALSE(load_of(previews(clock.now())).by_token);
    auto update = sticker(clock.now());
    update.method = Method::chat_update;
    EXPECT_FALSE(load_of(update).posts);
}

TEST_F(Rules, TellResponseUrlsApartWithoutNamingThem) {
    const auto one = load_of(previews(clock.now()));
    auto other = previews(clock.now());
    other.response_url += "2";
    EXPECT_NE(one.url, load_of(other).url);
    EXPECT_EQ(one.url.size(), 16u);
    EXPECT_EQ(one.url.find("secret"), std::string::npos);
    EXPECT_TRUE(load_of(sticker(clock.now())).url.empty());
}

TEST_F(Rules, LetOnlyHarmlessThingsGoWithoutTheStore) {
    auto update = sticker(clock.now());
    update.method = Method::chat_update;
    auto in_channel = previews(clock.now());
    in_channel.lane = Lane::visible;
    EXPECT_TRUE(needs_store(sticker(clock.now())));
    EXPECT_TRUE(needs_store(update));  // visible: must not overtake the post before it
    EXPECT_TRUE(needs_store(in_channel));
    EXPECT_FALSE(needs_store(previews(clock.now())));
}

TEST_F(Rules, BackOffLongerEachTimeUpToALimit) {
    const proto::ActionId id("a");
    EXPECT_GE(backoff(id, 1), 500ms);
    EXPECT_LT(backoff(id, 1), 750ms);
    EXPECT_GE(backoff(id, 3), 2s);
    EXPECT_LT(backoff(id, 100), 8251ms);
    EXPECT_EQ(backoff(id, 2), backoff(id, 2));
}

TEST_F(Rules, SpreadThoseWhoWaitForTheSameMoment) {
    std::set<base::Duration> waits;
    for (int i = 0; i < 20; ++i) waits.insert(jitter(proto::ActionId(std::to_string(i)), 1));
    EXPECT_GT(waits.size(), 10u);
}

}  // namespace
}  // namespace poster
