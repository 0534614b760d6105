#include "services/gateway/core/socket_plan.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace gateway {

SocketPlan::SocketPlan(SocketLimits limits, std::uint64_t seed)
    : limits_(limits),
      allowance_{limits.sockets, true, false},
      random_(static_cast<std::minstd_rand::result_type>(seed % 2147483646 + 1)) {}

void SocketPlan::command(Command::What what, Connection connection, std::string url) {
    commands_.push_back({what, connection, std::move(url)});
}

std::vector<Command> SocketPlan::take_commands() { return std::exchange(commands_, {}); }

bool SocketPlan::may_open(SteadyTime now) const {
    const std::size_t places = allowance_.sockets + (allowance_.spare ? 1 : 0);
    if (draining_ || now < not_before_ || sockets_.size() >= places) return false;
    const bool one_on_its_way = std::any_of(sockets_.begin(), sockets_.end(), [](const auto& entry) {
        return entry.second.phase != Phase::live && entry.second.phase != Phase::leaving;
    });
    return !one_on_its_way && staying() < allowance_.sockets;
}

bool SocketPlan::needs_spare() const {
    const bool one_leaves = std::any_of(sockets_.begin(), sockets_.end(), [](const auto& entry) {
        return entry.second.phase == Phase::leaving;
    });
    return !draining_ && one_leaves && sockets_.size() >= allowance_.sockets;
}

std::size_t SocketPlan::staying() const {
    return static_cast<std::size_t>(
        std::count_if(sockets_.begin(), sockets_.end(),
                      [](const auto& entry) { return entry.second.phase == Phase::live; }));
}

// Whether a socket that was told to go may be closed by us; never the last one that takes frames.
bool SocketPlan::may_let_go(Connection connection, const Socket& socket, SteadyTime now) const {
    const auto told_for = now - socket.since;
    const std::size_t staying_now = staying();
    const bool place_is_needed =
        sockets_.size() > allowance_.sockets && staying_now < allowance_.sockets;
    if (staying_now > 0 && stands_on_wanted_place(connection)) {
        return told_for >= limits_.leave_hurried;
    }
    if (staying_now > 0) return told_for >= (place_is_needed ? limits_.leave_crowded : limits_.leave);
    // All are going and there is no place for a fresh one: the oldest makes it.
    const bool another_stands =
        std::any_of(sockets_.upper_bound(connection), sockets_.end(),
                    [](const auto& entry) { return entry.second.takes_frames(); });
    return place_is_needed && another_stands;
}

// Another replica waits for the spare place that the oldest of the leaving ones makes us need.
bool SocketPlan::stands_on_wanted_place(Connection connection) const {
    if (!allowance_.hurry || sockets_.size() <= allowance_.sockets) return false;
    return std::none_of(sockets_.begin(), sockets_.find(connection), [](const auto& entry) {
        return entry.second.phase == Phase::leaving;
    });
}

bool SocketPlan::is_young(const Socket& socket, SteadyTime now) const {
    return now - socket.lived < limits_.settled;
}

void SocketPlan::tick(SteadyTime now) {
    std::vector<Connection> ids;
    for (const auto& [id, socket] : sockets_) ids.push_back(id);
    for (const Connection id : ids) watch(id, sockets_.at(id), now);
    give_back(now);
    if (!may_open(now)) return;
    Socket socket;
    socket.since = now;
    sockets_.emplace(++last_, socket);
    command(Command::What::ask_url, last_);
}

