#include "proto/action.hpp"

#include <array>

#include "libs/base/time_text.hpp"
#include "proto/codec/headers.hpp"

namespace proto {
namespace {

using Body = nlohmann::ordered_json;

struct MethodName {
    Method method;
    std::string_view text;
};
constexpr std::array<MethodName, 9> methods{{
    {Method::chat_post_message, "chat.postMessage"},
    {Method::chat_post_ephemeral, "chat.postEphemeral"},
    {Method::chat_update, "chat.update"},
    {Method::chat_delete, "chat.delete"},
    {Method::views_open, "views.open"},
    {Method::views_push, "views.push"},
    {Method::views_update, "views.update"},
    {Method::views_publish, "views.publish"},
    {Method::response_url, "response_url"},
}};

Body to_json(const Notify& notify) {
    return {{"user", notify.user.value},           {"locale", notify.locale},
            {"user_name", notify.user_name},       {"conversation_name", notify.conversation_name},
            {"sticker", notify.sticker},           {"label", notify.label},
            {"response_url", notify.response_url}, {"clear_previews", notify.clear_previews}};
}

// Absent or wrongly typed members of `notify` read as empty: a notice less is better than a dead
// post.
Notify notify_from(const nlohmann::json& body) {
    const auto text = [&](const char* field) {
        const auto found = body.find(field);
        return found != body.end() && found->is_string() ? found->get<std::string>()
                                                         : std::string();
    };
    Notify notify;
    notify.user = UserId(text("user"));
    notify.locale = text("locale");
    notify.user_name = text("user_name");
    notify.conversation_name = text("conversation_name");
    notify.sticker = text("sticker");
    notify.label = text("label");
    notify.response_url = text("response_url");
    const auto clear = body.find("clear_previews");
    notify.clear_previews = clear != body.end() && clear->is_boolean() && clear->get<bool>();
    return notify;
}

Lane lane_from(codec::Reader& read) {
    const std::string text = read.text("lane");
    if (text != to_text(Lane::visible) && text != to_text(Lane::quiet)) {
        read.complain(base::Error::never("bad_field", "lane"));
    }
    return text == to_text(Lane::visible) ? Lane::visible : Lane::quiet;
}

// The method's arguments stay text: the poster hands them on, it does not read them.
std::string arguments_from(codec::Reader& read) {
    const auto found = read.body().find("arguments");
    if (found == read.body().end() || !found->is_object()) {
        read.complain(base::Error::never("bad_field", "arguments"));
        return {};
    }
    return found->dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Method method_of(codec::Reader& read) {
    const auto method = method_from(read.text("method"));
    if (!method) read.complain(base::Error::never("bad_field", "method"));
    return method.value_or(Method::chat_post_message);
}

}  // namespace

std::string_view to_text(Method method) { return methods[static_cast<std::size_t>(method)].text; }

std::optional<Method> method_from(std::string_view text) {
    for (const auto& name : methods) {
        if (name.text == text) return name.method;
    }
    return std::nullopt;
}

std::string_view to_text(Lane lane) { return lane == Lane::visible ? "visible" : "private"; }

Wire encode(const Action& action) {
    Wire wire;
    wire.key = action.conversation.key();
    const bool from_poster = action.kind == "notice";  // the only kind it writes
    codec::put_cloud_event(wire, type::action, action.id.value,
                           from_poster ? "/sticker/poster" : "/sticker/worker", action.received_at,
                           action.kind, action.trace);
    Body body{{"id", action.id.value},
              {"intent", action.intent},
              {"kind", action.kind},
              {"ordinal", action.ordinal},
              {"event", action.event.value},
              {"team", action.conversation.team.value},
              {"channel", action.conversation.channel.value},
              {"user", action.user.value},
              {"method", to_text(action.method)},
              {"lane", to_text(action.lane)},
              {"received_at", base::to_rfc3339(action.received_at)},
              {"expires_at", base::to_rfc3339(action.expires_at)}};
    body["arguments"] = Body::parse(action.arguments.empty() ? "{}" : action.arguments);
    if (!action.response_url.empty()) body["response_url"] = action.response_url;
    if (action.target_action) body["target_action"] = action.target_action->value;
    if (action.notify) body["notify"] = to_json(*action.notify);
    wire.value = codec::dump(body);
    return wire;
}

base::Result<Action> decode_action(const Wire& wire) {
    codec::Reader read(wire, type::action);
    Action action;
    action.id = ActionId(read.text("id"));
    action.intent = read.text("intent");
    action.kind = read.text("kind");
    action.ordinal = read.number("ordinal", 0);
    action.event = EventId(read.text("event"));
    action.conversation = read.conversation();
    action.user = UserId(read.optional_text("user"));
    action.method = method_of(read);
    action.lane = lane_from(read);
    action.received_at = read.time("received_at");
    action.expires_at = read.time("expires_at");
    action.arguments = arguments_from(read);
    action.response_url = read.optional_text("response_url");
    if (const std::string target = read.optional_text("target_action"); !target.empty()) {
        action.target_action = ActionId(target);
    }
    const auto notify = read.body().find("notify");
    if (notify != read.body().end() && notify->is_object()) action.notify = notify_from(*notify);
    action.trace.parent = read.optional_header("traceparent");
    if (read.error()) return *read.error();
    return action;
}

}  // namespace proto
