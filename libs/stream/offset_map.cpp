#include "libs/stream/offset_map.hpp"

namespace stream {

void OffsetMap::take(std::int64_t offset, std::chrono::steady_clock::time_point now) {
    if (entries_.emplace(offset, Entry{false, now}).second) ++open_;
}

void OffsetMap::done(std::int64_t offset) {
    const auto found = entries_.find(offset);
    if (found == entries_.end() || found->second.done) return;
    found->second.done = true;
    --open_;
    while (!entries_.empty() && entries_.begin()->second.done) {
        watermark_ = entries_.begin()->first + 1;
        entries_.erase(entries_.begin());
    }
}

std::optional<std::int64_t> OffsetMap::advance() {
    if (watermark_ == told_) return std::nullopt;
    return told_ = watermark_;
}

std::chrono::milliseconds OffsetMap::oldest_age(std::chrono::steady_clock::time_point now) const {
    if (entries_.empty()) return std::chrono::milliseconds{0};
    return std::chrono::duration_cast<std::chrono::milliseconds>(now -
                                                                 entries_.begin()->second.taken);
}

}  // namespace stream
