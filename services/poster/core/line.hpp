// A conversation's line of visible posts, as far as those who wait in it are told of it.
#pragma once

#include <algorithm>
#include <atomic>
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

private:
    std::atomic<std::size_t> joined_{0}, left_{0};
};

}  // namespace poster
