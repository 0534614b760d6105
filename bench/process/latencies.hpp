// Times of many items, told as percentiles.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <vector>

namespace bench {

class Latencies {
public:
    void add(std::chrono::microseconds took) { all_.push_back(took); }
    std::size_t count() const { return all_.size(); }
    // Milliseconds; 0 when there is none. `part`: 0.5 is the median, 1 the longest.
    double at(double part) {
        if (all_.empty()) return 0;
        std::sort(all_.begin(), all_.end());
        const auto index = static_cast<std::size_t>(part * static_cast<double>(all_.size() - 1));
        return static_cast<double>(all_[index].count()) / 1000.0;
    }

private:
    std::vector<std::chrono::microseconds> all_;
};

}  // namespace bench
