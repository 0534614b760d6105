// sticker.outcomes.v1, second kind: how one action ended.
#pragma once

#include <string>
#include <string_view>

#include "libs/base/clock.hpp"
#include "libs/base/result.hpp"
#include "proto/ids.hpp"
#include "proto/wire.hpp"

namespace proto {

enum class End {
    done,      // Slack said ok
    refused,   // Slack, or we at once (60 waiting, a policy), said no for good
    expired,   // its time was over before it could go out
    parked,    // the outcome of the attempt is unknown and cannot be looked up
    duplicate  // an action with this id was dealt with before
};
std::string_view to_text(End end);

// Never the message: ids, times and Slack's error word.
struct Outcome {
    ActionId action;
    EventId event;
    Conversation conversation;
    UserId user;
    std::string kind;
    std::string method;
    End end = End::done;
    std::string error;         // Slack's or our error word, empty when done
    std::string ts;            // the message's ts where Slack gave one
    int attempts = 0;          // calls made
    base::Time received_at{};  // the member acted
    base::Time taken_at{};     // the poster had it
    base::Time sent_at{};      // the last attempt's first byte; epoch: never sent
    base::Time ended_at{};
    Trace trace;
};

Wire encode(const Outcome& outcome);
base::Result<Outcome> decode_outcome(const Wire& wire);

}  // namespace proto
