// What the gateway's core needs from the world, in its own words.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "libs/base/clock.hpp"
#include "proto/wire.hpp"

namespace gateway {

using SteadyTime = std::chrono::steady_clock::time_point;
using Token = std::uint64_t;       // one envelope on its way through us
using Connection = std::uint64_t;  // one socket, never reused

enum class Destination { events, dead_letters };

// Where records go. Every publish is answered by exactly one Desk::confirmed() with the same token,
// later, on the desk's own thread; it is never answered inside publish().
class Publisher {
public:
    virtual ~Publisher() = default;
    virtual void publish(Token token, Destination to, proto::Wire record) = 0;
};

// The sockets, as far as an ack needs them.
class Line {
public:
    virtual ~Line() = default;
    // One unfragmented text frame. False: that connection is gone, Slack will deliver again.
    virtual bool send(Connection connection, const std::string& frame) = 0;
};

// What is counted. `kind` is a word out of a small set, never a member's.
class Figures {
public:
    virtual ~Figures() = default;
    // outcome: "acked", "repeat" (acked: its event was confirmed here before), "unanswered", "busy",
    // "unacked", "dead", "dropped"
    virtual void envelope(std::string_view kind, std::string_view outcome) = 0;
    virtual void acked_after(base::Duration since_receipt) = 0;
    // From receipt of an envelope that wants a reply to the ack that carries it.
    virtual void replied_after(base::Duration) {}
    // reason: "broker", "deadline", "full", "connection_gone", "no_reply"
    virtual void unacked(std::string_view reason) = 0;
    // What became of a reply: "taken", "repeat" (its envelope has one already), "unawaited" (nobody
    // waits any more), "too_long", "foreign" (of another gateway), "malformed"
    virtual void reply(std::string_view) {}
    // A bound was reached, so a delivery was refused at once. limit: "envelopes" (DeskLimits),
    // "queue" (the producer's, 64 MiB), "waiting" (HTTP requests that wait for a reply)
    virtual void limit_reached(std::string_view) {}
};

}  // namespace gateway
