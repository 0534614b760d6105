// "Nothing visible goes there for now": what an operator has said, for all posters (stickerctl
// pause, resume, paused).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/clock.hpp"
#include "libs/base/mutex.hpp"
#include "libs/base/result.hpp"
#include "libs/redis/client.hpp"

namespace limits {

struct Pause {
    std::string team, channel;           // empty: every one
    std::string reason;                  // as typed, may be empty
    std::optional<base::Duration> left;  // until it ends by itself; nothing: never
};

// The pauses in Redis: hash `pauses`, field `<team>|<channel>`, no TTL; an end is kept in ms of
// Redis TIME. Thread-safe. Errors: those of redis::Client.
class Pauses {
public:
    explicit Pauses(redis::Client& redis) : redis_(redis) {}

    base::Result<void> set(const Pause& pause);  // replaces what is said about the same scope
    base::Result<bool> lift(const std::string& team, const std::string& channel);  // false: none
    base::Result<std::vector<Pause>> all();  // those whose time is over go

private:
    redis::Client& redis_;
};

// What one process knows of them. Thread-safe; with Redis away the last that was heard stands.
class KnownPauses {
public:
    explicit KnownPauses(const base::Clock& clock) : clock_(clock) {}

    void learn(const std::vector<Pause>& pauses);
    // The reason, of the narrowest pause there; nothing: it is not paused.
    std::optional<std::string> reason(const std::string& team, const std::string& channel) const;

private:
    struct Known {
        std::string reason;
        std::optional<std::chrono::steady_clock::time_point> ends;
    };

    const base::Clock& clock_;
    mutable base::Mutex mutex_;
    std::map<std::pair<std::string, std::string>, Known> known_ GUARDED_BY(mutex_);
};

}  // namespace limits
