// sticker.actions.v1: one Web API call or response_url post that the poster shall make.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "libs/base/clock.hpp"
#include "libs/base/result.hpp"
#include "proto/ids.hpp"
#include "proto/wire.hpp"

namespace proto {

enum class Method {
    chat_post_message,
    chat_post_ephemeral,
    chat_update,
    chat_delete,
    views_open,
    views_push,
    views_update,
    views_publish,
    response_url
};
std::string_view to_text(Method method);  // "chat.postMessage", …, "response_url"
std::optional<Method> method_from(std::string_view text);

// visible: others see it; one in flight per conversation, in order, 1/s.
// quiet ("private" is a C++ keyword): only the member sees it; one in flight per member.
enum class Lane { visible, quiet };
std::string_view to_text(Lane lane);  // "visible", "private"

// Whom to tell how it ends, in their language, and by which way.
struct Notify {
    UserId user;
    std::string locale;             // as Slack gives it, "ko-KR"; empty: unknown
    std::string user_name;          // display name, plain text
    std::string conversation_name;  // "#general", empty where unknown
    std::string sticker;            // the sticker's id, empty where none
    std::string label;              // its label in the member's language
    std::string response_url;       // bearer secret: 30 min, 5 uses; never logged
    bool clear_previews = false;    // remove the previews there once this action has ended
};

struct Action {
    ActionId id;         // UUIDv5(team, intent, kind, ordinal): ids.hpp's action_id()
    std::string intent;  // what the member did; a trigger id appears only as its UUIDv5
    std::string kind;    // "previews", "send", "help", "notice", …
    int ordinal = 0;
    EventId event;              // the record that asked for it
    Conversation conversation;  // where it goes: the record key
    UserId user;                // on whose behalf
    Method method = Method::chat_post_message;
    Lane lane = Lane::visible;
    base::Time received_at{};               // ce_time of the event: when the member acted
    base::Time expires_at{};                // not sent after this; its sender is told
    std::string arguments;                  // JSON object: the method's arguments, without token
    std::string response_url;               // for Method::response_url; bearer secret
    std::optional<ActionId> target_action;  // the one to update, delete or send again
    std::optional<Notify> notify;
    Trace trace;
};

// Life times from receipt (architecture, promise 3).
inline constexpr base::Duration view_life{2'500};
inline constexpr base::Duration quiet_life{60'000};
inline constexpr base::Duration visible_life{300'000};
inline constexpr base::Duration notice_life{86'400'000};

Wire encode(const Action& action);
// Errors (never): unknown_type, bad_json, missing_field, bad_field (context: which field).
base::Result<Action> decode_action(const Wire& wire);

// The id of the `ordinal`-th action of `kind` that `intent` asks for; the same for every re-run.
ActionId action_id(const TeamId& team, std::string_view intent, std::string_view kind, int ordinal);
// An intent made of a trigger id: stable, and no bearer secret any more.
std::string intent_of_trigger(const TeamId& team, std::string_view trigger_id);
// "7F3K-2Q9D": 8 characters of Crockford's base 32 out of an id, for people to read out.
std::string error_code(std::string_view id);

}  // namespace proto
