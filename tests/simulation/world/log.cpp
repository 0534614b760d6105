#include "tests/simulation/world/log.hpp"

#include <algorithm>
#include <utility>

namespace simulation {
namespace {

int partition_of(const std::string& key) {
    std::uint32_t hash = 2166136261U;  // FNV-1a: any will do, so long as a key keeps its place
    for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return static_cast<int>((hash >> 8U) % partitions);
}

}  // namespace

Written Log::write(const std::string& topic, const proto::Wire& wire) {
    Written outcome = away() ? Written::refused : Written::confirmed;
    if (const Fault* fault = ground_.fault_at(Occasion::log_write)) {
        if (fault->kind == Kind::log_away) stay_away(fault->span);
        const bool lies_there =
            outcome == Written::confirmed && fault->kind == Kind::log_unconfirmed;
        outcome = lies_there ? Written::unconfirmed : Written::refused;
    }
    if (outcome == Written::refused) {
        ground_.chronicle.tell([&] { return "log refuses a record of " + topic; });
        return outcome;
    }
    const stream::Partition partition{topic, partition_of(wire.key)};
    entries_[partition].push_back({wire, ground_.clock.now()});
    if (seen) seen(topic, wire);
    wake_readers(topic);
    return outcome;
}

void Log::wake_readers(const std::string& topic) {
    const auto group = groups_.find(topic);
    if (group == groups_.end()) return;
    for (const Member& member : group->second.members) {
        if (member.reader) member.reader->wake_();
    }
}

void Log::join(const std::string& topic, Reader& reader) {
    Group& group = groups_[topic];
    group.members.push_back({&reader, &reader.place_, reader.place_.life, true, {}});
    revoke_all(group);
    deal_when_all_are_back(topic);
}

void Log::leave(Reader& reader) {
    Group& group = groups_[reader.topic_];
    Member* member = member_of(group, reader);
    if (!member) return;
    group.members.erase(group.members.begin() + (member - group.members.data()));
    revoke_all(group);
    deal_when_all_are_back(reader.topic_);
}

void Log::lose(const Place& place, int life) {
    for (auto& [topic, group] : groups_) {
        for (Member& member : group.members) {
            if (member.place != &place || member.life != life) continue;
            member.reader = nullptr;
            member.back = false;  // whoever deals anew waits for its session to end
            ground_.agenda.plan(session, [this, topic = topic, where = &place, life] {
                expire(topic, where, life);
            });
        }
    }
}

void Log::rebalance(const std::string& topic) {
    Group& group = groups_[topic];
    ++group.turn;
    revoke_all(group);
    deal_when_all_are_back(topic);
}

// Whoever does not come back within its session is out, and learns so when it polls again.
void Log::revoke_all(Group& group) {
    group.dealing = true;
    ++group.generation;
    for (Member& member : group.members) {
        member.back = member.reader && member.owned.empty();
        if (!member.reader) continue;  // its session ends soon
        member.reader->dealt_ = false;
        if (member.back) continue;
        member.reader->revoked_ = true;
        member.reader->wake_();
        watch(member.reader->topic_, member);
    }
}

void Log::watch(const std::string& topic, Member& member) {
    Group& group = groups_[topic];
    ground_.agenda.plan(session, [this, topic, generation = group.generation, at = member.place,
                                  life = member.life] {
        Group& then = groups_[topic];
        if (then.generation != generation || !then.dealing) return;
        for (const Member& late : then.members) {
            if (late.place == at && late.life == life && !late.back) return expire(topic, at, life);
        }
    });
}

void Log::expire(const std::string& topic, const Place* place, int life) {
    Group& group = groups_[topic];
    const auto found = std::find_if(
        group.members.begin(), group.members.end(),
        [&](const Member& member) { return member.place == place && member.life == life; });
    if (found == group.members.end()) return;
    ground_.chronicle.tell([&] { return place->name + " is out of the group of " + topic; });
    if (found->reader) {
        found->reader->expelled_ = true;
        found->reader->wake_();
    }
    group.members.erase(found);
    revoke_all(group);
    deal_when_all_are_back(topic);
}

void Log::deal_when_all_are_back(const std::string& topic) {
    Group& group = groups_[topic];
    const auto is_back = [](const Member& member) { return member.back; };
    if (!std::all_of(group.members.begin(), group.members.end(), is_back)) return;
    group.dealing = false;
    if (group.members.empty()) return;
    for (int i = 0; i < partitions; ++i) {
        const auto who = static_cast<std::size_t>(i + group.turn) % group.members.size();
        group.members[who].owned.push_back({topic, i});
    }
    for (Member& member : group.members) {
        member.reader->dealt_ = true;
        member.reader->new_ones_ = member.owned;
        member.reader->wake_();
    }
}

Log::Member* Log::member_of(Group& group, const Reader& reader) {
    for (Member& member : group.members) {
        if (member.reader == &reader) return &member;
    }
    return nullptr;
}

bool Log::all_done(const std::string& topic) const { return undone(topic).empty(); }

std::string Log::undone(const std::string& topic) const {
    const auto group = groups_.find(topic);
    for (const auto& [partition, entries] : entries_) {
        if (partition.topic != topic) continue;
        std::int64_t committed = 0;
        if (group != groups_.end()) {
            const auto found = group->second.committed.find(partition);
            if (found != group->second.committed.end()) committed = found->second;
        }
        if (committed < static_cast<std::int64_t>(entries.size())) {
            return topic + "[" + std::to_string(partition.number) + "] at " +
                   std::to_string(committed);
        }
    }
    return {};
}

}  // namespace simulation
