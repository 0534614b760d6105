// The whole local Slack as one value: what the API, the members and the control calls act on.
#pragma once

#include <set>
#include <string>

#include "tools/slack-twin/api/faults.hpp"
#include "tools/slack-twin/api/limits.hpp"
#include "tools/slack-twin/delivery/deliveries.hpp"
#include "tools/slack-twin/delivery/response_urls.hpp"
#include "tools/slack-twin/delivery/tickets.hpp"
#include "tools/slack-twin/delivery/triggers.hpp"
#include "tools/slack-twin/team/app.hpp"
#include "tools/slack-twin/team/tokens.hpp"
#include "tools/slack-twin/views/views.hpp"
#include "tools/slack-twin/world/world.hpp"

namespace twin {

// Which way deliveries go, and the two ways there are. Told by the composition root.
class Transport {
public:
    virtual ~Transport() = default;
    virtual bool socket_mode() const = 0;
    virtual int connections() const = 0;
    virtual std::string socket_url(const std::string& ticket) const = 0;
};

// Owned by the composition root, touched by one thread only (the event loop's; a test's own).
// Members in dependency order; deliveries last, as what it calls back uses the others.
struct Workspace {
    Workspace(const base::Clock& clock, Timers& timers);
    void reset();  // the world at start; sockets stay open

    const base::Clock& clock;
    Timers& timers;
    std::string origin;  // "http://127.0.0.1:N": before every path handed out
    Transport* transport = nullptr;
    AppSettings app;
    std::set<std::string> scopes;                   // granted to the bot token of interface.md
    const std::set<std::string>* caller = nullptr;  // of the token of the call that runs now
    Tokens tokens;
    Ledger ledger;
    World world;
    Views views;
    Limits limits;
    Faults faults;
    ResponseUrls urls;
    Triggers triggers;
    Tickets tickets;
    Deliveries deliveries;

    // By the token of the call that runs now; outside of one, by the app's own.
    bool granted(const std::string& scope) const {
        return (caller ? *caller : scopes).count(scope) > 0;
    }
    bool subscribed(const std::string& event) const { return app.events.count(event) > 0; }
};

// Posts, and tells the app what it subscribed to (app_mention in a channel it is in, message.im in
// its DMs, message.channels and .groups where it is; also about its own messages, as Slack does).
// `done` (see Deliveries::send) is of the first event; not called when nothing was to be told.
// Returns the first envelope's id, empty for none, and the message's ts.
struct Posted {
    std::string ts, envelope_id;
};
Posted post(Workspace& workspace, World::Post post, Deliveries::Done done = {});

// A line that only that member sees, from Slackbot.
void notice(Workspace& workspace, const std::string& user, const std::string& channel,
            const std::string& text, const std::string& thread_ts = {});

}  // namespace twin
