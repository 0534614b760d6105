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
    std::size_t sockets = 2;            // at once, before the first allow()
    base::Duration hello{10'000};       // from the upgrade's begin to Slack's hello
    base::Duration ping_every{3'000};
    // No frame of any kind for so long: dead. Longer than a pong that is 8 s late (field-pain 1), and
    // with the redial still within 15 s.
    base::Duration silent{13'000};
    // An announced goodbye: Slack says it closes after about 10 s. It is closed by us when a
    // replacement lives and Slack has not done it by then …
    base::Duration leave{30'000};
    base::Duration leave_crowded{12'000};  // … sooner when its place is needed
    base::Duration leave_hurried{500};     // … or another replica waits for its spare place
    base::Duration backoff_first{250};
    base::Duration backoff_cap{4'000};  // "back within 5 s of healing"
    base::Duration settled{10'000};     // alive so long: the failures before are forgotten
    base::Duration fatal_retry{60'000};  // bad token, Socket Mode switched off: slowly, and loudly
    base::Duration crowded_first{5'000};  // too_many_websockets: grows from here …
    base::Duration crowded_cap{60'000};   // … to here
    int slack_most = 10;                  // connections that Slack allows an app, of all replicas
};

enum class Phase { asking, dialing, greeting, live, leaving };

struct Command {
    enum class What { ask_url, dial, ping, close, drop };
    What what;
    Connection connection;
    std::string url;  // for dial; holds a ticket
};

// What a replica may hold; Lease says it. `spare`: one more place, for a replacement beside the one
// that goes. `hurry`: another replica waits for that place.
struct Allowance {
    std::size_t sockets = 1;
    bool spare = true;
    bool hurry = false;
};

// One replica's connections. Feed it what happens; after every call carry out take_commands().
// At most one connection is on its way at a time (two simultaneous starts are answered 409, and a
// storm of dials is what turns an outage into a ban), and none is opened beyond the allowance: what
// stands above a smaller one is closed, the oldest first. A connection that was told to leave is kept
// until its replacement is live and Slack closes it. Every wait before the next try counts from the begin of the last one, so a call that hung does
// not add its own time to it. Owns no thread.
class SocketPlan {
public:
    SocketPlan(SocketLimits limits, std::uint64_t seed);

    void allow(Allowance allowance) { allowance_ = allowance; }  // until the next one
    // A replacement has no place without a spare one, or stands on it.
    bool needs_spare() const;

    void tick(SteadyTime now);  // at least every 250 ms
    void got_url(Connection connection, const std::string& url, SteadyTime now);
    void no_url(Connection connection, const base::Error& why, SteadyTime now);
    void opened(Connection connection, SteadyTime now);
    void failed(Connection connection, SteadyTime now);  // before it was open
    void heard(Connection connection, SteadyTime now);   // any frame, pings and pongs included
    // `counted`: what Slack counts for this app; when that is all it allows, no more are opened for a
    // while (python-slack-sdk#1940: registrations of dead peers count for hours).
    // Whether that is news; whoever repeats himself is not worth a line in the log.
    bool hello(Connection connection, int counted, SteadyTime now);
    bool told_to_go(Connection connection, std::string_view reason, SteadyTime now);
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
        SteadyTime lived{};    // since hello; zero before
        int told = 0;          // the weightiest goodbye so far: 1 go, 2 too many, 3 switched off
        bool settled = false;  // it has lived long enough for the failures before it to be forgotten
        bool takes_frames() const { return lived != SteadyTime{}; }
    };

    bool may_open(SteadyTime now) const;
    void give_back(SteadyTime now);
    void leave(Connection connection, std::string_view reason, SteadyTime now);
    void watch(Connection connection, Socket& socket, SteadyTime now);
    bool may_let_go(Connection connection, const Socket& socket, SteadyTime now) const;
    bool stands_on_wanted_place(Connection connection) const;
    bool is_young(const Socket& socket, SteadyTime now) const;
    std::size_t staying() const;
    void crowded(SteadyTime now);
    void lose(Connection connection, SteadyTime now);
    void back_off(SteadyTime since);
    void not_before(SteadyTime when);
    base::Duration jittered(base::Duration first, base::Duration cap, int times);
    void command(Command::What what, Connection connection, std::string url = {});

    SocketLimits limits_;
    Allowance allowance_;
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
