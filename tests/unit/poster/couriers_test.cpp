// The threads: what waits holds none, lanes keep their order, nothing is done before its outcome.
#include "services/poster/adapters/couriers.hpp"

#include <atomic>
#include <stdexcept>

#include "libs/base/mutex.hpp"
#include "tests/fixtures/redis_server.hpp"  // eventually
#include "tests/unit/poster/locked_fakes.hpp"
#include "tests/unit/poster/world.hpp"

namespace poster {
namespace {

using fixtures::eventually;

// Denies "C-busy" for ever, grants all else.
class BusySlots final : public Slots {
public:
    base::Result<Slot> reserve(const Load& load) override {
        if (load.channel.value == "C-busy") return Slot{false, 50ms};
        return Slot{true, {}};
    }
    Slot reserve_alone(const Load&) override { return {true, {}}; }
    void throttled(const Load&, base::Duration) override {}
    void hold(const proto::TeamId&, base::Duration) override {}
};

// What all threads' Slacks have seen; "C-slow" hangs until let go, "C-throw" throws.
struct Seen {
    void note(const Call& call) {
        base::Lock lock(mutex);
        calls.push_back(call);
    }
    std::vector<std::string> arguments(Call::Form form) const {
        base::Lock lock(mutex);
        std::vector<std::string> found;
        for (const auto& call : calls) {
            if (call.form == form) found.push_back(call.arguments);
        }
        return found;
    }
    std::vector<std::string> texts() const {  // of what was told, sorted
        base::Lock lock(mutex);
        std::vector<std::string> found;
        for (const auto& call : calls) {
            if (call.form == Call::Form::tell) found.push_back(call.text);
        }
        std::sort(found.begin(), found.end());
        return found;
    }
    std::size_t posts() const { return arguments(Call::Form::as_is).size(); }

    mutable base::Mutex mutex;
    std::vector<Call> calls GUARDED_BY(mutex);
    std::atomic<int> hanging{0};
    std::atomic<bool> notes_hang{false};
    std::atomic<bool> let_go{false};
};

class SeenSlack final : public Slack {
public:
    explicit SeenSlack(Seen& seen) : seen_(seen) {}
    Verdict call(const Call& call) override {
        if (call.arguments.find("C-throw") != std::string::npos) throw std::runtime_error("why");
        seen_.note(call);
        const bool note = call.form == Call::Form::tell && seen_.notes_hang;
        if (note || call.arguments.find("C-slow") != std::string::npos) {
            ++seen_.hanging;
            (void)eventually([this] { return seen_.let_go.load(); }, 20s);
        }
        return {};
    }
    std::optional<bool> may_name(const proto::TeamId&) const override { return true; }

private:
    Seen& seen_;
};

// Hands out what the test has put there, on partition 0.
class TestSource final : public stream::Source {
public:
    std::vector<stream::Record> next;

    std::vector<stream::Record> poll(base::Duration, std::size_t,
                                     stream::Assignments& listener) override {
        if (!std::exchange(assigned_, true)) listener.assigned({{"actions", 0}});
        return std::exchange(next, {});
    }
    void pause(const stream::Partition&) override {}
    void resume(const stream::Partition&) override {}
    void store(const stream::Partition&, std::int64_t next_offset) override {
        stored = next_offset;
    }
    std::int64_t stored = 0;

private:
    bool assigned_ = false;
};

struct CouriersTest : testing::Test {
    base::SystemClock clock;
    telemetry::Log log{"test", telemetry::Level::error, telemetry::Format::json,
                       [](void*, std::string_view) {}, nullptr};
    telemetry::Metrics metrics;
    Figures figures{metrics};
    LockedLedger ledger{clock};
    BusySlots slots;
    LockedBus bus;
    Seen seen;
    TestSource source;
    Couriers couriers{{.visible_threads = 2, .private_threads = 2, .instance = "i", .group = "g"},
                      {ledger, slots, bus},
                      [this] { return std::make_unique<SeenSlack>(seen); },
                      clock,
                      log,
                      figures};
    stream::Pump pump{source, clock, [this](stream::Record&& record, stream::Ticket ticket) {
                          couriers.take(std::move(record), std::move(ticket));
                      }};
    std::int64_t offset = 0;

    ~CouriersTest() override { seen.let_go = true; }

