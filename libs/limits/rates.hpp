// Slack's published rates as buckets: which of them a call counts for.
#pragma once

#include <string>
#include <vector>

#include "libs/limits/limiter.hpp"

namespace limits {

// About one message a second and channel, short bursts allowed (docs.slack.dev, rate limits); the
// margin keeps two clocks apart.
inline constexpr base::Duration channel_interval{1050};
// "Several hundred per minute" for a workspace: in no 60 s more than this.
inline constexpr int most_posts_per_minute = 440;

struct Use {
    std::string team, channel;
    std::string method;    // "chat.postMessage", …, "response_url"
    bool posts = false;    // a message that counts for its channel and for the workspace
    bool by_token = true;  // false: a response_url, which has no tier and needs no token
    std::string url = {};  // which response_url: a name made of it, never the URL itself
};

// `posts_per_minute` 1 … most_posts_per_minute: the sustained rate; what is left up to the most is
// the burst, so that no 60 s hold more than the most. Tiered methods: three quarters of the tier
// sustained, a quarter as burst.
std::vector<Bucket> buckets_for(const Use& use, int posts_per_minute);

// Nothing of a team's token goes while this bucket is blocked (a dead token); it has no rate.
std::string token_key(const std::string& team);

}  // namespace limits
