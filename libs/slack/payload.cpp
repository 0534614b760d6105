#include "libs/slack/payload.hpp"

#include <initializer_list>

#include <nlohmann/json.hpp>

#include "libs/slack/escape.hpp"

namespace slack {
namespace {

using nlohmann::json;

// The member at the end of `path`, or null: whatever shapes lie on the way.
const json* at(const json& from, std::initializer_list<const char*> path) {
    const json* here = &from;
    for (const char* name : path) {
        if (!here->is_object()) return nullptr;
        const auto found = here->find(name);
        if (found == here->end()) return nullptr;
        here = &*found;
    }
    return here;
}

std::string text(const json& from, std::initializer_list<const char*> path) {
    const json* found = at(from, path);
    return found && found->is_string() ? found->get<std::string>() : std::string();
}

bool has(const json& from, const char* name) {
    const json* found = at(from, {name});
    return found && !found->is_null();
}

base::Error missing(const char* field) { return base::Error::never("missing_field", field); }

base::Result<json> parse_object(std::string_view bytes) {
    json parsed = json::parse(bytes, nullptr, false);
    if (parsed.is_discarded()) return base::Error::never("bad_json");
    if (!parsed.is_object()) return base::Error::never("not_an_object");
    return parsed;
}

base::Result<Payload> slash_command(const json& body) {
    SlashCommand command{proto::TeamId(text(body, {"team_id"})),
                         proto::UserId(text(body, {"user_id"})),
                         text(body, {"user_name"}),
                         proto::ChannelId(text(body, {"channel_id"})),
                         text(body, {"channel_name"}),
                         text(body, {"command"}),
                         text(body, {"text"}),
                         text(body, {"response_url"}),
                         text(body, {"trigger_id"})};
    if (command.user.empty()) return missing("user_id");
    if (command.channel.empty()) return missing("channel_id");
    return Payload(std::move(command));
}

// The one button that was pressed; null where it was something else.
const json* pressed(const json& body) {
    const json* actions = at(body, {"actions"});
    if (!actions || !actions->is_array() || actions->empty()) return nullptr;
    const json& action = actions->front();
    return text(action, {"type"}) == "button" ? &action : nullptr;
}

std::string first_text(const json& from,
                       std::initializer_list<std::initializer_list<const char*>> paths) {
    for (const auto& path : paths) {
        if (std::string found = text(from, path); !found.empty()) return found;
    }
    return {};
}

base::Result<Payload> button_press(const json& body, const json& action) {
    ButtonPress press;
    press.team = proto::TeamId(text(body, {"team", "id"}));
    press.user = proto::UserId(text(body, {"user", "id"}));
    press.user_name = first_text(body, {{"user", "name"}, {"user", "username"}});
    press.channel =
        proto::ChannelId(first_text(body, {{"channel", "id"}, {"container", "channel_id"}}));
    press.channel_name = text(body, {"channel", "name"});
    press.action_id = text(action, {"action_id"});
    press.value = text(action, {"value"});
    press.response_url = text(body, {"response_url"});
    press.trigger_id = text(body, {"trigger_id"});
    press.message_ts = first_text(body, {{"container", "message_ts"}, {"message", "ts"}});
    press.thread_ts = first_text(body, {{"container", "thread_ts"}, {"message", "thread_ts"}});
    press.view_id = text(body, {"view", "id"});
    if (press.user.empty()) return missing("user.id");
    if (press.action_id.empty()) return missing("actions[0].action_id");
    return Payload(std::move(press));
}

// What stands in one field: https://docs.slack.dev/reference/views/ (state.values), whatever its
// element calls it.
std::string value_in(const json& field) {
    return first_text(field, {{"value"}, {"selected_option", "value"}});
}

std::map<std::string, std::string> values_in(const json& body) {
    std::map<std::string, std::string> values;
    const json* blocks = at(body, {"view", "state", "values"});
    if (!blocks || !blocks->is_object()) return values;
    for (const auto& [block_id, fields] : blocks->items()) {
        if (!fields.is_object() || fields.empty()) continue;
        std::string value = value_in(*fields.begin());
        if (!value.empty()) values.emplace(block_id, std::move(value));
    }
    return values;
}

base::Result<Payload> submission(const json& body) {
    Submission sent{proto::TeamId(text(body, {"team", "id"})),
                    proto::UserId(text(body, {"user", "id"})),
                    first_text(body, {{"user", "name"}, {"user", "username"}}),
                    text(body, {"view", "id"}),
                    text(body, {"view", "callback_id"}),
                    values_in(body)};
    if (sent.user.empty()) return missing("user.id");
    if (sent.view_id.empty()) return missing("view.id");
    return Payload(std::move(sent));
}

base::Result<Payload> options_request(const json& body) {
    OptionsRequest wanted{proto::TeamId(text(body, {"team", "id"})),
                          proto::UserId(text(body, {"user", "id"})), text(body, {"action_id"}),
                          text(body, {"value"})};
    if (wanted.user.empty()) return missing("user.id");
    if (wanted.action_id.empty()) return missing("action_id");
    return Payload(std::move(wanted));
}

base::Result<Payload> interactive(const json& body) {
    std::string type = text(body, {"type"});
    if (type == "view_submission") return submission(body);
    if (type == "block_suggestion") return options_request(body);
    if (type != "block_actions") return Payload(Other{std::move(type)});
    const json* action = pressed(body);
    if (!action) return Payload(Other{std::move(type)});
    return button_press(body, *action);
}

// "<@U0BOT> 고양이 <@U2|kim>" → " 고양이 ": whoever is named is no word to search for.
std::string without_mentions(std::string_view words) {
    std::string out;
    for (;;) {
        const std::size_t start = words.find("<@");
        const std::size_t end = words.find('>', start);
        if (start == std::string_view::npos || end == std::string_view::npos) break;
        out.append(words.substr(0, start)).append(" ");
        words.remove_prefix(end + 1);
    }
    out += words;
    const std::size_t first = out.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return {};
    return out.substr(first, out.find_last_not_of(" \t\r\n") - first + 1);
}

// bot_id and app_id stand in every message that a bot wrote; the sender can also be our own bot
// user.
bool by_bot(const json& body, const json& event) {
    if (has(event, "bot_id") || has(event, "bot_profile")) return true;
    if (text(event, {"subtype"}) == "bot_message") return true;
    const json* installs = at(body, {"authorizations"});
    if (!installs || !installs->is_array() || installs->empty()) return false;
    const json& install = installs->front();
    const json* is_bot = at(install, {"is_bot"});
    const std::string self = text(install, {"user_id"});
    return is_bot && *is_bot == true && !self.empty() && self == text(event, {"user"});
}

template <class Kind>
base::Result<Payload> said(const json& event) {
    Kind kind{proto::UserId(text(event, {"user"})), proto::ChannelId(text(event, {"channel"})),
              unescape(without_mentions(text(event, {"text"}))), text(event, {"ts"}),
              text(event, {"thread_ts"})};
    if (kind.user.empty()) return missing("event.user");
    if (kind.channel.empty()) return missing("event.channel");
    return Payload(std::move(kind));
}

base::Result<Payload> events_api(const json& body) {
    const json* event = at(body, {"event"});
    if (!event || !event->is_object()) return Payload(Other{text(body, {"type"})});
    std::string type = text(*event, {"type"});
    const bool mention = type == "app_mention";
    const bool message = type == "message";
    if ((mention || message) && by_bot(body, *event)) return Payload(BotMessage{});
    // A subtype is an edit, a deletion, a join, …; `edited` stands in what was said before: nothing
    // new was said to us.
    const bool new_words = !has(*event, "subtype") && !has(*event, "edited");
    if (mention && new_words) return said<Mention>(*event);
    if (message && new_words && text(*event, {"channel_type"}) == "im") {
        return said<DirectMessage>(*event);
    }
    return Payload(Other{std::move(type)});
}

}  // namespace

base::Result<Payload> parse(proto::EventKind kind, std::string_view bytes) {
    const auto body = parse_object(bytes);
    if (!body) return body.error();
    switch (kind) {
        case proto::EventKind::slash_command:
            return slash_command(*body);
        case proto::EventKind::interactive:
            return interactive(*body);
        case proto::EventKind::events_api:
            break;
    }
    return events_api(*body);
}

base::Result<Profile> parse_profile(std::string_view users_info_answer) {
    const auto body = parse_object(users_info_answer);
    if (!body) return body.error();
    return Profile{text(*body, {"user", "locale"}),
                   first_text(*body, {{"user", "profile", "display_name"},
                                      {"user", "profile", "real_name"},
                                      {"user", "real_name"},
                                      {"user", "name"}}),
                   first_text(*body, {{"user", "profile", "image_192"},
                                      {"user", "profile", "image_72"},
                                      {"user", "profile", "image_48"}})};
}

}  // namespace slack
