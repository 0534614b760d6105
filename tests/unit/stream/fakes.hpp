// A log in memory: its records, one reader of it, one writer to it. No thread, no clock.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "libs/stream/ports.hpp"

namespace stream_tests {

inline const stream::Partition p0{"t", 0}, p1{"t", 1};

// What lies in the broker and outlives every reader: records and the group's offsets.
struct FakeBroker {
    std::map<stream::Partition, std::vector<std::string>> log;
    std::map<stream::Partition, std::int64_t> stored;  // next offset, as committed

    void append(const stream::Partition& partition, std::initializer_list<std::string> values) {
        log[partition].insert(log[partition].end(), values);
    }
};

// One reader's life: made anew after each crash, it begins where the group's offsets stand.
class FakeSource final : public stream::Source {
public:
    explicit FakeSource(FakeBroker& broker) : broker_(broker) {}

    // What the next poll tells first.
    void assign_next(std::vector<stream::Partition> partitions) {
        news_.push_back({News::assign, std::move(partitions)});
    }
    void revoke_next(std::vector<stream::Partition> partitions) {
        news_.push_back({News::revoke, std::move(partitions)});
    }
    void lose_next(std::vector<stream::Partition> partitions) {
        news_.push_back({News::lose, std::move(partitions)});
    }
    // The next poll revokes these after it has already read from them, as a broker may.
    void revoke_after_reading(std::vector<stream::Partition> partitions) {
        late_revoke_ = std::move(partitions);
    }

    std::vector<stream::Record> poll(base::Duration, std::size_t limit,
                                     stream::Assignments& listener) override {
        tell(listener);
        std::vector<stream::Record> records;
        for (auto& [partition, next] : positions_) {
            const auto& log = broker_.log[partition];
            while (!paused_.count(partition) && records.size() < limit &&
                   next < static_cast<std::int64_t>(log.size())) {
                records.push_back({{partition, next}, {}, "k", {}, log[static_cast<std::size_t>(next)]});
                ++next;
            }
        }
        if (!late_revoke_.empty()) revoke(std::exchange(late_revoke_, {}), false, listener);
        return records;
    }
    void pause(const stream::Partition& partition) override {
        ++pauses;
        paused_.insert(partition);
    }
    void resume(const stream::Partition& partition) override {
        ++resumes;
        if (paused_.erase(partition) == 0) ++wrong_resumes;
    }
    void store(const stream::Partition& partition, std::int64_t next_offset) override {
        ++stores;
        if (positions_.count(partition)) broker_.stored[partition] = next_offset;
    }
    bool is_paused(const stream::Partition& partition) const { return paused_.count(partition) > 0; }

    int pauses = 0, resumes = 0, wrong_resumes = 0, stores = 0;

private:
    enum class News { assign, revoke, lose };

    void tell(stream::Assignments& listener) {
        while (!news_.empty()) {
            const auto [what, partitions] = news_.front();
            news_.pop_front();
            if (what != News::assign) {
                revoke(partitions, what == News::lose, listener);
                continue;
            }
            for (const auto& partition : partitions) {
                positions_[partition] = broker_.stored[partition];
            }
            listener.assigned(partitions);
        }
    }
    void revoke(const std::vector<stream::Partition>& partitions, bool lost,
                stream::Assignments& listener) {
        listener.revoked(partitions, lost);
        for (const auto& partition : partitions) {
            positions_.erase(partition);
            paused_.erase(partition);
        }
    }

    FakeBroker& broker_;
    std::map<stream::Partition, std::int64_t> positions_;
    std::set<stream::Partition> paused_;
    std::deque<std::pair<News, std::vector<stream::Partition>>> news_;
    std::vector<stream::Partition> late_revoke_;
};

// A writer whose answers come when the test says so.
class FakeSink final : public stream::Sink {
public:
    void publish(stream::OutRecord record, stream::Confirm confirm) override {
        waiting_.push_back({std::move(record), std::move(confirm)});
    }
    // Answers the oldest; false when none waits.
    bool confirm_next() {
        if (waiting_.empty()) return false;
        auto [record, confirm] = std::move(waiting_.front());
        waiting_.pop_front();
        written.push_back(record.value);
        confirm(stream::Position{{record.topic, 0}, static_cast<std::int64_t>(written.size()) - 1});
        return true;
    }
    bool fail_next(base::Error error) {
        if (waiting_.empty()) return false;
        auto [record, confirm] = std::move(waiting_.front());
        waiting_.pop_front();
        confirm(std::move(error));
        return true;
    }

    std::vector<std::string> written;  // what was confirmed

private:
    std::deque<std::pair<stream::OutRecord, stream::Confirm>> waiting_;
};

}  // namespace stream_tests
