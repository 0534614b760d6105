#include <utility>

#include "tests/simulation/world/log.hpp"

namespace simulation {

Reader::Reader(Ground& ground, Log& log, std::string topic, Place& place,
               std::function<void()> wake)
    : ground_(ground),
      log_(log),
      topic_(std::move(topic)),
      place_(place),
      life_(place.life),
      wake_(std::move(wake)) {
    log_.join(topic_, *this);
}

// Without close() this is a crash: the group finds out by its silence.
Reader::~Reader() {
    if (log_.member_of(log_.groups_[topic_], *this)) log_.lose(place_, life_);
}

void Reader::close() {
    commit();
    log_.leave(*this);
}

void Reader::give_back(stream::Assignments& listener, bool lost) {
    std::vector<stream::Partition> owned;
    for (const auto& [partition, position] : positions_) owned.push_back(partition);
    listener.revoked(owned, lost);
    if (!lost) commit();
    positions_.clear();
    stored_.clear();
    paused_.clear();
}

std::vector<stream::Record> Reader::poll(base::Duration, std::size_t limit,
                                         stream::Assignments& listener) {
    if (log_.away()) {
        ground_.agenda.plan(place_, log_.away_until_ - ground_.clock.now() + base::Duration{50},
                            [this] { wake_(); });
        return {};
    }
    if (std::exchange(expelled_, false)) {
        give_back(listener, true);
        revoked_ = dealt_ = false;
        log_.join(topic_, *this);
    }
    auto& group = log_.groups_[topic_];
    if (std::exchange(revoked_, false)) {
        give_back(listener, false);
        if (auto* member = log_.member_of(group, *this)) {
            member->back = true;
            member->owned.clear();
            log_.deal_when_all_are_back(topic_);
        }
    }
    if (std::exchange(dealt_, false)) {
        for (const auto& partition : new_ones_) positions_[partition] = group.committed[partition];
        listener.assigned(new_ones_);
    }
    std::vector<stream::Record> records;
    for (auto& [partition, next] : positions_) {
        const auto& entries = log_.entries_[partition];
        while (!paused_.count(partition) && records.size() < limit &&
               next < static_cast<std::int64_t>(entries.size())) {
            const auto& entry = entries[static_cast<std::size_t>(next)];
            records.push_back({{partition, next++},
                               entry.at,
                               entry.wire.key,
                               entry.wire.headers,
                               entry.wire.value});
        }
    }
    return records;
}

void Reader::store(const stream::Partition& partition, std::int64_t next_offset) {
    if (!positions_.count(partition)) return;
    const bool first = stored_.empty();
    stored_[partition] = next_offset;
    if (first) plan_commit();
}

void Reader::plan_commit() {
    ground_.agenda.plan(place_, ground_.chance.ms(1, 1'000), [this] {
        if (log_.away()) return plan_commit();
        commit();
    });
}

// Refused by the group when the partition is dealt to another one.
void Reader::commit() {
    auto& group = log_.groups_[topic_];
    const auto* member = log_.member_of(group, *this);
    for (const auto& [partition, next] : std::exchange(stored_, {})) {
        if (!member) continue;
        for (const auto& owned : member->owned) {
            if (owned == partition) group.committed[partition] = next;
        }
    }
}

}  // namespace simulation
