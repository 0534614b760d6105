// The poster's counters, for Prometheus. Thread-safe.
#pragma once

#include <string>

#include "libs/base/clock.hpp"
#include "libs/telemetry/metrics.hpp"
#include "services/poster/core/delivery.hpp"
#include "services/poster/core/ports.hpp"

namespace poster {

// What is seen at a glance; the gauges.
struct Standing {
    std::size_t partitions = 0;
    std::int64_t lag = 0;
    std::size_t in_flight = 0;
    base::Duration oldest{0};
    std::size_t visible_waiting = 0, private_waiting = 0;
    bool store_reachable = false;
};

class Figures {
public:
    explicit Figures(telemetry::Metrics& metrics);

    void skipped(const std::string& reason);
    void called(const std::string& method, const Verdict& verdict, base::Duration took);
    // An action is through; `age` since its member acted.
    void ended(const Delivery& delivery, base::Duration age);
    void buried(const Delivery& delivery);
    void failed();  // a step threw
    void standing(const Standing& standing);

private:
    telemetry::Metrics& metrics_;
    telemetry::Histogram visible_seconds_, private_seconds_;
};

}  // namespace poster
