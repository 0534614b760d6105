#include "services/gateway/core/socket_plan.hpp"

#include <algorithm>
#include <utility>

namespace gateway {

SocketPlan::SocketPlan(SocketLimits limits, std::uint64_t seed)
    : limits_(limits), random_(static_cast<std::minstd_rand::result_type>(seed % 2147483646 + 1)) {}

void SocketPlan::command(Command::What what, Connection connection, std::string url) {
    commands_.push_back({what, connection, std::move(url)});
}

std::vector<Command> SocketPlan::take_commands() { return std::exchange(commands_, {}); }

bool SocketPlan::may_open(SteadyTime now) const {
    if (draining_ || now < not_before_) return false;
    std::size_t staying = 0;
    for (const auto& [id, socket] : sockets_) {
        if (socket.phase == Phase::leaving) continue;
        if (socket.phase != Phase::live) return false;  // one on its way at a time
        ++staying;
    }
    return staying < limits_.sockets;
}

void SocketPlan::tick(SteadyTime now) {
    std::vector<Connection> ids;
    for (const auto& [id, socket] : sockets_) ids.push_back(id);
    for (const Connection id : ids) watch(id, sockets_.at(id), now);
    if (!may_open(now)) return;
    Socket socket;
    socket.since = now;
    sockets_.emplace(++last_, socket);
    command(Command::What::ask_url, last_);
}

void SocketPlan::watch(Connection connection, Socket& socket, SteadyTime now) {
    if (socket.phase == Phase::asking) return;  // the call has its own deadline
    const bool late_hello = socket.phase != Phase::live && socket.phase != Phase::leaving &&
                            now - socket.since >= limits_.hello;
    const bool silent = socket.phase != Phase::dialing && now - socket.heard >= limits_.silent;
    if (late_hello || silent) {
        command(Command::What::drop, connection);
        return lose(connection, now);
    }
    if (socket.phase == Phase::leaving && now - socket.since >= limits_.leave) {
        return command(Command::What::close, connection);
    }
    if (socket.phase != Phase::dialing && now - socket.pinged >= limits_.ping_every) {
        socket.pinged = now;
        command(Command::What::ping, connection);
    }
}

void SocketPlan::got_url(Connection connection, const std::string& url, SteadyTime now) {
    const auto found = sockets_.find(connection);
    if (found == sockets_.end()) return;
    found->second.phase = Phase::dialing;
    found->second.since = now;
    command(Command::What::dial, connection, url);
}

void SocketPlan::no_url(Connection connection, const base::Error& why, SteadyTime now) {
    if (sockets_.erase(connection) == 0) return;
    trouble_ = why.code;
    if (why.retry == base::Retry::never) return not_before(now + limits_.fatal_retry);
    back_off(now);
    if (why.retry == base::Retry::after) not_before(now + why.wait);
}

void SocketPlan::opened(Connection connection, SteadyTime now) {
    const auto found = sockets_.find(connection);
    if (found == sockets_.end()) return;
    found->second.phase = Phase::greeting;
    found->second.heard = now;
    found->second.pinged = now;
}

void SocketPlan::failed(Connection connection, SteadyTime now) {
    if (sockets_.erase(connection) == 0) return;
    trouble_ = "connect_failed";
    back_off(now);
}

void SocketPlan::heard(Connection connection, SteadyTime now) {
    const auto found = sockets_.find(connection);
    if (found != sockets_.end()) found->second.heard = now;
}

void SocketPlan::hello(Connection connection, SteadyTime now) {
    const auto found = sockets_.find(connection);
    if (found == sockets_.end() || found->second.phase != Phase::greeting) return;
    found->second.phase = Phase::live;
    found->second.lived = now;
    trouble_.clear();
}

void SocketPlan::told_to_go(Connection connection, std::string_view reason, SteadyTime now) {
    const auto found = sockets_.find(connection);
    if (found == sockets_.end()) return;
    if (reason == "too_many_websockets") {
        // Ours is one of too many: free it first, and let others have their turn.
        trouble_ = reason;
        command(Command::What::close, connection);
        not_before(now + jittered(limits_.crowded_first, limits_.crowded_cap, crowded_++));
    } else if (reason == "link_disabled") {
        trouble_ = reason;
        command(Command::What::close, connection);
        not_before(now + limits_.fatal_retry);
    } else if (found->second.phase == Phase::greeting) {
        // Told to go before hello: there is nothing to keep, and nothing to hurry for.
        command(Command::What::close, connection);
        back_off(now);
    }
    if (found->second.phase != Phase::leaving) {
        found->second.phase = Phase::leaving;
        found->second.since = now;
    }
}

void SocketPlan::closed(Connection connection, SteadyTime now) { lose(connection, now); }

void SocketPlan::lose(Connection connection, SteadyTime now) {
    const auto found = sockets_.find(connection);
    if (found == sockets_.end()) return;
    const Socket socket = found->second;
    sockets_.erase(found);
    const bool was_live = socket.lived != SteadyTime{};
    if (was_live && now - socket.lived >= limits_.settled) {
        failures_ = 0;
        crowded_ = 0;
    } else if (socket.phase != Phase::leaving || !was_live) {
        back_off(now);  // closed right after hello, or never greeted: no hurry
    }
}

void SocketPlan::back_off(SteadyTime now) {
    not_before(now + jittered(limits_.backoff_first, limits_.backoff_cap, failures_++));
}

void SocketPlan::not_before(SteadyTime when) { not_before_ = std::max(not_before_, when); }

// first · 2^times up to cap, of which a random half to whole ("equal jitter": replicas that fell
// together do not come back together).
base::Duration SocketPlan::jittered(base::Duration first, base::Duration cap, int times) {
    const base::Duration full = std::min(cap, first * (1L << std::min(times, 16)));
    std::uniform_int_distribution<base::Duration::rep> part(full.count() / 2, full.count());
    return base::Duration{part(random_)};
}

void SocketPlan::drain() { draining_ = true; }

void SocketPlan::close_all() {
    for (auto& [id, socket] : sockets_) {
        const bool open = socket.phase != Phase::asking && socket.phase != Phase::dialing;
        command(open ? Command::What::close : Command::What::drop, id);
    }
}

std::size_t SocketPlan::live() const {
    return static_cast<std::size_t>(
        std::count_if(sockets_.begin(), sockets_.end(), [](const auto& entry) {
            return entry.second.phase == Phase::live ||
                   (entry.second.phase == Phase::leaving && entry.second.lived != SteadyTime{});
        }));
}

}  // namespace gateway
