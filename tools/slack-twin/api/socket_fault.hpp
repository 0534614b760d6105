// Faults of Socket Mode, as POST /twin/faults orders them with method "socket".
#pragma once

#include <string>

#include "libs/base/clock.hpp"
#include "libs/base/result.hpp"
#include "tools/slack-twin/api/faults.hpp"

namespace twin {

// One order is one kind. `times` counts what its line says.
struct SocketFault {
    enum class Kind {
        disconnect,  // `times` open connections, oldest first, are sent a frame with `text`
        no_hello,    // the next `times` connections get none, and so no envelopes
        no_pong,     // `times` connections, open ones first, answer no ping and send none
        redeliver,   // each of the next `times` deliveries is sent `count` times more
        ghosts,      // from now on `count` dead connections count, and payloads sent to them go
        refuse,      // the next `times` upgrades are answered with HTTP `count`
        drop,        // TCP of `times` open connections, oldest first, ends without a close frame
        drop_after,  // so it does right after each of the next `times` envelopes
        half_open,   // `times` open connections, oldest first, go deaf and mute, and stay
        delay        // each of the next `times` envelopes is sent `count` ms late
    };
    Kind kind = Kind::disconnect;
    int times = 1, count = 0;
    std::string text;
};

// Error bad_fault (never): what is wrong with the order.
base::Result<SocketFault> read_socket_fault(const Json& order);

}  // namespace twin
