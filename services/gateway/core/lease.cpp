#include "services/gateway/core/lease.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace gateway {
namespace {

using Spare = LeaseClaim::Spare;

}  // namespace

Lease::Lease(std::string replica, std::size_t wanted, LeaseLimits limits)
    : replica_(std::move(replica)), wanted_(std::min(wanted, limits.most)), limits_(limits) {}

void Lease::holds(const SocketPlan& plan, SteadyTime now) {
    held_ = plan.count();
    most_live_ = std::max(most_live_, plan.live());
    needs_spare_ = plan.needs_spare();
    if (under_way_ && now - asked_at_ >= limits_.answer_by) away_ = true;
}

// A place is missing: ours, or for a replacement.
bool Lease::lacks() const {
    return granted_ < std::min(share_, wanted_) || (needs_spare_ && !spare_);
}

bool Lease::due(SteadyTime now) const {
    if (under_way_) return false;
    if (!ever_asked_) return true;
    const bool spare_changed = needs_spare_ != (asked_.spare != Spare::none);
    const bool less_to_hold = granted_ > share_ && places_to_ask_for() < granted_;
    if (!away_ && (spare_changed || less_to_hold)) return true;
    const bool soon = away_ || lacks();
    return now - asked_at_ >= (soon ? limits_.ask_again : limits_.renew_every);
}

// Never less than what stands on leased places, so nobody else is given them.
std::size_t Lease::places_to_ask_for() const {
    const std::size_t on_spare = spare_ && held_ > 0 ? 1 : 0;
    return std::min(std::max(share_, held_ - on_spare), limits_.most);
}

std::optional<LeaseClaim> Lease::next_claim(SteadyTime now) {
    if (!due(now)) return std::nullopt;
    under_way_ = ever_asked_ = true;
    asked_at_ = now;
    if (!needs_spare_) spare_ = false;  // given back from now on
    asked_ = {replica_, wanted_, places_to_ask_for(), needs_spare_ ? Spare::holds : Spare::none};
    return asked_;
}

void Lease::answered(const LeaseAnswer& answer, SteadyTime now) {
    under_way_ = false;
    away_ = false;
    const bool is_new = !answer.known && (held_ > 0 || ever_answered_);
    ever_answered_ = true;
    granted_ = answer.granted;
    spare_ = answer.spare;
    most_live_ = 0;
    good_until_ = asked_at_ + limits_.ttl;  // the store counts from a moment later
    hurry_ = spare_ && std::any_of(answer.others.begin(), answer.others.end(), [](const auto& other) {
        return other.spare == Spare::waits;
    });
    // The store had forgotten us, perhaps the others too: they need a moment to be seen again.
    if (is_new) grow_from_ = now + limits_.renew_every + limits_.answer_by;
    const std::size_t fair = fair_share(answer.others);
    share_ = now < grow_from_ ? std::min(fair, std::max<std::size_t>(granted_, 1)) : fair;
}

void Lease::away() {
    under_way_ = false;
    away_ = true;
}

std::size_t Lease::fair_share(const std::vector<LeaseClaim>& others) const {
    struct Part {
        std::size_t wanted, held;
        std::string replica;
        std::size_t share = 0;
    };
    std::vector<Part> parts{{wanted_, granted_, replica_}};
    for (const auto& other : others) parts.push_back({other.wanted, other.places, other.replica});
    for (std::size_t place = 0; place < limits_.most; ++place) {
        Part* next = nullptr;
        const auto before = [](const Part& a, const Part& b) {
            return std::tie(a.share, b.held, a.replica) < std::tie(b.share, a.held, b.replica);
        };
        for (Part& part : parts) {
            if (part.share < part.wanted && (!next || before(part, *next))) next = &part;
        }
        if (!next) break;
        ++next->share;
    }
    return parts.front().share;
}

Allowance Lease::allowance(SteadyTime now) const {
    if (!ever_answered_) return {away_ ? std::min<std::size_t>(wanted_, 1) : 0, away_, false};
    const std::size_t leased = std::min(granted_, share_);
    if (now < good_until_) return {leased, spare_ || away_, hurry_};
    // The lease has run out: what was leased and not held may be another's by now.
    return {std::clamp<std::size_t>(most_live_, 1, std::max<std::size_t>(leased, 1)), true, false};
}

}  // namespace gateway
