// Guards and what moves with them, in Redis.
#pragma once

#include <optional>
#include <string>

#include "libs/redis/client.hpp"
#include "services/sticker-worker/core/ports.hpp"

namespace worker {

// `applied:<source id>`, 8 days: longer than the events topic keeps what could come again. Its
// value is the reply that was given ("1" of older builds: a bare ack). Guard and state
// (member_state.hpp) move in one script. Thread-safe.
class RedisGuards final : public Guards {
public:
    explicit RedisGuards(redis::Client& redis) : redis_(redis) {}
    std::optional<std::string> applied(const std::string& source_id) override;
    base::Result<void> apply(const Effect& effect) override;

private:
    redis::Client& redis_;
};

}  // namespace worker
