#include "tools/slack-twin/api/socket_fault.hpp"

#include <optional>

namespace twin {
namespace {

using Kind = SocketFault::Kind;

constexpr const char* kFaults =
    "a socket's faults, one an order: disconnect, no_hello, no_pong, redeliver, ghosts, status, "
    "delay_ms, drop (before, after, refuse, half_open)";
constexpr int kBusy = 503, kMostGhosts = 10, kMostRepeats = 100, kMostTimes = 1'000'000;

base::Error wrong(const std::string& what) { return base::Error::never("bad_fault", what); }

std::optional<int> number(const Json& value, int least, int most) {
    if (!value.is_number_integer() || value < least || value > most) return std::nullopt;
    return value.get<int>();
}

base::Result<SocketFault> of_drop(const Json& drop) {
    if (drop == "before") return SocketFault{Kind::drop, 1, 0, {}};
    if (drop == "after") return SocketFault{Kind::drop_after, 1, 0, {}};
    if (drop == "refuse") return SocketFault{Kind::refuse, 1, kBusy, {}};
    if (drop == "half_open") return SocketFault{Kind::half_open, 1, 0, {}};
    return wrong(kFaults);
}

base::Result<SocketFault> counted(Kind kind, const Json& value, int least, int most) {
    const auto count = number(value, least, most);
    if (!count) return wrong("a number is out of range");
    return SocketFault{kind, 1, *count, {}};
}

base::Result<SocketFault> of(const std::string& name, const Json& value) {
    if (name == "disconnect") {
        if (!value.is_string() || value == "") return wrong("disconnect needs a reason");
        return SocketFault{Kind::disconnect, 1, 0, value.get<std::string>()};
    }
    if (name == "no_hello") return SocketFault{Kind::no_hello, 1, 0, {}};
    if (name == "no_pong") return SocketFault{Kind::no_pong, 1, 0, {}};
    if (name == "redeliver") return counted(Kind::redeliver, value, 1, kMostRepeats);
    if (name == "ghosts") return counted(Kind::ghosts, value, 0, kMostGhosts);
    if (name == "status") return counted(Kind::refuse, value, 400, 599);
    if (name == "delay_ms") return counted(Kind::delay, value, 0, 60'000);
    return name == "drop" ? of_drop(value) : wrong(std::string(kFaults) + "; not " + name);
}

}  // namespace

base::Result<SocketFault> read_socket_fault(const Json& order) {
    std::optional<SocketFault> fault;
    int times = 1;
    for (const auto& [name, value] : order.items()) {
        if (name == "method") continue;
        if (name == "times") {
            const auto given = number(value, 0, kMostTimes);
            if (!given) return wrong("a number is out of range");
            times = *given;
            continue;
        }
        if (fault) return wrong(kFaults);
        const auto read = of(name, value);
        if (!read) return read.error();
        fault = *read;
    }
    if (!fault) return wrong(kFaults);
    fault->times = times;
    return *fault;
}

}  // namespace twin
