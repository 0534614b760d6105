#include "tools/slack-twin/delivery/payloads.hpp"

#include "libs/crypto/hash.hpp"

namespace twin {
namespace {

// Slack shows apps no name of private conversations in commands.
std::string shown_name(const Channel& channel) {
    switch (channel.type) {
        case ChannelType::open:
            return channel.name;
        case ChannelType::secret:
            return "privategroup";
        case ChannelType::direct:
            return "directmessage";
    }
    return {};
}

Json event_of(const Message& message, const std::string& user, const char* type) {
    Json event{{"type", type},          {"user", user},
               {"ts", message.ts},      {"text", message.content.text},
               {"team", kTeam},         {"channel", message.channel},
               {"event_ts", message.ts}};
    if (!message.thread_ts.empty()) event["thread_ts"] = message.thread_ts;
    if (!message.content.blocks.empty()) event["blocks"] = message.content.blocks;
    if (message.by.app) {
        event["bot_id"] = kBot;
        event["app_id"] = kApp;
    } else
        event["client_msg_id"] = crypto::random_hex(16);
    return event;
}

}  // namespace

std::string seconds_text(base::Time now) {
    const auto us = now.time_since_epoch().count() * 1000;
    std::string fraction = std::to_string(us % 1000000);
    fraction.insert(0, 6 - fraction.size(), '0');
    return std::to_string(us / 1000000) + "." + fraction;
}

Json event_payload(Json event, base::Time now) {
    std::string id = crypto::random_hex(5);
    for (char& c : id) c = static_cast<char>(c >= 'a' ? c - 'a' + 'A' : c);
    return {{"token", kVerificationToken},
            {"team_id", kTeam},
            {"context_team_id", kTeam},
            {"context_enterprise_id", nullptr},
            {"api_app_id", kApp},
            {"event", std::move(event)},
            {"type", "event_callback"},
            {"event_id", "Ev" + id},
            {"event_time",
             std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count()},
            {"authorizations", Json::array({Json{{"enterprise_id", nullptr},
                                                 {"team_id", kTeam},
                                                 {"user_id", kBotUser},
                                                 {"is_bot", true},
                                                 {"is_enterprise_install", false}}})},
            {"is_ext_shared_channel", false},
            {"event_context", "4-" + crypto::random_hex(16)}};
}

Json command_payload(const Interaction& interaction, const std::string& command,
                     const std::string& text) {
    return {{"token", kVerificationToken},
            {"team_id", kTeam},
            {"team_domain", kTeamDomain},
            {"channel_id", interaction.channel.id},
            {"channel_name", shown_name(interaction.channel)},
            {"user_id", interaction.member.id},
            {"user_name", interaction.member.handle},
            {"command", command},
            {"text", text},
            {"api_app_id", kApp},
            {"is_enterprise_install", "false"},
            {"response_url", interaction.response_url},
            {"trigger_id", interaction.trigger_id}};
}

Json interaction_base(const char* type, const Member& member, const std::string& trigger_id) {
    Json json{{"type", type},
              {"user", Json{{"id", member.id},
                            {"username", member.handle},
                            {"name", member.handle},
                            {"team_id", kTeam}}},
              {"api_app_id", kApp},
              {"token", kVerificationToken},
              {"team", Json{{"id", kTeam}, {"domain", kTeamDomain}}},
              {"enterprise", nullptr},
              {"is_enterprise_install", false}};
    if (!trigger_id.empty()) json["trigger_id"] = trigger_id;
    return json;
}

Json channel_json(const Channel& channel) {
    return {{"id", channel.id}, {"name", shown_name(channel)}};
}

Json container_json(const Message& message) {
    Json container{{"type", "message"},
                   {"message_ts", message.ts},
                   {"channel_id", message.channel},
                   {"is_ephemeral", message.ephemeral()}};
    if (!message.thread_ts.empty()) container["thread_ts"] = message.thread_ts;
    return container;
}

Json action_json(const Button& button, const Json& chosen, base::Time now) {
    const Json& element = button.element;
    Json action{{"action_id", text_of(element, "action_id")}, {"block_id", button.block_id}};
    if (chosen.is_null()) {
        for (const char* name : {"text", "value", "style", "url"})
            if (element.contains(name)) action[name] = element[name];
    } else {
        for (const auto& [name, value] : chosen.items()) action[name] = value;
        if (element.contains("placeholder")) action["placeholder"] = element["placeholder"];
    }
    action["type"] = text_of(element, "type");
    action["action_ts"] = seconds_text(now);
    return action;
}

Json action_payload(const Interaction& interaction, const Message& message, const Button& button,
                    const Json& chosen, base::Time now) {
    Json payload = interaction_base("block_actions", interaction.member, interaction.trigger_id);
    payload["container"] = container_json(message);
    payload["channel"] = channel_json(interaction.channel);
    if (!message.ephemeral()) payload["message"] = message_json(message);
    Json values = Json::object();
    if (!chosen.is_null() && text_of(button.element, "type") != "overflow")
        values[button.block_id][text_of(button.element, "action_id")] = chosen;
    payload["state"] = Json{{"values", std::move(values)}};
    payload["response_url"] = interaction.response_url;
    payload["actions"] = Json::array({action_json(button, chosen, now)});
    return payload;
}

Json mention_payload(const Message& message, const std::string& user, base::Time now) {
    return event_payload(event_of(message, user, "app_mention"), now);
}

Json message_payload(const Message& message, const std::string& user, const char* channel_type,
                     base::Time now) {
    Json event = event_of(message, user, "message");
    event["channel_type"] = channel_type;
    return event_payload(std::move(event), now);
}

Json message_json(const Message& message) {
    Json json{{"type", "message"}, {"text", message.content.text}};
    if (message.by.app) {
        json["user"] = kBotUser;
        json["bot_id"] = kBot;
        json["app_id"] = kApp;
        if (message.by.name != kBotName) {
            json["subtype"] = "bot_message";
            json["username"] = message.by.name;
        }
    } else
        json["user"] = message.by.id;
    json["team"] = kTeam;
    json["ts"] = message.ts;
    if (!message.thread_ts.empty()) json["thread_ts"] = message.thread_ts;
    if (!message.content.blocks.empty()) json["blocks"] = message.content.blocks;
    if (message.content.metadata.is_object()) json["metadata"] = message.content.metadata;
    return json;
}

}  // namespace twin
