// What a workspace consists of, as plain values.
#pragma once

#include <string>
#include <vector>

#include "libs/base/clock.hpp"
#include "tools/slack-twin/world/json.hpp"

namespace twin {

// The one team, its app and the names that interface.md fixes.
inline constexpr const char* kTeam = "T0TWIN";
inline constexpr const char* kTeamName = "Sticker Twin";
inline constexpr const char* kTeamDomain = "sticker-twin";
inline constexpr const char* kApp = "A0TWIN";
inline constexpr const char* kBotUser = "U0BOT";
inline constexpr const char* kBot = "B0BOT";
inline constexpr const char* kBotName = "stickerbot";
inline constexpr const char* kSlackbot = "USLACKBOT";
inline constexpr const char* kAppToken = "xapp-1-A0TWIN-1-twin";
inline constexpr const char* kBotToken = "xoxb-0-twin-0";
inline constexpr const char* kSigningSecret = "twin-signing-secret";
inline constexpr const char* kVerificationToken = "twin-verification-token";
inline constexpr const char* kEveryone = "all";

struct Member {
    std::string id, name, handle, locale, image;
    bool admin = false;
};

enum class ChannelType { open, secret, direct };  // public, private, im

struct Channel {
    std::string id, name;
    ChannelType type = ChannelType::open;
    std::vector<std::string> members;  // the bot among them where it is one

    bool has(const std::string& user) const;
};

// Who a message is from, as it was shown at that time.
struct Author {
    std::string id;  // member id, or the bot id of an app
    std::string name, image;
    bool app = false;
};

// What a message says; everything of it can be changed later.
struct Content {
    std::string text;
    Json blocks = Json::array();
    Json metadata;  // {event_type, event_payload} or null
};

struct Message {
    std::string ts, channel, thread_ts;  // thread_ts empty: not in a thread
    std::string to = kEveryone;          // or the one member who sees it (ephemeral)
    Author by;
    Content content;
    bool edited = false;

    bool visible_to(const std::string& user) const { return to == kEveryone || to == user; }
    bool ephemeral() const { return to != kEveryone; }
};

Author author_of(const Member& member);
Author bot_author();
Author slackbot_author();

}  // namespace twin
