// The real loop of a worker (pump and deciders) with an item in it that will not go through. Time is
// told by hand: each try to write takes the 2.5 s that Kafka's sink takes to say no.
#include "services/sticker-worker/adapters/deciders.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "libs/base/mutex.hpp"
#include "tests/unit/worker/fakes.hpp"
#include "tests/unit/worker/world.hpp"

namespace {

using namespace worker;
using namespace std::chrono_literals;

const stream::Partition partition{"sticker.events.v1", 3};

// One partition, in memory.
class Line final : public stream::Source {
public:
    std::int64_t add(const proto::Event& event) {
        proto::Wire wire = proto::encode(event);
        const std::int64_t offset = next_++;
        waiting_.push_back({{partition, offset}, base::Time{7s}, wire.key, wire.headers, wire.value});
        return offset;
    }
    std::int64_t stored = 0;

    std::vector<stream::Record> poll(base::Duration, std::size_t,
                                     stream::Assignments& listener) override {
        if (!assigned_) listener.assigned({partition});
        assigned_ = true;
        return std::exchange(waiting_, {});
    }
    void pause(const stream::Partition&) override {}
    void resume(const stream::Partition&) override {}
    void store(const stream::Partition&, std::int64_t next) override { stored = next; }

private:
    std::vector<stream::Record> waiting_;
    std::int64_t next_ = 0;
    bool assigned_ = false;
};

// Takes all but what the ill event leads to.
class Bus final : public Outbox {
public:
    explicit Bus(base::ManualClock& clock) : clock_(clock) {}
    std::string ill;  // ce_id; set before any record
    std::atomic<bool> takes_dead_letters{true};

    base::Result<void> publish(std::vector<Outgoing>& pending) override {
        for (const Outgoing& out : pending) {
            const auto* decision = std::get_if<DecisionRecord>(&out);
            const bool refused = decision ? decision->decision.event.value == ill
                                          : std::holds_alternative<DeadLetter>(out) &&
                                                !takes_dead_letters;
            if (!refused) continue;
            clock_.advance(2'500ms);
            return base::Error::unknown("timed_out");
        }
        base::Lock lock(mutex_);
        for (Outgoing& out : pending) {
            if (auto* dead = std::get_if<DeadLetter>(&out)) dead_.push_back(dead->wire);
            if (auto* decision = std::get_if<DecisionRecord>(&out)) {
                decided_.push_back(decision->decision.event.value);
            }
        }
        pending.clear();
        return {};
    }
    bool has_decided(const std::string& event) const {
        base::Lock lock(mutex_);
        return std::find(decided_.begin(), decided_.end(), event) != decided_.end();
    }
    std::vector<proto::Wire> dead() const {
        base::Lock lock(mutex_);
        return dead_;
    }

private:
    base::ManualClock& clock_;
    mutable base::Mutex mutex_;
    std::vector<proto::Wire> dead_ GUARDED_BY(mutex_);
    std::vector<std::string> decided_ GUARDED_BY(mutex_);
};

// Every decider's own; they share the bus.
struct ToBus final : Outbox {
    explicit ToBus(Bus& shared) : bus(shared) {}
    base::Result<void> publish(std::vector<Outgoing>& pending) override {
        return bus.publish(pending);
    }
    Bus& bus;
};
struct Throwing final : InputSource {
    Inputs read(const Needs& needs, const proto::TeamId&, const proto::UserId&) override {
        if (needs.search && needs.search->query == "throw") throw std::runtime_error("the shelf fell");
        return korean();
    }
};

struct DecidersTest : testing::Test {
    base::ManualClock clock;
    telemetry::Metrics metrics;
    Figures figures{metrics};
    telemetry::Log log{"test", telemetry::Level::error, telemetry::Format::json,
                       [](void*, std::string_view) {}, nullptr};
    FakeGuards guards;
    Bus bus{clock};
    Line line;
    // One thread: what is due is tried before what was put in line after it, so no time passes
    // unnoticed.
    Deciders deciders{1,
                      [this] {
                          return Desk{std::make_unique<Throwing>(), std::make_unique<ToBus>(bus)};
                      },
                      guards, clock, log, figures};
    stream::Pump pump{line, clock, [this](stream::Record&& record, stream::Ticket ticket) {
                          deciders.take(std::move(record), std::move(ticket), "sticker.worker",
                                        "0.1.0 test");
                      }};
    int neighbours = 0;

    ~DecidersTest() override { deciders.stop(); }

