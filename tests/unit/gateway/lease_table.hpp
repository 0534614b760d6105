// The lease's store in memory, on the manual clock. LeaseContract holds it to the real one.
#pragma once

#include <algorithm>
#include <map>
#include <string>

#include "services/gateway/core/lease.hpp"

namespace gateway {

class LeaseTable {
public:
    LeaseAnswer claim(const LeaseClaim& asked, SteadyTime now) {
        using Spare = LeaseClaim::Spare;
        std::erase_if(entries_, [&](const auto& entry) { return entry.second.ends <= now; });
        LeaseAnswer answer;
        answer.known = entries_.erase(asked.replica) > 0;
        std::size_t places = 0;
        std::size_t spares = 0;
        for (const auto& [name, entry] : entries_) {
            places += entry.claim.places;
            spares += entry.claim.spare == Spare::holds ? 1 : 0;
            answer.others.push_back(entry.claim);
        }
        answer.granted = std::min(asked.places, limits_.most - std::min(places, limits_.most));
        answer.spare = asked.spare != Spare::none && spares < limits_.spares;
        if (asked.wanted == 0 && asked.places == 0) return answer;
        LeaseClaim kept = asked;
        kept.places = answer.granted;
        if (asked.spare != Spare::none) kept.spare = answer.spare ? Spare::holds : Spare::waits;
        entries_[asked.replica] = {kept, now + limits_.ttl};
        return answer;
    }
    void forget_all() { entries_.clear(); }
    std::size_t leased() const {
        std::size_t places = 0;
        for (const auto& [name, entry] : entries_) places += entry.claim.places;
        return places;
    }

private:
    struct Entry {
        LeaseClaim claim;
        SteadyTime ends{};
    };
    LeaseLimits limits_;
    std::map<std::string, Entry> entries_;
};

}  // namespace gateway
