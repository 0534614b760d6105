// response_urls: who may answer where, how often and how long.
#pragma once

#include <map>
#include <string>

#include "libs/base/clock.hpp"
#include "libs/base/result.hpp"

namespace twin {

// What an interaction's response_url stands for.
struct ResponseUrl {
    std::string user, channel, thread_ts;
    std::string original_ts;  // the message whose button was pressed; empty for a command
};

// Slack: usable 5 times within 30 minutes of the interaction. The codes for "too late" and "too
// often" are not documented; "expired_url" and "used_url" are what users report. At most kMaxUrls
// are kept, then the oldest go. Used by one thread.
class ResponseUrls {
public:
    static constexpr int kUses = 5;
    static constexpr std::chrono::minutes kLife{30};
    static constexpr std::size_t kMaxUrls = 20'000;

    explicit ResponseUrls(const base::Clock& clock) : clock_(clock) {}

    // The path of a new one: "/commands/T0TWIN/…" or "/actions/T0TWIN/…", as on hooks.slack.com.
    std::string mint(const char* kind, ResponseUrl what);
    // Errors (never): unknown_url, expired_url, used_url. Does not count a use.
    base::Result<ResponseUrl> look(const std::string& path) const;
    void count_use(const std::string& path);
    void reset() { urls_.clear(); }

private:
    struct Entry {
        ResponseUrl what;
        base::Time made;
        int uses = 0;
    };
    const base::Clock& clock_;
    std::map<std::string, Entry> urls_;
    std::uint64_t made_ = 0;
};

}  // namespace twin
