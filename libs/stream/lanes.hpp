// Work in order per key, keys beside each other, with waiting times. Thread-safe.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "libs/base/mutex.hpp"

namespace stream {

using SteadyTime = std::chrono::steady_clock::time_point;

// A lane is one key's queue; its head is handed out alone (one in flight per lane) and stays the
// head until finish(). Unbounded by itself: the offset map bounds what is in flight.
// Stepped by hand (try_take) in one thread, or shared by a pool of threads (take).
template <class T>
class Lanes {
public:
    struct Taken {
        std::string lane;
        T* item;  // valid until finish() or retry() of this lane
    };

    void push(const std::string& lane, T item) {
        base::Lock lock(mutex_);
        auto& queue = lanes_[lane];
        queue.items.push_back(std::move(item));
        ++size_;
        if (queue.items.size() > 1) return;
        due_.push_back(lane);
        changed_.notify_one();
    }

    // The head that has been due longest, or nothing when none is due at `now`. So every due lane has
    // its turn before one comes again.
    std::optional<Taken> try_take(SteadyTime now) {
        base::Lock lock(mutex_);
        return take_due(now);
    }

    // Waits for a due head, at most `limit`; nothing then, or after close().
    template <class Clock>
    std::optional<Taken> take(const Clock& clock, std::chrono::milliseconds limit) {
        base::Lock lock(mutex_);
        const auto until = clock.steady() + limit;
        while (!closed_) {
            const auto now = clock.steady();
            if (auto taken = take_due(now)) return taken;
            if (now >= until) return std::nullopt;
            auto wake = until;
            if (!later_.empty() && later_.begin()->first < wake) wake = later_.begin()->first;
            changed_.wait_for(mutex_, wake - now);
        }
        return std::nullopt;
    }

    // The head is done and goes; the next one of the lane is due at once.
    void finish(const std::string& lane) {
        base::Lock lock(mutex_);
        const auto found = lanes_.find(lane);
        if (found == lanes_.end()) return;
        found->second.items.pop_front();
        --size_;
        if (found->second.items.empty()) {
            lanes_.erase(found);
        } else {
            due_.push_back(lane);
            changed_.notify_one();
        }
    }

    // The head stays and is due again at `when`.
    void retry(const std::string& lane, SteadyTime when) {
        base::Lock lock(mutex_);
        later_.emplace(when, lane);
        changed_.notify_one();
    }

    std::size_t waiting(const std::string& lane) const {  // the one in flight included
        base::Lock lock(mutex_);
        const auto found = lanes_.find(lane);
        return found == lanes_.end() ? 0 : found->second.items.size();
    }
    std::size_t size() const {
        base::Lock lock(mutex_);
        return size_;
    }
    bool closed() const {
        base::Lock lock(mutex_);
        return closed_;
    }
    void close() {  // wakes every take(); what waits stays
        base::Lock lock(mutex_);
        closed_ = true;
        changed_.notify_all();
    }

private:
    struct Queue {
        std::deque<T> items;
    };

    std::optional<Taken> take_due(SteadyTime now) REQUIRES(mutex_) {
        while (!later_.empty() && later_.begin()->first <= now) {
            due_.push_back(later_.begin()->second);
            later_.erase(later_.begin());
        }
        if (due_.empty()) return std::nullopt;
        std::string lane = std::move(due_.front());
        due_.pop_front();
        T* const head = &lanes_.at(lane).items.front();
        return Taken{std::move(lane), head};
    }

    mutable base::Mutex mutex_;
    base::Condition changed_;
    std::unordered_map<std::string, Queue> lanes_ GUARDED_BY(mutex_);
    std::deque<std::string> due_ GUARDED_BY(mutex_);  // lanes, first due first
    std::set<std::pair<SteadyTime, std::string>> later_ GUARDED_BY(mutex_);
    std::size_t size_ GUARDED_BY(mutex_) = 0;
    bool closed_ GUARDED_BY(mutex_) = false;
};

}  // namespace stream