    static proto::Event said(const std::string& word, const std::string& id,
                             const std::string& channel) {
        proto::Event event = command(word, "/sticker", id);
        event.conversation.channel = proto::ChannelId(channel);
        return event;
    }
    bool eventually(const std::function<bool()>& holds) {
        const auto until = std::chrono::steady_clock::now() + 20s;
        while (!holds()) {
            if (std::chrono::steady_clock::now() > until) return false;
            pump.step(0ms);
            std::this_thread::yield();
        }
        return true;
    }
    // Two of another conversation come by; at the second all that was due had its turn.
    void let_others_by() {
        for (int i = 0; i < 2; ++i) {
            const std::string id = "N" + std::to_string(++neighbours);
            line.add(said("고양이", id, "C9"));
            ASSERT_TRUE(eventually([&] { return bus.has_decided(id); })) << "nobody waits behind it";
        }
    }
    void pass(base::Duration time) {
        const auto end = clock.now() + time;
        while (clock.now() < end) {
            clock.advance(100ms);
            let_others_by();
        }
    }
    // How long the partition could not go on past that record.
    base::Duration held(std::int64_t offset, base::Time start, base::Duration limit) {
        while (line.stored <= offset && clock.now() - start < limit) pass(100ms);
        return clock.now() - start;
    }
};

TEST_F(DecidersTest, OneStuckRecordHoldsItsPartitionNoLongerThanAMinute) {
    bus.ill = "E1";
    const proto::Event stuck = said("고양이", "E1", "C1");
    const auto start = clock.now();
    const auto offset = line.add(stuck);
    line.add(said("고양이", "E2", "C1"));  // the same conversation: it waits
    let_others_by();
    EXPECT_FALSE(bus.has_decided("E2"));
    EXPECT_LE(held(offset, start, 90s), 60s);
    EXPECT_TRUE(eventually([&] { return bus.has_decided("E2"); }));
    ASSERT_EQ(bus.dead().size(), 1u);
    const proto::Wire dead = bus.dead().front();
    EXPECT_EQ(dead.value, stuck.payload);
    EXPECT_EQ(dead.header("ce_id"), "E1");
    EXPECT_EQ(dead.header("x-dlq-reason"), "handler_failed");
    EXPECT_EQ(dead.header("x-dlq-stage"), "worker.publish");
    EXPECT_EQ(dead.header("x-dlq-original-offset"), std::to_string(offset));
}

TEST_F(DecidersTest, WithTheDeadLettersAwayItIsTheBrokersAndNothingIsBuried) {
    bus.ill = "E1";
    bus.takes_dead_letters = false;
    const auto offset = line.add(said("고양이", "E1", "C1"));
    EXPECT_GE(held(offset, clock.now(), 120s), 120s);
    EXPECT_EQ(line.stored, offset);
    EXPECT_TRUE(bus.dead().empty());
    bus.takes_dead_letters = true;
    EXPECT_LE(held(offset, clock.now(), 90s), 60s);
    EXPECT_EQ(bus.dead().size(), 1u);
}

TEST_F(DecidersTest, AHandlerThatThrowsBuriesItsRecordAndThePartitionGoesOn) {
    const proto::Event ill = said("throw", "E1", "C1");
    const proto::Wire original = proto::encode(ill);
    const auto offset = line.add(ill);
    line.add(said("고양이", "E2", "C1"));  // the same conversation
    ASSERT_TRUE(eventually([&] { return bus.has_decided("E2"); }));
    EXPECT_LT(held(offset, clock.now(), 2s), 1s);
    ASSERT_EQ(bus.dead().size(), 1u);
    const proto::Wire dead = bus.dead().front();
    EXPECT_EQ(dead.value, original.value);
    EXPECT_EQ(dead.key, original.key);
    for (const auto& [name, value] : original.headers) EXPECT_EQ(dead.header(name), value) << name;
    EXPECT_EQ(dead.header("x-dlq-reason"), "handler_failed");
    EXPECT_EQ(dead.header("x-dlq-stage"), "worker.handler");
    EXPECT_NE(dead.header("x-dlq-error").find("the shelf fell"), std::string::npos);
    EXPECT_EQ(dead.header("x-dlq-original-topic"), "sticker.events.v1");
    EXPECT_EQ(dead.header("x-dlq-original-partition"), "3");
    EXPECT_EQ(dead.header("x-dlq-original-group"), "sticker.worker");
    EXPECT_FALSE(bus.has_decided("E1"));
}

}  // namespace
