// Timers on the event loop.
#pragma once

#include <memory>

#include "libs/websocket/loop.hpp"
#include "tools/slack-twin/delivery/timers.hpp"

namespace twin {

// after() on the loop's thread. silence(), there too, drops all that still waits: what the work
// touches may then be destroyed before the loop.
class LoopTimers final : public Timers {
public:
    explicit LoopTimers(websocket::Loop& loop) : loop_(loop), alive_(std::make_shared<int>(0)) {}

    void after(base::Duration delay, std::function<void()> work) override {
        auto guarded = [alive = std::weak_ptr<int>(alive_), work = std::move(work)] {
            if (!alive.expired()) work();
        };
        if (delay.count() == 0)
            loop_.post(std::move(guarded));
        else
            loop_.post_after(delay, std::move(guarded));
    }
    void silence() { alive_.reset(); }

private:
    websocket::Loop& loop_;
    std::shared_ptr<int> alive_;
};

}  // namespace twin
