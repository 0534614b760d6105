// field-pain 16 in full: the broker away for thirty seconds, by the manual clock, the desk real.
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/unit/gateway/fakes.hpp"

namespace gateway {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr milliseconds step{100};
constexpr seconds slack_waits{3};
constexpr std::array<const char*, 5> kinds{"mention", "submission", "options", "press", "command"};

// `what` was done comes again under other envelope ids.
std::string frame_of(const std::string& kind, const std::string& id, const std::string& what) {
    if (kind == "command") return command_frame(id, "1.2." + id);
    if (kind == "mention") return event_frame(id, "Ev" + what);
    json payload{{"type", kind == "submission" ? "view_submission"
                          : kind == "options"  ? "block_suggestion"
                                               : "block_actions"},
                 {"team", {{"id", "T1"}}},
                 {"user", {{"id", "U1"}}},
                 {"trigger_id", "1.2." + id},
                 {"view", {{"blocks", {{{"type", "input"}, {"block_id", "count"}}}}}}};
    return json{{"envelope_id", id},
                {"type", "interactive"},
                {"accepts_response_payload", true},
                {"payload", std::move(payload)}}
        .dump();
}

// Confirms in 50 ms; while it is away nothing, and a record is given up after 2.5 s, as the
// producer does, or, every other one, after 8 s, as nobody promised. Of those every seventh is
// stored, and nobody hears of it.
class OutageBroker final : public Publisher {
public:
    explicit OutageBroker(const base::Clock& clock) : clock_(clock) {}
    void publish(Token token, Destination to, proto::Wire record) override {
        EXPECT_EQ(to, Destination::events);
        waiting_.push_back({token, std::string(record.header("x-envelope-id")), clock_.steady()});
    }
    void work(Desk& desk) {
        for (auto waiting = std::exchange(waiting_, {}); const Waiting& one : waiting) {
            const auto age = clock_.steady() - one.since;
            if (!away && age >= milliseconds{50}) {
                stored.insert(one.id);
                desk.confirmed(one.token, true, clock_.steady());
            } else if (age >= (one.token % 2 ? milliseconds{2'500} : seconds{8})) {
                if (++lost_ % 7 == 0) stored.insert(one.id);
                desk.confirmed(one.token, false, clock_.steady());
            } else {
                waiting_.push_back(one);
            }
        }
    }
    bool away = false;
    std::set<std::string> stored;

private:
    struct Waiting {
        Token token;
        std::string id;
        SteadyTime since;
    };
    const base::Clock& clock_;
    std::vector<Waiting> waiting_;
    int lost_ = 0;
};

// Slack: each envelope's ack, and an event's further tries: after 3 s without an ack almost at
// once, then a minute and five minutes later (docs.slack.dev, Events API).
class OutageSlack final : public Line {
public:
    explicit OutageSlack(const base::Clock& clock) : clock_(clock) {}
    bool send(Connection, const std::string& frame) override {
        const json ack = json::parse(frame);
        Envelope& envelope = envelopes.at(ack["envelope_id"].get<std::string>());
        EXPECT_FALSE(envelope.acked) << "twice: " << frame;
        envelope.acked = true;
        envelope.bare = ack.size() == 1;
        envelope.took = clock_.steady() - envelope.sent;
        return true;
    }
    void deliver(Desk& desk, const std::string& kind, const std::string& id, int attempt = 0) {
        const std::string name = id + (attempt ? " try " + std::to_string(attempt) : "");
        envelopes[name] = {kind, id, attempt, clock_.steady()};
        if (kind == "mention" && attempt < int(pauses.size())) watched_.push_back(name);
        desk.frame(1, frame_of(kind, name, id), clock_.now(), clock_.steady());
    }
    void repeat(Desk& desk) {
        std::vector<Envelope> due;
        std::erase_if(watched_, [&](const std::string& name) {
            const Envelope& one = envelopes.at(name);
            if (one.acked && one.took <= slack_waits) return true;
            if (clock_.steady() - one.sent < pauses.at(std::size_t(one.attempt))) return false;
            due.push_back(one);
            return true;
        });
        for (const Envelope& one : due) deliver(desk, one.kind, one.id, one.attempt + 1);
    }

    struct Envelope {
        std::string kind, id;
        int attempt = 0;
        SteadyTime sent{};
        bool acked = false, bare = false;
        SteadyTime::duration took{};
    };
    std::map<std::string, Envelope> envelopes;  // by envelope id

private:
    static constexpr std::array<milliseconds, 3> pauses{seconds{3}, minutes{1}, minutes{5}};
    const base::Clock& clock_;
    std::vector<std::string> watched_;  // events that may come again
};

TEST(DeskOutage, ThirtySecondsUnderFiveThousandAreAnsweredInTimeOrComeAgain) {
    base::ManualClock clock;
    OutageBroker broker(clock);
    OutageSlack slack(clock);
    FakeFigures figures;
    Desk desk(broker, slack, figures);
    const auto run = [&](milliseconds time) {
        for (const auto end = clock.steady() + time; clock.steady() < end; clock.advance(step)) {
            broker.work(desk);
            desk.tick(clock.steady());
            slack.repeat(desk);
        }
    };
    broker.away = true;
    constexpr int all = 5'000, rounds = 100;  // over ten seconds
    for (int i = 0; i < all; ++i) {
        slack.deliver(desk, kinds.at(std::size_t(i) % kinds.size()), std::to_string(i));
        if (i % (all / rounds) == all / rounds - 1) run(step);
    }
    run(seconds{20});
    for (const auto& [name, envelope] : slack.envelopes) {
        EXPECT_FALSE(envelope.bare) << name << " was acked while nobody could store it";
        const bool silent = envelope.kind == "mention" || envelope.kind == "press";
        EXPECT_EQ(envelope.acked, !silent) << name << ", a " << envelope.kind;
    }
    EXPECT_EQ(desk.under_way(), 0u) << "nothing is kept";

    broker.away = false;
    for (const char* kind : kinds) slack.deliver(desk, kind, std::string("after, a ") + kind);
    run(minutes{7});
    std::set<std::string> events;  // stored and acked in time at some try
    for (const auto& [name, envelope] : slack.envelopes) {
        if (envelope.acked) {
            EXPECT_LT(envelope.took, slack_waits) << name;
        }
        if (!envelope.bare) continue;
        EXPECT_TRUE(broker.stored.count(name)) << name << " was acked and is lost";
        if (envelope.kind == "mention") events.insert(envelope.id);
    }
    EXPECT_EQ(events.size(), all / kinds.size() + 1) << "an event is lost";
    for (const char* kind : {"mention", "press", "command"}) {
        EXPECT_TRUE(slack.envelopes.at(std::string("after, a ") + kind).bare) << kind;
    }
    EXPECT_EQ(desk.under_way(), 0u);
}

}  // namespace
}  // namespace gateway
