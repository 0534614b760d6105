// How the reading stands: written by the main thread after each round, read by the admin
// endpoint's.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "libs/base/clock.hpp"
#include "libs/stream/lanes.hpp"
#include "services/poster/adapters/figures.hpp"

namespace poster {

class Pulse {
public:
    void beat(const Standing& standing, const base::Clock& clock) {
        partitions_ = standing.partitions;
        lag_ = standing.lag;
        in_flight_ = standing.in_flight;
        visible_ = standing.visible_waiting;
        private_ = standing.private_waiting;
        last_ = clock.steady();
    }

    // The rounds go on while the brokers, Redis or Slack are away: a restart would mend none of
    // them.
    bool alive(const base::Clock& clock) const {
        const auto last = last_.load();
        return last == stream::SteadyTime{} || clock.steady() - last < stuck_after;
    }
    std::string json_fields() const {
        return R"("partitions":)" + std::to_string(partitions_) + R"(,"in_flight":)" +
               std::to_string(in_flight_) + R"(,"lag":)" + std::to_string(lag_) +
               R"(,"visible_waiting":)" + std::to_string(visible_) + R"(,"private_waiting":)" +
               std::to_string(private_);
    }

private:
    static constexpr base::Duration stuck_after{30'000};  // a round takes 4.1 s at most

    std::atomic<std::int64_t> lag_{0};
    std::atomic<std::size_t> partitions_{0}, in_flight_{0}, visible_{0}, private_{0};
    std::atomic<stream::SteadyTime> last_{};  // none yet: still starting
};

}  // namespace poster
