#include "tools/slack-twin/views/payloads.hpp"

namespace twin {
namespace {

Json view_container(const View& view) { return {{"type", "view"}, {"view_id", view.id}}; }

Json suggestion(const Member& member, const Button& select, const std::string& typed) {
    Json payload = interaction_base("block_suggestion", member, {});
    payload["action_id"] = text_of(select.element, "action_id");
    payload["block_id"] = select.block_id;
    payload["value"] = typed;
    return payload;
}

}  // namespace

Json view_action_payload(const Member& member, const std::string& trigger_id, const View& view,
                         const Button& button, const Json& chosen, base::Time now) {
    Json payload = interaction_base("block_actions", member, trigger_id);
    payload["container"] = view_container(view);
    payload["view"] = to_json(view);
    payload["actions"] = Json::array({action_json(button, chosen, now)});
    return payload;
}

Json view_submission_payload(const Member& member, const std::string& trigger_id, const View& view,
                             Json response_urls) {
    Json payload = interaction_base("view_submission", member, trigger_id);
    payload["view"] = to_json(view);
    payload["response_urls"] = std::move(response_urls);
    return payload;
}

Json view_closed_payload(const Member& member, const View& view, bool cleared) {
    Json payload = interaction_base("view_closed", member, {});
    payload["view"] = to_json(view);
    payload["is_cleared"] = cleared;
    return payload;
}

Json view_suggestion_payload(const Member& member, const View& view, const Button& select,
                             const std::string& typed) {
    Json payload = suggestion(member, select, typed);
    payload["container"] = view_container(view);
    payload["view"] = to_json(view);
    return payload;
}

Json suggestion_payload(const Interaction& interaction, const Message& message,
                        const Button& select, const std::string& typed) {
    Json payload = suggestion(interaction.member, select, typed);
    payload["container"] = container_json(message);
    payload["channel"] = channel_json(interaction.channel);
    if (!message.ephemeral()) payload["message"] = message_json(message);
    return payload;
}

Json shortcut_payload(const Interaction* place, const Member& member, const std::string& trigger_id,
                      const Shortcut& shortcut, const Message* message, base::Time now) {
    Json payload = interaction_base(message ? "message_action" : "shortcut", member, trigger_id);
    payload["callback_id"] = shortcut.callback_id;
    payload["action_ts"] = seconds_text(now);
    if (!message || !place) return payload;
    payload["channel"] = channel_json(place->channel);
    payload["message_ts"] = message->ts;
    payload["message"] = message_json(*message);
    payload["response_url"] = place->response_url;
    return payload;
}

Json home_opened_payload(const Member& member, const std::string& channel, const char* tab,
                         const View* view, base::Time now) {
    Json event{{"type", "app_home_opened"},
               {"user", member.id},
               {"channel", channel},
               {"tab", tab},
               {"event_ts", seconds_text(now)}};
    if (view) event["view"] = to_json(*view);
    return event_payload(std::move(event), now);
}

}  // namespace twin
