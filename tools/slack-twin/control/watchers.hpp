// Those who wait for news of a channel or a member's views: GET /twin/see with since and wait_ms.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <string>

#include "tools/slack-twin/delivery/timers.hpp"

namespace twin {

// Each watcher is woken once: by a change of its channel or member or by its time running out.
// News are gathered for a moment, so that several changes at once make one answer.
// Used by one thread.
class Watchers {
public:
    static constexpr base::Duration kLongestWait{25'000};
    static constexpr base::Duration kGather{10};

    explicit Watchers(Timers& timers) : timers_(timers) {}

    struct Sight {
        std::string channel, member;
    };
    void add(Sight sight, base::Duration wait, std::function<void()> wake);
    void changed(const std::string& what);  // the id of a channel or a member

private:
    struct Watcher {
        std::uint64_t id;
        Sight sight;
        std::function<void()> wake;
    };
    template <class Which>
    void wake(const Which& which);
    Timers& timers_;
    std::list<Watcher> waiting_;
    std::uint64_t ids_ = 0;
};

}  // namespace twin
