#include "libs/slack/blocks.hpp"
#include "libs/slack/escape.hpp"
#include "libs/slack/fields.hpp"
#include "libs/texts/texts.hpp"
#include "services/poster/core/rules.hpp"

namespace poster {
namespace {

constexpr const char* command = "/sticker";  // the worker's word too where none was typed
// The worker answers its press by an action of this kind, with the notice as its intent.
constexpr const char* again_button = "sticker.again";
constexpr const char* again_kind = "again";

// Which sentence of the texts says this end.
std::string key_of(const Delivery& delivery) {
    const auto& end = delivery.end;
    if (end.error == "too_many_waiting") return "notice.full";
    if (delivery.action.lane == proto::Lane::quiet) return "notice.private";
    if (end.state == State::expired) return "notice.expired";
    if (end.state == State::parked) return "notice.parked";
    if (is_sent_again(delivery.action) && delivery.verdict.kind == Verdict::Kind::closed) {
        return "press.nowhere";  // the press that could still be answered there is too old
    }
    const bool closed = delivery.verdict.kind == Verdict::Kind::closed || delivery.by_response_url;
    if (closed) return "notice.closed";
    return "notice.refused";
}

// As Slack shows a channel to whoever may see it, which notifies nobody; empty: no name is known.
std::string place_of(const Delivery& delivery, texts::Language language) {
    const auto& id = delivery.action.conversation.channel.value;
    const bool channel = !id.empty() && (id.front() == 'C' || id.front() == 'G');
    if (channel) return "<#" + slack::escape(id) + ">";
    if (!id.empty() && id.front() == 'D') return texts::say(language, "place.direct");
    return slack::escape(delivery.action.notify->conversation_name);
}

std::string label_of(const proto::Notify& notify) {
    return notify.label.empty() ? notify.sticker : notify.label;
}

// Which thread of which conversation, and which action it stands in place of: what its press needs.
slack::Button again(const Delivery& delivery, const proto::ActionId& notice) {
    const auto& action = delivery.action;
    const auto language = texts::language_of(action.notify->locale);
    slack::Fields value{{"p", notice.value},
                        {"a", action.id.value},
                        {"s", action.notify->sticker},
                        {"c", action.conversation.channel.value}};
    const auto thread = thread_of(action);
    if (!thread.empty()) value["t"] = thread;
    return {texts::say(language, "button.again"), again_button, slack::to_json(value),
            texts::say(language, "label.again", {{"label", label_of(*action.notify)}})};
}

}  // namespace

std::string notice_text(const Delivery& delivery, NoticeWay way) {
    const auto& notify = *delivery.action.notify;
    const auto language = texts::language_of(notify.locale);
    texts::Values values{{"code", proto::error_code(delivery.action.id.value)},
                         {"label", slack::escape(label_of(notify))}};
    const std::string said = texts::say(language, key_of(delivery), values);
    if (way != NoticeWay::direct_message) return said;
    // Away from its conversation it must say which one it means.
    const auto place = place_of(delivery, language);
    if (place.empty()) return said;
    return texts::say(language, "notice.place", {{"place", place}, {"notice", said}});
}

std::string signature_of(const proto::Action& action) {
    const auto& notify = *action.notify;
    return texts::say(texts::language_of(notify.locale), "post.context",
                      {{"name", notify.user_name}, {"command", command}});
}

proto::ActionId notice_id(const proto::TeamId& team, const proto::ActionId& about) {
    return proto::action_id(team, about.value, "notice", 0);
}

proto::ActionId again_id(const proto::TeamId& team, const proto::ActionId& notice) {
    return proto::action_id(team, notice.value, again_kind, 0);
}

proto::Action notice_action(const Delivery& delivery, base::Time now) {
    const auto& about = delivery.action;
    const auto& notify = *about.notify;
    proto::Action notice;
    notice.id = notice_id(about.conversation.team, about.id);
    notice.intent = about.id.value;
    notice.kind = "notice";
    notice.event = about.event;
    // The user's id as channel: Slack opens the DM with the app by it.
    notice.conversation = {about.conversation.team, proto::ChannelId(notify.user.value)};
    notice.user = notify.user;
    notice.method = proto::Method::chat_post_message;
    notice.lane = proto::Lane::quiet;
    notice.received_at = about.received_at;
    notice.expires_at = now + proto::notice_life;
    notice.target_action = about.id;
    notice.trace = about.trace;
    slack::Message message;
    message.channel = notify.user.value;
    message.text = notice_text(delivery, NoticeWay::direct_message);
    message.unfurl = false;
    const auto button = again(delivery, notice.id);
    if (can_be_sent_again(delivery) && button.value.size() <= slack::max_button_value_bytes) {
        message.blocks = {slack::Section{message.text}, slack::Actions{{button}}};
    }
    message.metadata = slack::Metadata{"sticker_notice", {{"id", notice.id.value}}};
    notice.arguments = slack::to_json(message);  // no username: it would go to the Slackbot DM
    return notice;
}

}  // namespace poster
