// The worker's counters, for Prometheus. Thread-safe.
#pragma once

#include <string>

#include "libs/base/clock.hpp"
#include "libs/telemetry/metrics.hpp"
#include "services/sticker-worker/core/turn.hpp"

namespace worker {

class Figures {
public:
    explicit Figures(telemetry::Metrics& metrics);

    // A record is through; `age` since Slack's delivery was received.
    void turned(const Story& story, base::Duration age);
    void member_read(const std::string& from);  // "cache", "slack", or why Slack did not tell
    void search(const std::string& from);       // "cache", "index"
    void reply(const std::string& end);         // "given", "late": dropped
    void standing(std::int64_t lag, std::size_t in_flight, base::Duration oldest);

private:
    telemetry::Metrics& metrics_;
    telemetry::Histogram seconds_;
};

}  // namespace worker
