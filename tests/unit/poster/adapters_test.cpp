// Small adapters: what Slack's errors mean, what a shadow poster writes, which Redis will do.
#include <gtest/gtest.h>

#include "libs/limits/local_limiter.hpp"
#include "services/poster/adapters/kafka_bus.hpp"
#include "services/poster/adapters/limited_slots.hpp"
#include "services/poster/adapters/store/store_policy.hpp"
#include "services/poster/adapters/web_slack.hpp"
#include "tests/unit/poster/fakes.hpp"

namespace poster {
namespace {

using namespace std::chrono_literals;

Verdict::Kind kind_of(const base::Error& error) { return verdict_of(error).kind; }

TEST(Verdicts, FollowTheErrorTable) {
    EXPECT_EQ(kind_of(base::Error::after("ratelimited", 3s)), Verdict::Kind::throttled);
    EXPECT_EQ(verdict_of(base::Error::after("ratelimited", 3s)).wait, 3s);
    EXPECT_EQ(kind_of(base::Error::later("connect_failed")), Verdict::Kind::not_done);
    EXPECT_EQ(kind_of(base::Error::unknown("timeout")), Verdict::Kind::unsure);
    EXPECT_EQ(kind_of(base::Error::never("invalid_blocks")), Verdict::Kind::refused);
    EXPECT_EQ(kind_of(base::Error::never("foreign_host")), Verdict::Kind::refused);
    EXPECT_EQ(kind_of(base::Error::never("channel_not_found")), Verdict::Kind::closed);
    EXPECT_EQ(kind_of(base::Error::never("not_in_channel")), Verdict::Kind::closed);
    EXPECT_EQ(kind_of(base::Error::never("missing_scope")), Verdict::Kind::unnamed);
    EXPECT_EQ(kind_of(base::Error::never("token_revoked")), Verdict::Kind::token_dead);
    EXPECT_EQ(kind_of(base::Error::never("no_install")), Verdict::Kind::token_dead);
}

TEST(Verdicts, KeepWhereSlackPutTheMessage) {
    const auto verdict = verdict_of(webapi::Answer{"{}", "1.2", "C1"});
    EXPECT_EQ(verdict.kind, Verdict::Kind::done);
    EXPECT_EQ(verdict.ts, "1.2");
    EXPECT_EQ(verdict.channel, "C1");
}

struct Shadow : testing::Test {
    Shadow() {
        auto fake = std::make_unique<FakeBus>();
        written = fake.get();
        bus = std::make_unique<ShadowBus>(std::move(fake));
    }
    FakeBus* written;
    std::unique_ptr<ShadowBus> bus;
};

TEST_F(Shadow, NeverCallsAnythingDone) {
    proto::Outcome outcome;
    outcome.end = proto::End::done;
    outcome.ts = "1.2";
    EXPECT_TRUE(bus->outcome(outcome).ok());
    ASSERT_EQ(written->outcomes.size(), 1u);
    EXPECT_EQ(written->outcomes[0].end, proto::End::refused);
    EXPECT_EQ(written->outcomes[0].error, "shadow");
    EXPECT_EQ(written->outcomes[0].ts, "");
}

TEST_F(Shadow, TellsNobody) {
    EXPECT_TRUE(bus->action({}).ok());
    EXPECT_TRUE(bus->dead_letter({}, {}).ok());
    EXPECT_TRUE(written->actions.empty());
    EXPECT_TRUE(written->dead.empty());
}

TEST(StorePolicy, WantsTheLedgerToOutliveTheCaches) {
    EXPECT_TRUE(keeps_the_ledger("volatile-ttl"));
    EXPECT_TRUE(keeps_the_ledger("noeviction"));
    EXPECT_FALSE(keeps_the_ledger("volatile-lru"));
    EXPECT_FALSE(keeps_the_ledger("allkeys-lru"));
}

struct SlotsTest : testing::Test {
    base::ManualClock clock;
    limits::LocalLimiter shared{clock}, own{clock, 2};
    limits::Throttles throttles{clock};
    telemetry::Log log{"test", telemetry::Level::error, telemetry::Format::json};
    telemetry::Metrics metrics;
    limits::KnownPauses pauses{clock};
    LimitedSlots slots{shared, own, throttles, pauses, 240, log, metrics};

    static Load post(const std::string& channel) {
        return {proto::TeamId("T1"), proto::ChannelId(channel), "chat.postMessage", true, true};
    }
    bool granted(const std::string& channel) {
        const auto slot = slots.reserve(post(channel));
        return slot.ok() && slot->granted;
    }
};

TEST_F(SlotsTest, KeepAMessageASecondAndChannel) {
    EXPECT_TRUE(granted("C1"));
    EXPECT_FALSE(granted("C1"));
    EXPECT_TRUE(granted("C2"));
    clock.advance(1050ms);
    EXPECT_TRUE(granted("C1"));
}

TEST_F(SlotsTest, CloseOnlyTheChannelThatWasRefused) {
    slots.throttled(post("C1"), 5s);
    EXPECT_FALSE(granted("C1"));
    EXPECT_TRUE(granted("C2"));
    clock.advance(5s);
    EXPECT_TRUE(granted("C1"));
}

TEST_F(SlotsTest, CloseTheWorkspaceWhenASecondChannelIsRefused) {
    slots.throttled(post("C1"), 5s);
    slots.throttled(post("C2"), 5s);
    EXPECT_FALSE(granted("C3"));
}

TEST_F(SlotsTest, HoldAllOfATeamWhoseTokenIsDead) {
    slots.hold(proto::TeamId("T1"), 30s);
    EXPECT_FALSE(granted("C1"));
    EXPECT_FALSE(slots.reserve_alone(post("C1")).granted);
    const Load by_url{proto::TeamId("T1"), {}, "response_url", false, false};
    EXPECT_TRUE(slots.reserve(by_url)->granted);  // needs no token
}

TEST_F(SlotsTest, DivideTheOwnShareByTheReplicas) {
    EXPECT_TRUE(slots.reserve_alone(post("C1")).granted);
    clock.advance(1050ms);
    EXPECT_FALSE(slots.reserve_alone(post("C1")).granted);
    clock.advance(1050ms);
    EXPECT_TRUE(slots.reserve_alone(post("C1")).granted);
}

}  // namespace
}  // namespace poster
