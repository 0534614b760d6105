// The events whose records this gateway has seen confirmed.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <unordered_set>

namespace gateway {

// So that what Slack brings again is acked without a second record: an optimisation of one replica's
// (architecture, "One event through the worker"); the worker's guard is what a repeat cannot pass.
// Bounded: beyond `most` the oldest is forgotten, and its repeat is published as any other. Nothing is
// remembered before its record is confirmed, so nothing is skipped that may be lost. Used by one
// thread.
class SeenEvents {
public:
    static constexpr std::size_t usual_most = 10'000;  // about 2 MB

    explicit SeenEvents(std::size_t most = usual_most) : most_(most) {}

    bool has(const std::string& event_id) const { return ids_.count(event_id) > 0; }
    void add(const std::string& event_id) {
        const auto [place, is_new] = ids_.insert(event_id);
        if (!is_new) return;
        in_order_.push_back(&*place);
        if (in_order_.size() <= most_) return;
        ids_.erase(ids_.find(*in_order_.front()));
        in_order_.pop_front();
    }
    std::size_t size() const { return ids_.size(); }

private:
    std::size_t most_;
    std::unordered_set<std::string> ids_;       // its elements stay where they are
    std::deque<const std::string*> in_order_;  // oldest first
};

}  // namespace gateway
