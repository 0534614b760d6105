#include "libs/limits/throttles.hpp"

namespace limits {

std::vector<std::string> Throttles::keys_to_block(const Use& refused) {
    const auto method = method_key(refused.team, refused.method);
    if (!refused.posts) return {method};
    base::Lock lock(mutex_);
    auto& newest = newest_[refused.team];
    const auto now = clock_.steady();
    const bool elsewhere =
        !newest.channel.empty() && newest.channel != refused.channel && now - newest.at <= memory;
    newest = {refused.channel, now};
    std::vector<std::string> keys{channel_key(refused.team, refused.channel)};
    if (elsewhere) {
        keys.push_back(method);
        keys.push_back(workspace_key(refused.team));
    }
    return keys;
}

}  // namespace limits
