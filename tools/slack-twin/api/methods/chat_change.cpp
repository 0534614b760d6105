// chat.update, chat.delete and chat.getPermalink: what may be done with a message that is there.
#include "tools/slack-twin/api/content.hpp"
#include "tools/slack-twin/api/methods/methods.hpp"
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

CallAnswer chat_get_permalink(Workspace& workspace, const Json& args) {
    const Channel* channel = workspace.world.channel(text_of(args, "channel"));
    if (!channel || (channel->type != ChannelType::open && !channel->has(kBotUser)))
        return CallAnswer::failure("channel_not_found");
    const Message* message = workspace.world.find(channel->id, text_of(args, "message_ts"));
    if (!message || message->ephemeral()) return CallAnswer::failure("message_not_found");
    std::string digits = message->ts;
    digits.erase(digits.find('.'), 1);
    std::string link = workspace.origin + "/archives/" + channel->id + "/p" + digits;
    if (!message->thread_ts.empty() && message->thread_ts != message->ts)
        link += "?thread_ts=" + message->thread_ts + "&cid=" + channel->id;
    return CallAnswer::success({{"channel", channel->id}, {"permalink", link}});
}

}  // namespace twin
