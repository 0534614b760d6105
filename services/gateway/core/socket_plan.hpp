// When to open, replace, ping and give up Socket Mode connections: rules without a socket.
#pragma once

#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "libs/base/error.hpp"
#include "services/gateway/core/ports.hpp"

namespace gateway {

struct SocketLimits {
    std::size_t sockets = 2;            // wanted at once; a replacement may stand beside for a while
    base::Duration hello{10'000};       // from the upgrade's begin to Slack's hello
    base::Duration ping_every{3'000};
    // No frame of any kind for so long: dead. Longer than a pong that is 8 s late (field-pain 1), and
    // with the redial still within 15 s.
    base::Duration silent{13'000};
    base::Duration leave{30'000};       // an announced goodbye; Slack says about 10 s
    base::Duration backoff_first{250};
    base::Duration backoff_cap{4'000};  // "back within 5 s of healing"
    base::Duration settled{10'000};     // alive so long: the failures before are forgotten
    base::Duration fatal_retry{60'000};  // bad token, Socket Mode switched off: slowly, and loudly
    base::Duration crowded_first{5'000};  // too_many_websockets: grows from here …
    base::Duration crowded_cap{60'000};   // … to here
};

enum class Phase { asking, dialing, greeting, live, leaving };

struct Command {
    enum class What { ask_url, dial, ping, close, drop };
    What what;
    Connection connection;
    std::string url;  // for dial; holds a ticket
};

// One replica's connections. Feed it what happens; after every call carry out take_commands().
// At most one connection is on its way at a time (two simultaneous starts are answered 409, and a
// storm of dials is what turns an outage into a ban). A connection that was told to leave is kept
// until its replacement is live and Slack closes it. Owns no thread.
class SocketPlan {
public:
    SocketPlan(SocketLimits limits, std::uint64_t seed);

    void tick(SteadyTime now);  // at least every 250 ms
    void got_url(Connection connection, const std::string& url, SteadyTime now);
    void no_url(Connection connection, const base::Error& why, SteadyTime now);
    void opened(Connection connection, SteadyTime now);
    void failed(Connection connection, SteadyTime now);  // before it was open
    void heard(Connection connection, SteadyTime now);   // any frame, pings and pongs included
    void hello(Connection connection, SteadyTime now);
    void told_to_go(Connection connection, std::string_view reason, SteadyTime now);
    void closed(Connection connection, SteadyTime now);
    void drain();  // opens nothing any more
    void close_all();

    std::vector<Command> take_commands();
    std::size_t live() const;
    std::size_t count() const { return sockets_.size(); }
    const std::string& trouble() const { return trouble_; }  // what keeps it from opening; may be empty

private:
    struct Socket {
        Phase phase = Phase::asking;
        SteadyTime since{};
        SteadyTime heard{};
        SteadyTime pinged{};
        SteadyTime lived{};
    };

    bool may_open(SteadyTime now) const;
    void watch(Connection connection, Socket& socket, SteadyTime now);
    void lose(Connection connection, SteadyTime now);
    void back_off(SteadyTime now);
    void not_before(SteadyTime when);
    base::Duration jittered(base::Duration first, base::Duration cap, int times);
    void command(Command::What what, Connection connection, std::string url = {});

    SocketLimits limits_;
    std::minstd_rand random_;
    std::map<Connection, Socket> sockets_;
    std::vector<Command> commands_;
    Connection last_ = 0;
    int failures_ = 0;
    int crowded_ = 0;
    SteadyTime not_before_{};
    std::string trouble_;
    bool draining_ = false;
};

}  // namespace gateway
