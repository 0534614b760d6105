// How many sockets this replica may hold: the replicas of an app share what Slack allows it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "services/gateway/core/ports.hpp"
#include "services/gateway/core/socket_plan.hpp"

namespace gateway {

struct LeaseLimits {
    std::size_t most = 8;    // leased over all replicas, of the 10 that Slack allows …
    std::size_t spares = 2;  // … the others: places for open-before-close
    base::Duration ttl{10'000};         // by the store's clock: a crashed replica's share is free then
    base::Duration renew_every{3'000};
    base::Duration ask_again{250};      // while it lacks a place, or the store is away
    base::Duration answer_by{2'000};    // an ask that long without an answer counts as "away"
};

// What one replica stands for in the store.
struct LeaseClaim {
    std::string replica;
    std::size_t wanted = 0;  // SLACK_SOCKETS
    std::size_t places = 0;  // asked for, or held
    enum class Spare { none, holds, waits } spare = Spare::none;
};

// The store's answer to a claim. It grants min(asked, most - what the others hold), and a spare place
// while the others hold fewer than `spares`.
struct LeaseAnswer {
    std::size_t granted = 0;
    bool spare = false;
    bool known = false;               // our claim before this one had not run out
    std::vector<LeaseClaim> others;  // those that have not run out
};

// One replica's side of the lease. The store bounds the sum; this decides what to ask for: the fair
// share of all that is wanted (most even; what is left over goes to those who have it, then by name),
// so that a replica that comes late gets its places from those who have more. It gives places back by
// closing first and asking for less afterwards. With the store away it keeps what it held: the most
// sockets that lived since the last answer; one that never heard the store has 1. Two claims are never
// under way at once. Owns no thread, reads no clock.
class Lease {
public:
    Lease(std::string replica, std::size_t wanted, LeaseLimits limits = {});

    // How it stands, at every tick: before next_claim().
    void holds(const SocketPlan& plan, SteadyTime now);
    // What to send to the store now, if anything; answer it with answered() or away().
    std::optional<LeaseClaim> next_claim(SteadyTime now);
    void answered(const LeaseAnswer& answer, SteadyTime now);
    void away();  // the claim may or may not have reached the store

    Allowance allowance(SteadyTime now) const;
    std::size_t wanted() const { return wanted_; }
    std::size_t leased() const { return granted_; }  // by the newest answer
    bool is_away() const { return away_; }
    const std::string& replica() const { return replica_; }

private:
    bool due(SteadyTime now) const;
    bool lacks() const;
    std::size_t fair_share(const std::vector<LeaseClaim>& others) const;
    std::size_t places_to_ask_for() const;

    std::string replica_;
    std::size_t wanted_;
    LeaseLimits limits_;
    // How it stands.
    std::size_t held_ = 0;       // sockets in any state
    std::size_t most_live_ = 0;  // since the newest answer
    bool needs_spare_ = false;
    // What the store said.
    std::size_t granted_ = 0;
    std::size_t share_ = 1;  // what to ask for
    bool spare_ = false;
    bool hurry_ = false;
    bool ever_answered_ = false;
    bool away_ = false;
    SteadyTime good_until_{};
    // The claim under way, or the last one.
    bool under_way_ = false;
    bool ever_asked_ = false;
    LeaseClaim asked_;
    SteadyTime asked_at_{};
    SteadyTime grow_from_{};
};

}  // namespace gateway
