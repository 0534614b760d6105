// The way to the app: sockets or signed requests.
#pragma once

#include <string>

#include "tools/slack-twin/world/json.hpp"

namespace twin {

// One attempt to hand something to the app.
struct Attempt {
    std::string envelope_id, type;  // "events_api", "slash_commands", "interactive"
    Json payload;
    bool accepts_payload = false;
    int number = 0;            // 0 first, then retries
    std::string retry_reason;  // as Slack words it for HTTP: "http_timeout", …
};

// Sends and returns at once; what came of it is told to Deliveries later, on the same thread.
class Link {
public:
    virtual ~Link() = default;
    // Which way it went, as the ledger shows it: a socket's number, "http"; empty: nobody there.
    virtual std::string send(const Attempt& attempt) = 0;
};

}  // namespace twin
