// A conversation's line of visible posts: who is before whom, and when the newest one left.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>

namespace poster {

// Posts leave in the order in which they joined. Lock-free; joined by one thread, left by any.
class Line {
public:
    // The newcomer's place: how many came before it since the line began.
    std::size_t join() { return joined_++; }
    void leave() { ++left_; }
    // How many are still before that place, the one under way included.
    std::size_t ahead_of(std::size_t place) const {
        const std::size_t left = left_;
        return place - std::min(place, left);
    }

    // When the newest post left for Slack: the next one keeps its distance from that, as that one
    // may have left later than its slot.
    void sent(std::chrono::steady_clock::time_point at) { sent_at_ = at; }
    std::chrono::steady_clock::time_point sent_at() const { return sent_at_; }  // epoch: never

private:
    std::atomic<std::size_t> joined_{0}, left_{0};
    std::atomic<std::chrono::steady_clock::time_point> sent_at_{};
};

}  // namespace poster
