// What a Loop is made of. For this room's sources only. C++17-clean.
#pragma once

#include <atomic>
#include <map>
#include <thread>

#include <asio.hpp>

#include "libs/base/mutex.hpp"
#include "libs/websocket/loop.hpp"

namespace websocket {

struct Loop::Impl {
    // The way into the loop for a thread that may outlive it (a hung name lookup).
    struct Door {
        base::Mutex mutex;
        asio::io_context* io GUARDED_BY(mutex) = nullptr;
    };

    Impl();
    ~Impl();
    void tick();

    asio::io_context io{1};  // 1: no locking between threads to speak of
    asio::executor_work_guard<asio::io_context::executor_type> work{io.get_executor()};
    asio::steady_timer heartbeat{io};
    std::atomic<std::chrono::steady_clock::rep> last_tick{0};
    const std::shared_ptr<Door> door = std::make_shared<Door>();
    // One factory of outgoing connections per transport (websocketpp's endpoint), made on first
    // use.
    std::shared_ptr<void> plain_factory, tls_factory;
    std::thread thread;
};

}  // namespace websocket
