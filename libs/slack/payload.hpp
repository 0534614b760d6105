// Slack's payloads as typed words: what a member did. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "libs/base/result.hpp"
#include "proto/event.hpp"
#include "proto/ids.hpp"

namespace slack {

// trigger_id and response_url are bearer secrets: never logged.

// "/sticker search 고양이", under whatever name the command was given. Fields: slack-protocol 2.5.
struct SlashCommand {
    proto::TeamId team;
    proto::UserId user;
    std::string user_name;  // deprecated by Slack, a login name at best; may be empty
    proto::ChannelId channel;
    std::string channel_name;  // "general"; "directmessage", "privategroup" where Slack hides it
    std::string command;       // with its slash
    std::string text;          // all behind the command, may be empty
    std::string response_url;
    std::string trigger_id;
};

// A press of a button in a message or a view. Fields: slack-protocol 2.7.
struct ButtonPress {
    proto::TeamId team;
    proto::UserId user;
    std::string user_name;
    proto::ChannelId channel;  // empty in a modal or on the Home tab
    std::string channel_name;
    std::string action_id;
    std::string value;
    std::string response_url;  // empty in views
    std::string trigger_id;
    std::string message_ts;  // empty in views
    std::string thread_ts;   // where the message is in a thread
    std::string view_id;     // empty in messages
};

// A modal that was sent off. Fields: slack-protocol 2.7.
struct Submission {
    proto::TeamId team;
    proto::UserId user;
    std::string user_name;
    std::string view_id;  // the same for every press of its button
    std::string callback_id;
    // By block_id: what was typed, or the value that was chosen; nothing for an empty field.
    std::map<std::string, std::string> values;
};

// A list whose options we give, each time something was typed there.
struct OptionsRequest {
    proto::TeamId team;
    proto::UserId user;
    std::string action_id;
    std::string words;  // as typed so far, may be empty
};

// "@bot 고양이" in a conversation the bot is in.
struct Mention {
    proto::UserId user;
    proto::ChannelId channel;
    std::string text;  // without the mentions in it, unescaped
    std::string ts;
    std::string thread_ts;
};

// A member's message in their conversation with the bot.
struct DirectMessage {
    proto::UserId user;
    proto::ChannelId channel;
    std::string text;  // unescaped
    std::string ts;
    std::string thread_ts;
};

// A message that a bot wrote, we included: nothing is ever to be done about it.
struct BotMessage {};

// All else, by Slack's own word for it ("app_home_opened", "view_closed", …); may be empty.
struct Other {
    std::string type;
};

using Payload = std::variant<SlashCommand, ButtonPress, Submission, OptionsRequest, Mention,
                             DirectMessage, BotMessage, Other>;

// Any bytes give an answer. Errors (never): bad_json (also invalid UTF-8), not_an_object, and
// missing_field (context: which) for a known kind that lacks what it cannot be without.
base::Result<Payload> parse(proto::EventKind kind, std::string_view json);

// What users.info tells about a member; empty where it does not.
struct Profile {
    std::string locale;  // "ko-KR"
    std::string name;    // the display name, else the real name
    std::string image_url;
};
// Errors (never): bad_json, not_an_object.
base::Result<Profile> parse_profile(std::string_view users_info_answer);

}  // namespace slack
