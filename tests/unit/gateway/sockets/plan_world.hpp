// A SocketPlan for one socket, stepped by hand.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "libs/base/clock.hpp"
#include "services/gateway/core/socket_plan.hpp"

namespace gateway {

using std::chrono::milliseconds;
using std::chrono::seconds;

class SocketPlanTest : public testing::Test {
protected:
    std::vector<Command> tick(milliseconds step = milliseconds{0}) {
        clock_.advance(step);
        plan_.tick(now());
        return plan_.take_commands();
    }
    SteadyTime now() const { return clock_.steady(); }
    // Runs on until a socket is asked for; gives its id and how long that took.
    Connection next_ask(milliseconds limit, milliseconds* waited = nullptr) {
        for (milliseconds passed{0}; passed <= limit; passed += milliseconds{50}) {
            for (const Command& command : tick(milliseconds{50})) {
                if (command.what != Command::What::ask_url) continue;
                if (waited) *waited = passed;
                return command.connection;
            }
        }
        return 0;
    }
    Connection make_live() {
        const Connection id = next_ask(seconds{70});
        plan_.got_url(id, "wss://x/?ticket=1", now());
        plan_.opened(id, now());
        plan_.hello(id, 1, now());
        plan_.take_commands();
        return id;
    }
    static bool has(const std::vector<Command>& commands, Command::What what, Connection id) {
        return std::any_of(commands.begin(), commands.end(), [&](const Command& command) {
            return command.what == what && command.connection == id;
        });
    }

    base::ManualClock clock_;
    SocketPlan plan_{[] {
                         SocketLimits limits;
                         limits.sockets = 1;
                         return limits;
                     }(),
                     7};
};

}  // namespace gateway
