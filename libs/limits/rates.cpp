#include "libs/limits/rates.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace limits {
namespace {

constexpr base::Duration minute{60'000};

// Calls a minute, floor of the tier (docs.slack.dev method pages).
struct Tier {
    std::string_view method;
    int per_minute;
};
constexpr std::array<Tier, 9> tiers{{{"chat.postEphemeral", 100},
                                     {"chat.update", 50},
                                     {"conversations.history", 50},
                                     {"conversations.replies", 50},
                                     {"chat.delete", 50},
                                     {"views.open", 100},
                                     {"views.push", 100},
                                     {"views.update", 100},
                                     {"views.publish", 100}}};

// A bucket that only a block closes.
Bucket gate(std::string key) { return {std::move(key), base::Duration{0}, 1, true}; }

// Rounded up: a slot that comes early would be one too many in the minute.
base::Duration interval_of(int per_minute) {
    return base::Duration{(minute.count() + per_minute - 1) / per_minute};
}

Bucket workspace_bucket(const std::string& team, int posts_per_minute) {
    const auto interval = interval_of(posts_per_minute);
    const int sustained = static_cast<int>(minute / interval);
    return {workspace_key(team), interval, std::max(1, most_posts_per_minute - sustained), false};
}

Bucket method_bucket(const Use& use) {
    const auto key = method_key(use.team, use.method);
    const auto* const tier =
        std::find_if(tiers.begin(), tiers.end(),
                     [&use](const Tier& candidate) { return candidate.method == use.method; });
    if (tier == tiers.end()) return gate(key);
    return {key, interval_of(tier->per_minute * 3 / 4), tier->per_minute / 4, false};
}

}  // namespace

std::vector<Bucket> buckets_for(const Use& use, int posts_per_minute) {
    std::vector<Bucket> buckets;
    if (use.posts) {
        buckets.push_back({channel_key(use.team, use.channel), channel_interval, 1, true});
        buckets.push_back(workspace_bucket(use.team, posts_per_minute));
    }
    buckets.push_back(method_bucket(use));
    if (use.by_token) buckets.push_back(gate(token_key(use.team)));
    if (!use.url.empty()) buckets.push_back(gate(url_key(use.team, use.url)));
    return buckets;
}

std::string token_key(const std::string& team) { return "rl:{" + team + "}:token"; }

}  // namespace limits
