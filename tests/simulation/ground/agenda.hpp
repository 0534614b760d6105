// What happens next: the one loop of a story. Time jumps from one happening to the next.
#pragma once

#include <cstdint>
#include <functional>
#include <queue>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/clock.hpp"
#include "tests/simulation/ground/chance.hpp"

namespace simulation {

// A place where a program runs, dies and is started again. What was planned for a life that has
// ended is dropped; what falls into a freeze comes when it is over.
struct Place {
    std::string name;  // "poster-1"
    int life = 0;
    base::Time frozen_until{};
};

class Agenda {
public:
    using Work = std::function<void()>;

    Agenda(base::ManualClock& clock, Chance& chance) : clock_(clock), chance_(chance) {}

    // `after` from now. What is due in the same millisecond comes in an order that chance decides.
    void plan(base::Duration after, Work work) { add(after, nullptr, std::move(work)); }
    // By the life that the place has now.
    void plan(Place& place, base::Duration after, Work work) {
        add(after, &place, std::move(work));
    }

    // The next happening; false: nothing is left, the story is over.
    bool step();
    std::int64_t steps() const { return steps_; }

private:
    struct Entry {
        base::Time at{};
        std::uint64_t order = 0;
        Place* place = nullptr;
        int life = 0;
        Work work;
    };
    struct Later {
        bool operator()(const Entry& a, const Entry& b) const {
            return a.at != b.at ? a.at > b.at : a.order > b.order;
        }
    };
    void add(base::Duration after, Place* place, Work work) {
        entries_.push({clock_.now() + after, chance_.next(), place, place ? place->life : 0,
                       std::move(work)});
    }

    base::ManualClock& clock_;
    Chance& chance_;
    std::priority_queue<Entry, std::vector<Entry>, Later> entries_;
    std::int64_t steps_ = 0;
};

inline bool Agenda::step() {
    if (entries_.empty()) return false;
    // The queue shows its top as const; it goes in the next line.
    Entry entry = std::move(const_cast<Entry&>(entries_.top()));
    entries_.pop();
    if (entry.at > clock_.now()) clock_.advance(entry.at - clock_.now());
    ++steps_;
    if (entry.place && entry.life != entry.place->life) return true;
    if (entry.place && entry.place->frozen_until > clock_.now()) {
        entry.at = entry.place->frozen_until + chance_.ms(0, 5);
        entry.order = chance_.next();
        entries_.push(std::move(entry));
        return true;
    }
    entry.work();
    return true;
}

}  // namespace simulation
