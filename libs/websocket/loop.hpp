// The one event loop of a process: an Asio io_context on one thread. C++17-clean.
#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace websocket {

// Runs posted work, timers, and the callbacks of every Client and Server made on it, all on one
// thread, so what only they touch needs no lock. Outlives everything made on it.
class Loop {
public:
    Loop();   // starts the thread
    ~Loop();  // stop() and join; work not yet run is dropped
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    // From any thread. Never runs `work` inside the call.
    void post(std::function<void()> work);
    // From any thread: runs `work` once after `delay`, unless the loop ended before.
    void post_after(std::chrono::milliseconds delay, std::function<void()> work);
    bool on_loop_thread() const;
    // How long ago the loop last took a step (a heartbeat timer runs every 250 ms): for /livez.
    std::chrono::milliseconds since_last_tick() const;

    struct Impl;
    Impl& impl() { return *impl_; }  // for this room's sources

private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace websocket
