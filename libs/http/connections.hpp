// The threads of a Server: one per open connection, while it is open.
#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <thread>
#include <vector>

#include "libs/base/mutex.hpp"

namespace http {

// The library behind Server keeps a thread for as long as a connection lives, also while it idles
// between two requests, so a fixed pool of N threads would let N idle clients lock out the next
// one. Threads are therefore made as connections come, up to `limit`; a connection more waits for
// one to end. A thread is kept for the next connection.
class Connections {
public:
    explicit Connections(std::size_t limit) : limit_(limit) {}
    ~Connections() { shutdown(); }

    void enqueue(std::function<void()> serve);
    void shutdown();  // waits for every connection that was taken in

private:
    void run();

    const std::size_t limit_;
    base::Mutex mutex_;
    base::Condition changed_;
    std::deque<std::function<void()>> waiting_ GUARDED_BY(mutex_);
    std::vector<std::thread> threads_ GUARDED_BY(mutex_);
    std::size_t idle_ GUARDED_BY(mutex_) = 0;
    bool stopped_ GUARDED_BY(mutex_) = false;
};

// Lets `count` handlers run at once, the others wait.
class Slots {
public:
    explicit Slots(std::size_t count) : free_(count) {}
    void take();
    void give_back();

private:
    base::Mutex mutex_;
    base::Condition changed_;
    std::size_t free_ GUARDED_BY(mutex_);
};

}  // namespace http