    proto::Action post(int number, const std::string& channel) {
        auto action = sticker(clock.now(), "preview", number);
        action.conversation.channel = proto::ChannelId(channel);
        action.arguments = R"({"text":")" + channel + " " + std::to_string(number) + "\"}";
        return action;
    }
    void hand_out(const std::vector<proto::Action>& actions) {
        for (const auto& action : actions) {
            auto wire = proto::encode(action);
            stream::Record record;
            record.at.partition.topic = "actions";
            record.at.offset = offset++;
            record.timestamp = clock.now();
            record.key = wire.key;
            record.headers = wire.headers;
            record.value = wire.value;
            source.next.push_back(std::move(record));
        }
        pump.step(0ms);
    }
    bool all_done() {
        return eventually([this] { return pump.step(0ms), pump.in_flight() == 0; });
    }
};

TEST_F(CouriersTest, KeepTheOrderOfAConversation) {
    std::vector<proto::Action> actions;
    for (int i = 1; i <= 4; ++i) actions.push_back(post(i, "C1"));  // a second apart
    hand_out(actions);
    ASSERT_TRUE(all_done());
    const auto posts = seen.arguments(Call::Form::as_is);
    ASSERT_EQ(posts.size(), 4u);
    EXPECT_TRUE(std::is_sorted(posts.begin(), posts.end()));
}

TEST_F(CouriersTest, HoldNoThreadForWhatWaitsForItsSlot) {
    std::vector<proto::Action> actions;
    for (int i = 0; i < 10; ++i) actions.push_back(post(i, "C-busy"));
    actions.push_back(post(10, "C1"));
    hand_out(actions);
    EXPECT_TRUE(eventually([this] { return seen.posts() == 1; }));
    // Slack has seen the post before the courier has put it away.
    EXPECT_TRUE(eventually([this] { return couriers.visible_waiting() == 10; }));
    EXPECT_EQ(seen.posts(), 1);
}

TEST_F(CouriersTest, NeverGiveTheLastThreadOfPrivateRepliesToVisiblePosts) {
    hand_out({post(1, "C-slow1"), post(2, "C-slow2"), post(3, "C-slow3")});
    ASSERT_TRUE(eventually([this] { return seen.hanging == 2; }));
    hand_out({previews(clock.now())});
    EXPECT_TRUE(eventually([this] { return bus.outcomes() == 1; }));
}

TEST_F(CouriersTest, NeverLetASendingTakeAThreadOfPrivateReplies) {
    seen.notes_hang = true;
    std::vector<proto::Action> actions;
    for (int i = 0; i < 10; ++i) actions.push_back(post(i, "C-busy"));
    hand_out(actions);
    ASSERT_TRUE(eventually([this] { return seen.hanging == 2; }));
    hand_out({previews(clock.now())});
    EXPECT_TRUE(eventually([this] { return bus.outcomes() == 1; }));
}

TEST_F(CouriersTest, TellEachSenderHowManyAreBefore) {
    hand_out({post(1, "C-busy"), post(2, "C-busy"), post(3, "C-busy"), post(1, "C1")});
    ASSERT_TRUE(eventually([this] { return seen.texts().size() == 3; }));
    EXPECT_EQ(seen.texts(), (std::vector<std::string>{"Sending…", "Sending… 1 before it",
                                                      "Sending… 2 before it"}));
}

TEST_F(CouriersTest, RefuseTheSixtyFirstThatWaits) {
    std::vector<proto::Action> actions;
    for (int i = 0; i < 63; ++i) actions.push_back(post(i, "C-busy"));
    hand_out(actions);
    ASSERT_TRUE(eventually([this] { return seen.arguments(Call::Form::tell).size() >= 3; }));
    EXPECT_EQ(couriers.visible_waiting(), 60u);
    EXPECT_TRUE(eventually([this] { return bus.outcomes() == 3; }));
}

TEST_F(CouriersTest, StoreNoOffsetBeforeTheOutcomeIsConfirmed) {
    bus.go_away();
    hand_out({post(1, "C1")});
    ASSERT_TRUE(eventually([this] { return seen.posts() == 1; }));
    couriers.stop();
    pump.drain(0ms);
    EXPECT_EQ(pump.in_flight(), 1u);
    EXPECT_EQ(source.stored, 0);
}

TEST_F(CouriersTest, StoreTheOffsetOfWhatIsDone) {
    hand_out({post(1, "C1"), previews(clock.now())});
    ASSERT_TRUE(all_done());
    pump.drain(0ms);
    EXPECT_EQ(source.stored, 2);
}

TEST_F(CouriersTest, BuryWhatThrowsAndGoOn) {
    hand_out({post(1, "C-throw"), post(2, "C1")});
    ASSERT_TRUE(all_done());
    const auto dead = bus.dead();
    ASSERT_EQ(dead.size(), 1u);
    EXPECT_EQ(dead[0].reason, proto::DeadReason::handler_failed);
    EXPECT_EQ(dead[0].topic, "actions");
    EXPECT_EQ(dead[0].group, "g");
    EXPECT_EQ(seen.posts(), 1u);
}

TEST_F(CouriersTest, StopWithoutWaitingForWhatWaits) {
    hand_out({post(1, "C-busy")});
    const auto began = clock.steady();
    couriers.stop();
    EXPECT_LT(clock.steady() - began, 5s);
    EXPECT_EQ(bus.outcomes(), 0u);
}

}  // namespace
}  // namespace poster
