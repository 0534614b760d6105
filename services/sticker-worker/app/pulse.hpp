// How the reading stands: written by the main thread after each round, read by the admin
// endpoint's.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "libs/base/clock.hpp"
#include "libs/kafka/consumer.hpp"
#include "libs/stream/lanes.hpp"
#include "libs/stream/pump.hpp"
#include "services/sticker-worker/adapters/figures.hpp"

namespace worker {

class Pulse {
public:
    void beat(const stream::Pump& pump, const kafka::Consumer& consumer, const base::Clock& clock,
              Figures& figures) {
        partitions_ = pump.partitions();
        in_flight_ = pump.in_flight();
        oldest_ms_ = pump.oldest_age().count();
        lag_ = consumer.lag();
        last_ = clock.steady();
        figures.standing(lag_, in_flight_, base::Duration{oldest_ms_});
    }

    // The rounds go on while the brokers or Slack are away: a restart would mend neither.
    bool alive(const base::Clock& clock) const {
        const auto last = last_.load();
        return last == stream::SteadyTime{} || clock.steady() - last < stuck_after;
    }
    std::string json_fields() const {
        return R"("partitions":)" + std::to_string(partitions_) + R"(,"in_flight":)" +
               std::to_string(in_flight_) + R"(,"oldest_ms":)" + std::to_string(oldest_ms_) +
               R"(,"lag":)" + std::to_string(lag_);
    }

private:
    static constexpr base::Duration stuck_after{30'000};  // a round takes 4.1 s at most

    std::atomic<std::size_t> partitions_{0}, in_flight_{0};
    std::atomic<base::Duration::rep> oldest_ms_{0};
    std::atomic<std::int64_t> lag_{0};
    std::atomic<stream::SteadyTime> last_{};  // none yet: still starting
};

}  // namespace worker
