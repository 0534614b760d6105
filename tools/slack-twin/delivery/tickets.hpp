// The one-time tickets of apps.connections.open.
#pragma once

#include <map>
#include <string>

#include "libs/base/clock.hpp"
#include "libs/crypto/uuid.hpp"

namespace twin {

// Each opens one connection, once. Slack does not say how long one lives; here 30 s.
class Tickets {
public:
    static constexpr std::chrono::seconds kLife{30};

    explicit Tickets(const base::Clock& clock) : clock_(clock) {}

    std::string mint() {
        std::erase_if(made_, [this](const auto& one) { return old(one.second); });
        const std::string ticket = crypto::uuid4();
        made_.emplace(ticket, clock_.now());
        return ticket;
    }
    bool redeem(const std::string& ticket) {
        const auto node = made_.extract(ticket);
        return node && !old(node.mapped());
    }

private:
    bool old(base::Time made) const { return clock_.now() - made > kLife; }
    const base::Clock& clock_;
    std::map<std::string, base::Time> made_;
};

}  // namespace twin
