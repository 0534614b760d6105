#include "libs/limits/rates.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "libs/limits/local_limiter.hpp"
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
    for (int rate = 1; rate <= most_posts_per_minute; ++rate) {
        const auto workspace = buckets_for(post, rate)[1];
        const auto sustained = Duration{60'000} / workspace.interval;
        EXPECT_LE(sustained + workspace.burst, 440) << rate;
        EXPECT_LE(sustained, rate);
        EXPECT_GE(workspace.burst, 1);
    }
}

// Whoever asks and whenever: a burst saved up, then all that goes, for ten minutes.
TEST(SlackRates, HoldInEveryMinuteOfTen) {
    for (const int rate : {60, 240, 439}) {
        base::ManualClock clock;
        LocalLimiter limiter(clock);
        const auto workspace = buckets_for(post, rate)[1];
        std::vector<Duration> sent;
        for (Duration now{0}; now < Duration{600'000};) {
            const auto answer = limiter.reserve({workspace});
            ASSERT_TRUE(answer);
            if (answer->granted) sent.push_back(now + answer->delay);
            const Duration pause = answer->granted ? Duration{0} : answer->delay;
            clock.advance(pause);
            now += pause;
        }
        std::size_t first = 0;
        std::size_t most = 0;
        for (std::size_t last = 0; last < sent.size(); ++last) {
            while (sent[last] - sent[first] >= Duration{60'000}) ++first;
            most = std::max(most, last - first + 1);
        }
        EXPECT_LE(most, 440u) << rate;
        EXPECT_GE(most, static_cast<std::size_t>(rate)) << rate;
    }
}

TEST(SlackRates, StayUnderATierWithThePostersSharingItWithoutRedis) {
    for (const int replicas : {1, 2, 3, 10}) {
        base::ManualClock clock;
        LocalLimiter own(clock, replicas);
        const auto buckets = buckets_for({"T1", "U1", "views.open", false, true}, 240);
        int sent = 0;
        for (int ms = 0; ms < 60'000; ms += 10, clock.advance(Duration{10})) {
            const auto answer = own.reserve(buckets);
            ASSERT_TRUE(answer);
            if (answer->granted && Duration{ms} + answer->delay < Duration{60'000}) ++sent;
        }
        EXPECT_LE(sent * replicas, 100) << replicas;
        EXPECT_GE(sent * replicas, 60) << replicas;
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

TEST(SlackRates, NeverNameAResponseUrlInAKeyOfItsOwnUnlessOneIsMeant) {
    const auto buckets = buckets_for({"T1", "C1", "response_url", false, false, "u1"}, 240);
    ASSERT_EQ(buckets.size(), 2u);
    EXPECT_EQ(buckets[1].key, "rl:{T1}:u:u1");
    EXPECT_EQ(buckets[1].interval, Duration{0});
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

TEST_F(ThrottlesTest, CloseTheOneResponseUrlThatWasRefused) {
    const Use one{"T1", "C1", "response_url", false, false, "u1"};
    EXPECT_EQ(throttles.keys_to_block(one), std::vector{url_key("T1", "u1")});
    EXPECT_EQ(throttles.keys_to_block(one).size(), 1u);
}

TEST_F(ThrottlesTest, CloseAllResponseUrlsWhenAnotherIsRefusedSoon) {
    throttles.keys_to_block({"T1", "C1", "response_url", false, false, "u1"});
    const auto keys = throttles.keys_to_block({"T1", "C2", "response_url", false, false, "u2"});
    EXPECT_EQ(keys, (std::vector{url_key("T1", "u2"), method_key("T1", "response_url")}));
}

TEST_F(ThrottlesTest, TakeARefusedPreviewForNoSignOfTheWorkspacesLimit) {
    throttles.keys_to_block({"T1", "C1", "response_url", false, false, "u1"});
    EXPECT_EQ(throttles.keys_to_block(in("C2")).size(), 1u);
}

TEST_F(ThrottlesTest, CloseTheMethodOfWhatIsNoPost) {
    EXPECT_EQ(throttles.keys_to_block({"T1", "C1", "views.open", false, true}),
              std::vector{method_key("T1", "views.open")});
}

}  // namespace
}  // namespace limits