// The allowance became smaller: the oldest are the next that Slack would replace anyway.
void SocketPlan::give_back(SteadyTime now) {
    std::size_t above = staying() - std::min(staying(), allowance_.sockets);
    for (auto& [id, socket] : sockets_) {
        if (above == 0) return;
        if (socket.phase != Phase::live) continue;
        socket.phase = Phase::leaving;
        socket.since = now;
        command(Command::What::close, id);
        --above;
    }
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
    if (socket.takes_frames() && !socket.settled && !is_young(socket, now)) {
        socket.settled = true;
        failures_ = 0;
        crowded_ = 0;
    }
    if (socket.phase == Phase::leaving && may_let_go(connection, socket, now)) {
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
    const auto found = sockets_.find(connection);
    if (found == sockets_.end()) return;
    const SteadyTime asked = found->second.since;
    sockets_.erase(found);
    trouble_ = why.code;
    if (why.retry == base::Retry::never) return not_before(now + limits_.fatal_retry);
    back_off(asked);
    if (why.retry == base::Retry::after) not_before(now + why.wait);
}

void SocketPlan::opened(Connection connection, SteadyTime now) {
    const auto found = sockets_.find(connection);
    if (found == sockets_.end()) return;
    found->second.phase = Phase::greeting;
    found->second.heard = now;
    found->second.pinged = now;
}

void SocketPlan::failed(Connection connection, SteadyTime) {
    const auto found = sockets_.find(connection);
    if (found == sockets_.end()) return;
    const SteadyTime dialed = found->second.since;
    sockets_.erase(found);
    trouble_ = "connect_failed";
    back_off(dialed);
}

void SocketPlan::heard(Connection connection, SteadyTime now) {
    const auto found = sockets_.find(connection);
    if (found != sockets_.end()) found->second.heard = now;
}

bool SocketPlan::hello(Connection connection, int counted, SteadyTime now) {
    const auto found = sockets_.find(connection);
    if (found == sockets_.end() || found->second.phase != Phase::greeting) return false;
    found->second.phase = Phase::live;
    found->second.lived = now;
    trouble_.clear();
    if (counted >= limits_.slack_most) crowded(now);
    return true;
}

bool SocketPlan::told_to_go(Connection connection, std::string_view reason, SteadyTime now) {
    const auto found = sockets_.find(connection);
    if (found == sockets_.end()) return false;
    Socket& socket = found->second;
    const int weight = reason == "link_disabled" ? 3 : reason == "too_many_websockets" ? 2 : 1;
    if (weight <= socket.told) return false;
    leave(connection, reason, now);
    socket.told = weight;
    if (socket.phase != Phase::leaving) socket.since = now;
    socket.phase = Phase::leaving;
    return true;
}

void SocketPlan::leave(Connection connection, std::string_view reason, SteadyTime now) {
    const Socket& socket = sockets_.at(connection);
    if (reason == "too_many_websockets") {
        // Ours is one of too many: free it first, and let others have their turn.
        trouble_ = reason;
        command(Command::What::close, connection);
        crowded(now);
    } else if (reason == "link_disabled") {
        trouble_ = reason;
        command(Command::What::close, connection);
        not_before(now + limits_.fatal_retry);
    } else if (socket.phase == Phase::greeting) {
        // Told to go before hello: there is nothing to keep, and nothing to hurry for.
        command(Command::What::close, connection);
        back_off(now);
    } else if (socket.phase != Phase::leaving && is_young(socket, now)) {
        back_off(now);  // a warning right after every hello would be a storm of calls
    }
}

void SocketPlan::crowded(SteadyTime now) {
    not_before(now + jittered(limits_.crowded_first, limits_.crowded_cap, crowded_++));
}

void SocketPlan::closed(Connection connection, SteadyTime now) { lose(connection, now); }

void SocketPlan::lose(Connection connection, SteadyTime now) {
    const auto found = sockets_.find(connection);
    if (found == sockets_.end()) return;
    const Socket socket = found->second;
    sockets_.erase(found);
    if (socket.phase == Phase::leaving) return;  // what it was told has set the wait
    if (!socket.takes_frames()) return back_off(socket.since);
    if (is_young(socket, now)) back_off(now);  // closed right after hello: no hurry
}

// The wait counts from `since`.
void SocketPlan::back_off(SteadyTime since) {
    not_before(since + jittered(limits_.backoff_first, limits_.backoff_cap, failures_++));
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
    for (auto it = sockets_.begin(); it != sockets_.end();) {
        const bool open = it->second.phase != Phase::asking && it->second.phase != Phase::dialing;
        command(open ? Command::What::close : Command::What::drop, it->first);
        it = open ? std::next(it) : sockets_.erase(it);
    }
}

std::size_t SocketPlan::live() const {
    return static_cast<std::size_t>(
        std::count_if(sockets_.begin(), sockets_.end(),
                      [](const auto& entry) { return entry.second.takes_frames(); }));
}

}  // namespace gateway
