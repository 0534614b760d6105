// Later, on the twin's one thread.
#pragma once

#include <functional>

#include "libs/base/clock.hpp"

namespace twin {

// Runs work once after a delay, on the thread that owns the Workspace. Work is dropped when the
// program ends. Two implementations: the event loop's timers, and tests' hand-moved ones.
class Timers {
public:
    virtual ~Timers() = default;
    virtual void after(base::Duration delay, std::function<void()> work) = 0;
};

}  // namespace twin
