// A server that answers whatever it is asked with what it was told to.
#pragma once

#include <string>
#include <thread>

#include "libs/base/mutex.hpp"

namespace redis_fuzz {

// Listens on a free port of 127.0.0.1 until the program ends; one thread, one connection at a time.
class FakeRedis {
public:
    FakeRedis();
    ~FakeRedis();
    FakeRedis(const FakeRedis&) = delete;
    FakeRedis& operator=(const FakeRedis&) = delete;

    int port() const { return port_; }
    // The answer to every command from now on, in Redis's protocol.
    void answer(std::string bytes) EXCLUDES(mutex_);

private:
    void serve();

    int listening_ = -1;
    int port_ = 0;
    base::Mutex mutex_;
    std::string answer_ GUARDED_BY(mutex_);
    std::thread thread_;  // runs serve(); ended by closing the socket
};

}  // namespace redis_fuzz
