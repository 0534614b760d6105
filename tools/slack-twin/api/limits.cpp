#include "tools/slack-twin/api/limits.hpp"

#include <algorithm>

namespace twin {
namespace {

constexpr std::chrono::minutes kMinute{1};

base::Duration whole(std::chrono::steady_clock::duration time) {
    return std::chrono::ceil<base::Duration>(time);
}

}  // namespace

std::optional<base::Duration> Limits::take(const std::string& channel) {
    const Steady now = clock_.steady();
    if (const auto wait = channel_wait(channel, now)) return wait;
    if (const auto wait = workspace_wait(now)) return wait;
    Steady& next = next_[channel];
    next = std::max(next, now) + settings_.channel;
    minute_.push_back(now);
    return std::nullopt;
}

std::optional<base::Duration> Limits::channel_wait(const std::string& channel, Steady now) const {
    const auto found = next_.find(channel);
    if (found == next_.end() || found->second <= now + settings_.channel / 10) return std::nullopt;
    return whole(found->second - now);
}

std::optional<base::Duration> Limits::workspace_wait(Steady now) {
    while (!minute_.empty() && minute_.front() + kMinute <= now) minute_.pop_front();
    if (minute_.size() < static_cast<std::size_t>(settings_.workspace_per_minute))
        return std::nullopt;
    return minute_.empty() ? base::Duration{kMinute} : whole(minute_.front() + kMinute - now);
}

void Limits::reset() {
    settings_ = {};
    next_.clear();
    minute_.clear();
}

int retry_after_seconds(base::Duration wait) {
    return std::max(1, static_cast<int>(std::chrono::ceil<std::chrono::seconds>(wait).count()));
}

}  // namespace twin
