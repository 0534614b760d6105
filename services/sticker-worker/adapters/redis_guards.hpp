// Guards in Redis.
#pragma once

#include <string>

#include "libs/redis/client.hpp"
#include "services/sticker-worker/core/ports.hpp"

namespace worker {

// `applied:<source id>`, 8 days: longer than the events topic keeps what could come again.
// Thread-safe.
class RedisGuards final : public Guards {
public:
    explicit RedisGuards(redis::Client& redis) : redis_(redis) {}
    bool applied(const std::string& source_id) override;
    void mark(const std::string& source_id) override;

private:
    redis::Client& redis_;
};

}  // namespace worker
