// Message timestamps: Slack's "seconds.microseconds", which are also the messages' names.
#pragma once

#include <cstdint>
#include <string>

#include "libs/base/clock.hpp"

namespace twin {

// Gives each message a ts of its own, later than every one before it, also when the clock stands
// still or goes back. Unique over all channels, so that a ts alone names a message.
class Timestamps {
public:
    std::string next(base::Time now);

private:
    std::int64_t last_us_ = 0;
};

}  // namespace twin
