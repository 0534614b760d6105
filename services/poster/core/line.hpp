// A conversation's line of visible posts: who is before whom, and when the newest one left.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <map>
#include <memory>
#include <string>

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

// The lines by lane. One that nobody stands in is kept while there is room: its next post, too,
// keeps its distance. One thread's.
class Lines {
public:
    static constexpr std::size_t most = 1024;  // then the empty ones go

    std::shared_ptr<Line> of(const std::string& lane) {
        if (const auto found = lines_.find(lane); found != lines_.end()) return found->second;
        if (lines_.size() >= most) {
            for (auto at = lines_.begin(); at != lines_.end();) {
                at = at->second.use_count() == 1 ? lines_.erase(at) : std::next(at);
            }
        }
        return lines_.emplace(lane, std::make_shared<Line>()).first->second;
    }
    std::size_t size() const { return lines_.size(); }

private:
    std::map<std::string, std::shared_ptr<Line>> lines_;
};

}  // namespace poster
