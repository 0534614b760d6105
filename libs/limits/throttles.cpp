#include "libs/limits/throttles.hpp"

namespace limits {

bool Throttles::elsewhere_too(const std::string& limit, const std::string& place) {
    base::Lock lock(mutex_);
    const auto now = clock_.steady();
    if (newest_.size() >= most_limits) newest_.clear();
    auto& newest = newest_[limit];
    const bool elsewhere =
        !newest.place.empty() && newest.place != place && now - newest.at <= memory;
    newest = {place, now};
    return elsewhere;
}

std::vector<std::string> Throttles::keys_to_block(const Use& refused) {
    const auto method = method_key(refused.team, refused.method);
    if (refused.posts) {
        const auto workspace = workspace_key(refused.team);
        std::vector<std::string> keys{channel_key(refused.team, refused.channel)};
        if (elsewhere_too(workspace, refused.channel)) {
            keys.push_back(method);
            keys.push_back(workspace);
        }
        return keys;
    }
    if (refused.url.empty()) return {method};
    std::vector<std::string> keys{url_key(refused.team, refused.url)};
    if (elsewhere_too(method, refused.url)) keys.push_back(method);
    return keys;
}

}  // namespace limits
