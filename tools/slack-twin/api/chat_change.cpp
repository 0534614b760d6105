// chat.update, chat.delete and conversations.history: what may be done with a message that is
// there.
#include "tools/slack-twin/api/content.hpp"
#include "tools/slack-twin/api/methods.hpp"
#include "tools/slack-twin/delivery/payloads.hpp"

namespace twin {
namespace {

struct Found {
    const Message* message = nullptr;
    std::string error;
};

// An ephemeral message is not there for these methods.
Found own_message(const Workspace& workspace, const Json& args, const char* not_ours) {
    const Channel* channel = workspace.world.channel(text_of(args, "channel"));
    if (!channel || (channel->type != ChannelType::open && !channel->has(kBotUser)))
        return {nullptr, "channel_not_found"};
    const Message* message = workspace.world.find(channel->id, text_of(args, "ts"));
    if (!message || message->ephemeral()) return {nullptr, "message_not_found"};
    if (message->by.id != kBot) return {nullptr, not_ours};
    return {message, {}};
}

// Missing parts stay as they are; blocks go by an explicit [] only.
Content merged(const Content& old, const Json& args) {
    Content content = old;
    if (args.contains("text")) content.text = text_of(args, "text");
    if (args.contains("blocks")) content.blocks = args["blocks"];
    if (const Json& metadata = member_of(args, "metadata"); metadata.is_object())
        content.metadata = metadata.empty() ? Json() : metadata;
    return content;
}

bool readable(const Workspace& workspace, const Channel& channel) {
    switch (channel.type) {
        case ChannelType::open:
            return workspace.granted("channels:history");
        case ChannelType::secret:
            return workspace.granted("groups:history");
        case ChannelType::direct:
            return workspace.granted("im:history");
    }
    return false;
}

std::string needed_history(const Channel& channel) {
    if (channel.type == ChannelType::open) return "channels:history";
    return channel.type == ChannelType::secret ? "groups:history" : "im:history";
}

Json shown(const Message& message, bool all_metadata) {
    Json json = message_json(message);
    if (json.contains("metadata") && !all_metadata)
        json["metadata"] = Json{{"event_type", text_of(json["metadata"], "event_type")}};
    return json;
}

bool within(const Message& message, const Json& args) {
    const std::string oldest = text_of(args, "oldest"), latest = text_of(args, "latest");
    const bool inclusive = flag_of(args, "inclusive", false);
    const double ts = std::strtod(message.ts.c_str(), nullptr);
    const double from = std::strtod(oldest.c_str(), nullptr);
    const double to = std::strtod(latest.c_str(), nullptr);
    if (!oldest.empty() && (inclusive ? ts < from : ts <= from)) return false;
    return latest.empty() || (inclusive ? ts <= to : ts < to);
}

std::size_t limit_of(const Json& args) {
    const Json& limit = member_of(args, "limit");
    const long asked =
        limit.is_number() ? limit.get<long>() : std::atol(text_of(args, "limit").c_str());
    return asked < 1 ? 100 : static_cast<std::size_t>(std::min(asked, 999L));
}

}  // namespace

CallAnswer chat_update(Workspace& workspace, const Json& args) {
    const Found found = own_message(workspace, args, "cant_update_message");
    if (!found.message) return CallAnswer::failure(found.error);
    if (characters(text_of(args, "text")) > kMaxUpdateText)
        return CallAnswer::failure("msg_too_long");
    if (const auto refusal = refuse_blocks(member_of(args, "blocks"))) return *refusal;
    Content content = merged(found.message->content, args);
    if (content.text.empty() && content.blocks.empty()) return CallAnswer::failure("no_text");
    const std::string channel = found.message->channel, ts = found.message->ts;
    workspace.world.change(channel, ts, std::move(content), true);
    const Message* message = workspace.world.find(channel, ts);
    return CallAnswer::success({{"channel", channel},
                                {"ts", ts},
                                {"text", message->content.text},
                                {"message", message_json(*message)}});
}

CallAnswer chat_delete(Workspace& workspace, const Json& args) {
    const Found found = own_message(workspace, args, "cant_delete_message");
    if (!found.message) return CallAnswer::failure(found.error);
    const std::string channel = found.message->channel, ts = found.message->ts;
    workspace.world.remove(channel, ts);
    return CallAnswer::success({{"channel", channel}, {"ts", ts}});
}

CallAnswer conversations_history(Workspace& workspace, const Json& args) {
    const Channel* channel = workspace.world.channel(text_of(args, "channel"));
    if (!channel) return CallAnswer::failure("channel_not_found");
    if (!readable(workspace, *channel)) return CallAnswer::missing_scope(needed_history(*channel));
    if (!channel->has(kBotUser))
        return CallAnswer::failure(channel->type == ChannelType::open ? "not_in_channel"
                                                                      : "channel_not_found");
    const bool metadata = flag_of(args, "include_all_metadata", false);
    Json messages = Json::array();
    bool more = false;
    const auto& all = workspace.world.messages(channel->id);
    for (auto message = all.rbegin(); message != all.rend(); ++message) {
        if (message->ephemeral() || !within(*message, args)) continue;
        if ((more = messages.size() == limit_of(args))) break;
        messages.push_back(shown(*message, metadata));
    }
    return CallAnswer::success({{"messages", std::move(messages)}, {"has_more", more}});
}

}  // namespace twin
