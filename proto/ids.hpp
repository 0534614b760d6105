// Typed names of things. Slack's ids are opaque text; ours are UUIDs in text form.
#pragma once

#include <compare>
#include <ostream>
#include <string>
#include <utility>

namespace proto {

template <class Tag>
struct Id {
    std::string value;

    Id() = default;
    explicit Id(std::string text) : value(std::move(text)) {}
    bool empty() const { return value.empty(); }
    auto operator<=>(const Id&) const = default;
    friend std::ostream& operator<<(std::ostream& out, const Id& id) { return out << id.value; }
};

using TeamId = Id<struct TeamTag>;
using UserId = Id<struct UserTag>;
using ChannelId = Id<struct ChannelTag>;  // also a user id where Slack opens the app's DM by it
using ActionId = Id<struct ActionTag>;    // UUIDv5, lower case
using EventId = Id<struct EventTag>;      // ce_id of an event record

// Where things happen, and the key of events, actions and outcomes: order is kept within one.
struct Conversation {
    TeamId team;
    ChannelId channel;  // the user's id where there is no channel

    std::string key() const { return team.value + ":" + channel.value; }
    auto operator<=>(const Conversation&) const = default;
};

}  // namespace proto
