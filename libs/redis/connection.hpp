// One connection to Redis: hiredis's blocking context behind our words.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "libs/base/result.hpp"
#include "libs/redis/client.hpp"

namespace redis {

// Used by one thread at a time. After an error that is not the server's own answer it is broken
// (its replies would be out of step): throw it away.
class Connection {
public:
    // Connects, authenticates, selects the database. Error: redis_away (later).
    static base::Result<Connection> open(const Config& config);
    ~Connection();
    Connection(Connection&&) noexcept;
    Connection& operator=(Connection&&) noexcept;

    // Errors as Client's; `broken()` tells whether the connection may be used again.
    base::Result<Reply> command(const std::vector<std::string>& words);
    bool broken() const;
    // The server closed it, or sent something unasked, while it lay idle.
    bool stale() const;

private:
    struct Impl;
    explicit Connection(std::unique_ptr<Impl> impl);
    base::Result<void> greet(const Config& config);
    std::unique_ptr<Impl> impl_;
};

}  // namespace redis
