// Slack's limits for the courier: the shared limiter, and this process's own for when it is away.
#pragma once

#include "libs/limits/limiter.hpp"
#include "libs/limits/pauses.hpp"
#include "libs/limits/rates.hpp"
#include "libs/limits/throttles.hpp"
#include "libs/telemetry/log.hpp"
#include "libs/telemetry/metrics.hpp"
#include "services/poster/core/ports.hpp"

namespace poster {

// Thread-safe. A 429 that cannot be told to the others (store away) still holds here.
class LimitedSlots final : public Slots {
public:
    LimitedSlots(limits::Limiter& shared, limits::Limiter& own, limits::Throttles& throttles,
                 const limits::KnownPauses& pauses, int posts_per_minute, telemetry::Log& log,
                 telemetry::Metrics& metrics);

    base::Result<Slot> reserve(const Load& load) override;
    Slot reserve_alone(const Load& load) override;
    void throttled(const Load& load, base::Duration wait) override;
    void hold(const proto::TeamId& team, base::Duration wait) override;
    std::optional<Pause> paused(const proto::TeamId& team,
                                const proto::ChannelId& channel) const override;

private:
    void block(const std::string& key, base::Duration wait);

    limits::Limiter& shared_;
    limits::Limiter& own_;
    limits::Throttles& throttles_;
    const limits::KnownPauses& pauses_;
    int posts_per_minute_;
    telemetry::Log& log_;
    telemetry::Histogram retry_after_;
    telemetry::Counter holds_;
};

}  // namespace poster
