// The log in memory: partitions, groups with generations, and the readers that are their members.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "libs/stream/ports.hpp"
#include "proto/wire.hpp"
#include "tests/simulation/ground/ground.hpp"

namespace simulation {

inline const std::string events_topic = "sticker.events.v1";
inline const std::string actions_topic = "sticker.actions.v1";
inline const std::string replies_topic = "sticker.replies.v1";
inline const std::string outcomes_topic = "sticker.outcomes.v1";
inline const std::string dead_topic = "sticker.dlq.v1";
inline constexpr int partitions = 2;
inline constexpr base::Duration session{10'000};  // a reader that is silent for so long is out

class Reader;

// What a write came to. `unconfirmed`: it lies in the log, and nobody hears of it.
enum class Written { confirmed, unconfirmed, refused };

class Log {
public:
    explicit Log(Ground& ground) : ground_(ground) {}

    Written write(const std::string& topic, const proto::Wire& wire);
    bool away() const { return ground_.clock.now() < away_until_; }
    void stay_away(base::Duration span) { away_until_ = ground_.clock.now() + span; }

    // Called of each record that lies in the log now.
    std::function<void(const std::string& topic, const proto::Wire&)> seen;

    // A group reads one topic. A member that joins, leaves, or falls silent for a session makes a
    // new generation: all give back what they have, then it is dealt out anew.
    void join(const std::string& topic, Reader& reader);
    void leave(Reader& reader);               // says good-bye
    void lose(const Place& place, int life);  // gone without a word: out after its session
    void rebalance(const std::string& topic);
    // Everything written has been read, dealt with, and its offset committed.
    bool all_done(const std::string& topic) const;
    // "topic[p] at offset": the first that is not.
    std::string undone(const std::string& topic) const;

private:
    friend class Reader;
    struct Member {
        Reader* reader = nullptr;  // none: dead, its session still runs
        const Place* place = nullptr;
        int life = 0;
        bool back = false;  // it has given back what it had in the generation before
        std::vector<stream::Partition> owned;
    };
    struct Group {
        int generation = 0;
        int turn = 0;  // who is dealt the first partition
        bool dealing = false;
        std::vector<Member> members;
        std::map<stream::Partition, std::int64_t> committed;
    };
    struct Entry {
        proto::Wire wire;
        base::Time at{};
    };

    void revoke_all(Group& group);
    void deal_when_all_are_back(const std::string& topic);
    void watch(const std::string& topic, Member& member);
    void expire(const std::string& topic, const Place* place, int life);
    Member* member_of(Group& group, const Reader& reader);
    void wake_readers(const std::string& topic);

    Ground& ground_;
    base::Time away_until_{};
    std::map<stream::Partition, std::vector<Entry>> entries_;
    std::map<std::string, Group> groups_;  // by the topic that they read
};

// One life of a group's member. What it stores is committed within a second, and lost by a crash.
class Reader final : public stream::Source {
public:
    // `wake`: there may be something to poll for.
    Reader(Ground& ground, Log& log, std::string topic, Place& place, std::function<void()> wake);
    ~Reader() override;

    std::vector<stream::Record> poll(base::Duration wait, std::size_t limit,
                                     stream::Assignments& listener) override;
    void pause(const stream::Partition& partition) override { paused_.insert(partition); }
    void resume(const stream::Partition& partition) override { paused_.erase(partition); }
    void store(const stream::Partition& partition, std::int64_t next_offset) override;
    void close();  // commits and leaves

private:
    friend class Log;
    void commit();
    void plan_commit();
    void give_back(stream::Assignments& listener, bool lost);

    Ground& ground_;
    Log& log_;
    std::string topic_;
    Place& place_;
    const int life_;
    std::function<void()> wake_;
    bool revoked_ = false;   // news: what we have goes
    bool expelled_ = false;  // … and somebody else has it already
    bool dealt_ = false;
    std::vector<stream::Partition> new_ones_;
    std::map<stream::Partition, std::int64_t> positions_, stored_;
    std::set<stream::Partition> paused_;
};

}  // namespace simulation
