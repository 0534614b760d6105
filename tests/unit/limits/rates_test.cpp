#include "libs/limits/rates.hpp"

#include <gtest/gtest.h>

#include "libs/limits/throttles.hpp"

namespace limits {
namespace {

using base::Duration;

const Use post{"T1", "C1", "chat.postMessage", true, true};

TEST(SlackRates, CountAPostForItsChannelAndTheWorkspace) {
    const auto buckets = buckets_for(post, 240);
    ASSERT_EQ(buckets.size(), 4u);
    EXPECT_EQ(buckets[0].key, channel_key("T1", "C1"));
    EXPECT_EQ(buckets[0].interval, Duration{1050});
    EXPECT_TRUE(buckets[0].hard);
    EXPECT_EQ(buckets[1].key, workspace_key("T1"));
    EXPECT_EQ(buckets[1].interval, Duration{250});
    EXPECT_EQ(buckets[1].burst, 200);
    EXPECT_FALSE(buckets[1].hard);
}

TEST(SlackRates, NeverAllowMoreThan440PostsAMinute) {
    for (const int rate : {1, 240, 440}) {
        const auto workspace = buckets_for(post, rate)[1];
        const auto sustained = Duration{60'000} / workspace.interval;
        EXPECT_LE(sustained + workspace.burst, 442) << rate;
    }
}

TEST(SlackRates, KeepATieredMethodUnderItsTier) {
    const auto buckets = buckets_for({"T1", "C1", "chat.update", false, true}, 240);
    ASSERT_EQ(buckets.size(), 2u);
    EXPECT_LE(Duration{60'000} / buckets[0].interval + buckets[0].burst, 50);
}

TEST(SlackRates, LetAPrivateResponseUrlPostGoUnlessItWasRefused) {
    const auto buckets = buckets_for({"T1", "C1", "response_url", false, false}, 240);
    ASSERT_EQ(buckets.size(), 1u);
    EXPECT_EQ(buckets[0].interval, Duration{0});
}

struct ThrottlesTest : testing::Test {
    base::ManualClock clock;
    Throttles throttles{clock};
    static Use in(const std::string& channel) {
        return {"T1", channel, "chat.postMessage", true, true};
    }
};

TEST_F(ThrottlesTest, CloseTheChannelAlone) {
    EXPECT_EQ(throttles.keys_to_block(in("C1")), std::vector{channel_key("T1", "C1")});
    clock.advance(Duration{100});
    EXPECT_EQ(throttles.keys_to_block(in("C1")).size(), 1u);  // the same one again says nothing new
}

TEST_F(ThrottlesTest, CloseTheWorkspaceWhenAnotherChannelIsRefusedSoon) {
    throttles.keys_to_block(in("C1"));
    clock.advance(Duration{4000});
    const auto keys = throttles.keys_to_block(in("C2"));
    EXPECT_EQ(keys, (std::vector{channel_key("T1", "C2"), method_key("T1", "chat.postMessage"),
                                 workspace_key("T1")}));
}

TEST_F(ThrottlesTest, ForgetARefusalAfterFiveSeconds) {
    throttles.keys_to_block(in("C1"));
    clock.advance(Duration{5001});
    EXPECT_EQ(throttles.keys_to_block(in("C2")).size(), 1u);
}

TEST_F(ThrottlesTest, CloseTheMethodOfWhatIsNoPost) {
    EXPECT_EQ(throttles.keys_to_block({"T1", "C1", "views.open", false, true}),
              std::vector{method_key("T1", "views.open")});
}

}  // namespace
}  // namespace limits
