// What a poster's core reaches of the world.
#pragma once

#include <string>
#include <utility>

#include "libs/limits/rates.hpp"
#include "libs/limits/throttles.hpp"
#include "proto/outcome.hpp"
#include "services/poster/core/ports.hpp"
#include "tests/simulation/processes/process.hpp"

namespace simulation {

inline constexpr int posters = 2;
// So that the workspace's own pace shows in a short story: three at once, then one in 137 ms.
inline constexpr int posts_per_minute = 439;

// The limits, as the real adapter joins them.
class PosterSlots final : public poster::Slots {
public:
    explicit PosterSlots(Surroundings& around)
        : shared_(around.store),
          own_(around.ground.clock, posters),
          throttles_(around.ground.clock) {}

    base::Result<poster::Slot> reserve(const poster::Load& load) override {
        const auto reserved = shared_.reserve(limits::buckets_for(use_of(load), posts_per_minute));
        if (!reserved) return reserved.error();
        return poster::Slot{reserved->granted, reserved->delay};
    }
    poster::Slot reserve_alone(const poster::Load& load) override {
        const auto reserved = own_.reserve(limits::buckets_for(use_of(load), posts_per_minute));
        const auto slot = reserved.value_or(limits::Reservation{});
        return {slot.granted, slot.delay};
    }
    void throttled(const poster::Load& load, base::Duration wait) override {
        for (const auto& key : throttles_.keys_to_block(use_of(load))) block(key, wait);
    }
    void hold(const proto::TeamId& of, base::Duration wait) override {
        block(limits::token_key(of.value), wait);
    }

private:
    static limits::Use use_of(const poster::Load& load) {
        return {load.team.value, load.channel.value, load.method,
                load.posts,      load.by_token,      load.url};
    }
    void block(const std::string& key, base::Duration wait) {
        (void)own_.block(key, wait).ok();
        (void)shared_.block(key, wait).ok();
    }

    StoredLimiter shared_;
    limits::LocalLimiter own_;
    limits::Throttles throttles_;
};

class PosterSlack final : public poster::Slack {
public:
    PosterSlack(simulation::Slack& slack, std::string sender, base::Duration& busy)
        : slack_(slack), sender_(std::move(sender)), busy_(busy) {}
    poster::Verdict call(const poster::Call& call) override {
        return slack_.call(call, sender_, busy_);
    }
    std::optional<bool> may_name(const proto::TeamId&) const override { return true; }

private:
    simulation::Slack& slack_;
    std::string sender_;
    base::Duration& busy_;
};

class PosterBus final : public poster::Bus {
public:
    PosterBus(Surroundings& around, base::Duration& busy) : around_(around), busy_(busy) {}
    base::Result<void> outcome(const proto::Outcome& outcome) override {
        return write(outcomes_topic, proto::encode(outcome));
    }
    base::Result<void> action(const proto::Action& action) override {
        return write(actions_topic, proto::encode(action));
    }
    base::Result<void> dead_letter(const proto::Wire& original,
                                   const proto::DeadNote& note) override {
        return write(dead_topic, proto::dead_letter(original, note));
    }

private:
    base::Result<void> write(const std::string& topic, const proto::Wire& wire) {
        const auto written = around_.log.write(topic, wire);
        busy_ = written == Written::confirmed ? around_.ground.chance.ms(1, 15)
                                              : around_.ground.chance.ms(1'500, 2'500);
        if (written == Written::confirmed) return {};
        return base::Error::unknown("timed_out");
    }
    Surroundings& around_;
    base::Duration& busy_;
};

struct PosterPorts {
    PosterPorts(Surroundings& around, const std::string& sender, base::Duration& busy)
        : ledger(around.store),
          slots(around),
          slack(around.slack, sender, busy),
          bus(around, busy) {}
    StoredLedger ledger;
    PosterSlots slots;
    PosterSlack slack;
    PosterBus bus;
};

}  // namespace simulation
