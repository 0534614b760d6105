// Time as an argument: nothing between two adapters reads a clock of its own.
#pragma once

#include <atomic>
#include <chrono>

namespace base {

// Wall time in milliseconds since the Unix epoch, UTC: what records carry.
using Time = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;
using Duration = std::chrono::milliseconds;

// Both times of one machine. `now` may jump (NTP), `steady` never goes back: use it for timeouts.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
    virtual std::chrono::steady_clock::time_point steady() const = 0;
};

class SystemClock final : public Clock {
public:
    Time now() const override {
        return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
    }
    std::chrono::steady_clock::time_point steady() const override {
        return std::chrono::steady_clock::now();
    }
};

// A clock that moves only when told to; safe to read from several threads.
class ManualClock final : public Clock {
public:
    explicit ManualClock(Time start = Time{std::chrono::hours{24 * 365 * 56}}) : start_(start) {}
    Time now() const override { return start_ + Duration{passed_.load()}; }
    std::chrono::steady_clock::time_point steady() const override {
        return std::chrono::steady_clock::time_point{Duration{passed_.load()}};
    }
    void advance(Duration by) { passed_ += by.count(); }

private:
    Time start_;
    std::atomic<Duration::rep> passed_{0};
};

}  // namespace base
