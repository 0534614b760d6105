// Ends calls that outlive their deadline. See Client for why this is needed.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <thread>

#include "libs/base/mutex.hpp"

namespace http {

// The socket that one Client uses now, as seen by the watchdog. It holds a duplicate of the
// descriptor: the number itself may be closed and given to another connection at any moment, the
// duplicate cannot, and shutting it down ends the connection for both.
class Line {
public:
    ~Line() { release(); }

    void start();           // a new call: not expired
    void hold(int socket);  // the call now goes over this socket
    void release();
    void expire();  // from the watchdog: ends the connection, now
    void cut();     // the same, without being late
    bool expired() const;
    // While idle: something to read, an end or an error, so the connection is no longer usable.
    bool disturbed() const;
    // After a failed read: the peer had not closed, so what it sent made no sense. False, at worst,
    // when the peer has closed since.
    bool peer_had_not_closed() const;

private:
    mutable base::Mutex mutex_;
    int socket_ GUARDED_BY(mutex_) = -1;
    bool expired_ GUARDED_BY(mutex_) = false;
};

// One thread for all clients of the process; lives as long as one of them does. Thread-safe.
class Watchdog {
public:
    using Time = std::chrono::steady_clock::time_point;
    using Watch = std::multimap<Time, std::shared_ptr<Line>>::iterator;

    static std::shared_ptr<Watchdog> shared();
    Watchdog();
    ~Watchdog();

    // From `deadline` on, until unwatch(), the line is cut again and again: the call may be between
    // two sockets at that moment.
    Watch watch(Time deadline, std::shared_ptr<Line> line);
    void unwatch(Watch watch);

private:
    void run();

    base::Mutex mutex_;
    base::Condition changed_;
    std::multimap<Time, std::shared_ptr<Line>> lines_ GUARDED_BY(mutex_);
    bool stopped_ GUARDED_BY(mutex_) = false;
    std::thread thread_;
};

}  // namespace http
