#include "tools/slack-twin/world/view.hpp"

namespace twin {
namespace {

const char* name_of(ChannelType type) {
    switch (type) {
        case ChannelType::open:
            return "public";
        case ChannelType::secret:
            return "private";
        case ChannelType::direct:
            return "im";
    }
    return "";
}

Json to_json(const Message& message) {
    Json json{{"ts", message.ts}};
    if (!message.thread_ts.empty()) json["thread_ts"] = message.thread_ts;
    json["by"] = Json{{"id", message.by.id},
                      {"name", message.by.name},
                      {"app", message.by.app},
                      {"image", message.by.image}};
    json["to"] = message.to;
    json["text"] = message.content.text;
    json["blocks"] = message.content.blocks;
    json["edited"] = message.edited;
    return json;
}

}  // namespace

Json to_json(const Member& member) {
    return {{"id", member.id},
            {"name", member.name},
            {"locale", member.locale},
            {"admin", member.admin},
            {"image", member.image}};
}

Json to_json(const Channel& channel) {
    Json members = Json::array();
    for (const std::string& member : channel.members)
        if (member != kBotUser) members.push_back(member);
    return {{"id", channel.id},
            {"name", channel.name},
            {"type", name_of(channel.type)},
            {"members", std::move(members)},
            {"bot_member", channel.has(kBotUser)}};
}

Json view_of(const World& world, const Member& member, const Channel& channel) {
    Json messages = Json::array();
    for (const Message& message : world.messages(channel.id))
        if (message.visible_to(member.id)) messages.push_back(to_json(message));
    return {{"seq", world.version(channel.id)},
            {"user", to_json(member)},
            {"channel", to_json(channel)},
            {"messages", std::move(messages)}};
}

}  // namespace twin
