#include "libs/stream/pump.hpp"

#include <algorithm>
#include <atomic>
#include <utility>

#include "libs/base/mutex.hpp"

namespace stream {

// Where tickets report from any thread and the pump's thread collects. Outlives the pump when a
// ticket does.
class Completions {
public:
    void add(const Position& at) {
        base::Lock lock(mutex_);
        done_.push_back(at);
        changed_.notify_one();
    }
    std::vector<Position> take() {
        base::Lock lock(mutex_);
        return std::exchange(done_, {});
    }
    void wait(base::Duration limit) {
        base::Lock lock(mutex_);
        if (done_.empty()) changed_.wait_for(mutex_, limit);
    }

private:
    base::Mutex mutex_;
    base::Condition changed_;
    std::vector<Position> done_ GUARDED_BY(mutex_);
};

struct Pump::Figures {
    std::atomic<bool> assigned{false};
    std::atomic<std::size_t> partitions{0}, in_flight{0};
    std::atomic<std::chrono::steady_clock::rep> oldest_since{0};  // of use while in_flight > 0
};

Ticket::Ticket(std::shared_ptr<Completions> completions, Position at)
    : completions_(std::move(completions)), at_(std::move(at)) {}

void Ticket::done() const {
    if (completions_) completions_->add(at_);
}

Pump::Pump(Source& source, const base::Clock& clock, Handler handler, PumpLimits limits)
    : source_(source),
      clock_(clock),
      handler_(std::move(handler)),
      limits_(limits),
      completions_(std::make_shared<Completions>()),
      figures_(std::make_unique<Figures>()) {}

Pump::~Pump() = default;

void Pump::step(base::Duration wait) {
    collect();
    if (clock_.steady() - last_store_ >= limits_.store_every) store_watermarks();
    adjust_reading();
    for (auto& record : source_.poll(wait, limits_.batch, *this)) {
        const auto map = maps_.find(record.at.partition);
        if (map == maps_.end()) continue;  // revoked in this poll: its next owner reads it again
        map->second.take(record.at.offset, clock_.steady());
        Ticket ticket(completions_, record.at);
        handler_(std::move(record), std::move(ticket));
    }
    collect();
}

bool Pump::drain(base::Duration limit) {
    draining_ = true;
    adjust_reading();
    std::vector<Partition> all;
    for (const auto& [partition, map] : maps_) all.push_back(partition);
    const bool idle = wait_until_idle(all, limit);
    store_watermarks();
    return idle;
}

void Pump::assigned(const std::vector<Partition>& partitions) {
    for (const auto& partition : partitions) {
        maps_.insert_or_assign(partition, OffsetMap{});
        paused_.erase(partition);
    }
    figures_->assigned = true;
}

void Pump::revoked(const std::vector<Partition>& partitions, bool lost) {
    if (!lost) {
        // drain() has waited already.
        wait_until_idle(partitions, draining_ ? base::Duration{0} : limits_.drain);
        store_watermarks();
    }
    for (const auto& partition : partitions) {
        maps_.erase(partition);
        paused_.erase(partition);
    }
    publish_figures();
}

void Pump::collect() {
    for (const auto& at : completions_->take()) {
        const auto map = maps_.find(at.partition);
        if (map != maps_.end()) map->second.done(at.offset);
    }
    publish_figures();
}

void Pump::store_watermarks() {
    last_store_ = clock_.steady();
    for (auto& [partition, map] : maps_) {
        if (const auto next = map.advance()) source_.store(partition, *next);
    }
}

void Pump::adjust_reading() {
    for (const auto& [partition, map] : maps_) {
        const bool is_paused = paused_.count(partition) > 0;
        if (!is_paused && (draining_ || map.held() >= limits_.pause_at)) {
            source_.pause(partition);
            paused_.insert(partition);
        } else if (is_paused && !draining_ && map.held() <= limits_.resume_at) {
            source_.resume(partition);
            paused_.erase(partition);
        }
    }
}

// Time that passes on the clock counts, and time waited for real: under a clock that stands still
// (a test's) it ends as well.
bool Pump::wait_until_idle(const std::vector<Partition>& partitions, base::Duration limit) {
    constexpr base::Duration slice{10};
    const auto until = clock_.steady() + limit;
    base::Duration waited{0};
    for (;;) {
        collect();
        const bool idle = std::all_of(partitions.begin(), partitions.end(), [this](const auto& p) {
            const auto map = maps_.find(p);
            return map == maps_.end() || map->second.in_flight() == 0;
        });
        if (idle || waited >= limit || clock_.steady() >= until) return idle;
        completions_->wait(slice);
        waited += slice;
    }
}

void Pump::publish_figures() {
    std::size_t in_flight = 0;
    base::Duration oldest{0};
    const auto now = clock_.steady();
    for (const auto& [partition, map] : maps_) {
        in_flight += map.in_flight();
        oldest = std::max(oldest, map.oldest_age(now));
    }
    figures_->oldest_since = (now - oldest).time_since_epoch().count();
    figures_->partitions = maps_.size();
    figures_->in_flight = in_flight;
}

bool Pump::has_assignment() const { return figures_->assigned; }

std::size_t Pump::partitions() const { return figures_->partitions; }

std::size_t Pump::in_flight() const { return figures_->in_flight; }

base::Duration Pump::oldest_age() const {
    if (in_flight() == 0) return base::Duration{0};
    const std::chrono::steady_clock::duration since{figures_->oldest_since.load()};
    return std::chrono::duration_cast<base::Duration>(clock_.steady().time_since_epoch() - since);
}

}  // namespace stream
