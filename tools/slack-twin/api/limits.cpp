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
    if (const auto wait = wait_for(minute_, settings_.workspace_per_minute, now)) return wait;
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

std::optional<base::Duration> Limits::take_call(const std::string& method, int tier_per_minute) {
    const auto own = settings_.methods_per_minute.find(method);
    const int tier = settings_.tiers ? tier_per_minute : 0;
    const int per_minute = own == settings_.methods_per_minute.end() ? tier : own->second;
    if (per_minute == 0) return std::nullopt;
    const Steady now = clock_.steady();
    Window& window = calls_[method];
    if (const auto wait = wait_for(window, per_minute, now)) return wait;
    window.push_back(now);
    return std::nullopt;
}

std::optional<base::Duration> Limits::wait_for(Window& window, int per_minute, Steady now) {
    while (!window.empty() && window.front() + kMinute <= now) window.pop_front();
    if (window.size() < static_cast<std::size_t>(per_minute)) return std::nullopt;
    return window.empty() ? base::Duration{kMinute} : whole(window.front() + kMinute - now);
}

void Limits::reset() {
    settings_ = {};
    next_.clear();
    minute_.clear();
    calls_.clear();
}

int retry_after_seconds(base::Duration wait) {
    return std::max(1, static_cast<int>(std::chrono::ceil<std::chrono::seconds>(wait).count()));
}

}  // namespace twin
