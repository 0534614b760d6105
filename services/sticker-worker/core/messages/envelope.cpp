#include "services/sticker-worker/core/messages/envelope.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace worker {
namespace {

constexpr std::size_t span_digits = 16;

// Slack's stand-ins for the names of private conversations (slack-protocol 2.5).
constexpr std::array<std::string_view, 2> hidden_names{"directmessage", "privategroup"};

std::string conversation_name(const Asker& asker) {
    const bool hidden = asker.channel_name.empty() || asker.channel_name.rfind("mpdm-", 0) == 0 ||
                        std::find(hidden_names.begin(), hidden_names.end(), asker.channel_name) !=
                            hidden_names.end();
    return hidden ? std::string() : "#" + asker.channel_name;
}

proto::Notify notify_of(const Scene& scene) {
    proto::Notify notify;
    notify.user = scene.asker().user;
    notify.locale = scene.inputs.locale();
    notify.user_name = scene.name();
    notify.conversation_name = conversation_name(scene.asker());
    notify.response_url = scene.asker().response_url;
    return notify;
}

// The span is the action's own id, so that a re-run makes no second span.
proto::Trace trace_of(const Scene& scene, const proto::ActionId& id) {
    std::string span = id.value;
    span.erase(std::remove(span.begin(), span.end(), '-'), span.end());
    return scene.event.trace.child(span.substr(0, span_digits));
}

proto::Action action_of(const Scene& scene, const std::string& kind, int ordinal) {
    proto::Action action;
    action.id = scene.id(kind, ordinal);
    action.intent = scene.request.intent;
    action.kind = kind;
    action.ordinal = ordinal;
    action.event = scene.event.id;
    action.conversation = scene.asker().conversation;
    action.user = scene.asker().user;
    action.received_at = scene.event.received_at;
    action.notify = notify_of(scene);
    action.trace = trace_of(scene, action.id);
    return action;
}

proto::Action quiet(const Scene& scene, const std::string& kind) {
    proto::Action action = action_of(scene, kind, 0);
    action.lane = proto::Lane::quiet;
    action.expires_at = scene.now + proto::quiet_life;
    return action;
}

}  // namespace

std::optional<proto::Action> to_member(const Scene& scene, const std::string& kind,
                                       slack::Message message, Placing placing) {
    const Asker& asker = scene.asker();
    proto::Action action = quiet(scene, kind);
    const bool replaced = placing == Placing::replace && !asker.response_url.empty();
    // What is replaced stays where it is; a threaded answer needs replace_original false
    // (slack-protocol 2.6).
    if (!replaced) message.thread_ts = asker.thread_ts;
    if (!asker.response_url.empty()) {
        action.method = proto::Method::response_url;
        action.response_url = asker.response_url;
        message.ephemeral = true;
        message.replace_original = replaced;
    } else if (asker.channel.empty()) {
        return std::nullopt;
    } else {
        action.method =
            asker.direct ? proto::Method::chat_post_message : proto::Method::chat_post_ephemeral;
        message.channel = asker.channel;
        if (asker.direct) message.unfurl = false;
        if (!asker.direct) message.user = asker.user.value;
    }
    action.arguments = slack::to_json(message);
    return action;
}

proto::Action opening(const Scene& scene, const std::string& kind, const slack::Modal& modal) {
    proto::Action action = quiet(scene, kind);
    action.method = proto::Method::views_open;
    action.expires_at = scene.now + proto::view_life;
    action.conversation.channel = proto::ChannelId(scene.asker().user.value);
    action.arguments = slack::open_view(scene.asker().trigger_id, modal);
    return action;
}

proto::Action to_conversation(const Scene& scene, const std::string& kind, int ordinal,
                              slack::Message message) {
    proto::Action action = action_of(scene, kind, ordinal);
    action.method = proto::Method::chat_post_message;
    action.lane = proto::Lane::visible;
    action.expires_at = scene.now + proto::visible_life;
    message.channel = scene.asker().channel;
    message.thread_ts = scene.asker().thread_ts;
    message.unfurl = false;
    message.metadata = slack::Metadata{"sticker_post", {{"id", action.id.value}}};
    action.arguments = slack::to_json(message);
    return action;
}

std::optional<proto::Action> removal(const Scene& scene, const std::string& kind) {
    if (scene.asker().response_url.empty()) return std::nullopt;
    proto::Action action = quiet(scene, kind);
    action.method = proto::Method::response_url;
    action.response_url = scene.asker().response_url;
    action.arguments = slack::to_json(slack::Message{.delete_original = true});
    return action;
}

}  // namespace worker
