// Which offsets of one partition are done: out-of-order completion, in-order commit.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>

namespace stream {

// Pure. The low watermark is the offset below which everything taken is done; it is what is stored,
// so a crash runs again what was done above a gap (the effects' own ids make that harmless).
class OffsetMap {
public:
    // Offsets are taken in rising order; gaps (compacted or control records) are fine. One that goes
    // back (a log made anew, a client that rewinds) takes the watermark back with it: a record handed
    // out again is harmless, one passed over is not.
    void take(std::int64_t offset, std::chrono::steady_clock::time_point now);
    void done(std::int64_t offset);  // unknown offsets are ignored (a completion after a revoke)

    // The offset to store, if it moved since the last call.
    std::optional<std::int64_t> advance();
    std::size_t in_flight() const { return open_; }          // taken and not done
    std::size_t held() const { return entries_.size(); }     // above the watermark, done ones too
    // Age of the oldest record that is not done, zero without one.
    std::chrono::milliseconds oldest_age(std::chrono::steady_clock::time_point now) const;

private:
    struct Entry {
        bool done;
        std::chrono::steady_clock::time_point taken;
    };
    std::map<std::int64_t, Entry> entries_;  // its first entry is never a done one
    std::size_t open_ = 0;
    std::optional<std::int64_t> watermark_;
    std::optional<std::int64_t> told_;
};

}  // namespace stream
