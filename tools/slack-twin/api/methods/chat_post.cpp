// chat.postMessage and chat.postEphemeral.
#include "tools/slack-twin/api/content.hpp"
#include "tools/slack-twin/api/methods/methods.hpp"
#include "tools/slack-twin/delivery/payloads.hpp"

namespace twin {
namespace {

struct Target {
    const Channel* channel = nullptr;
    std::string error;
};

bool customised(const Workspace& workspace, const Json& args) {
    if (!workspace.granted("chat:write.customize")) return false;  // Slack ignores them then
    return !text_of(args, "username").empty() || !text_of(args, "icon_url").empty() ||
           !text_of(args, "icon_emoji").empty();
}

// A user id means that user's DM with the app; with a name or icon of its own the message goes to
// the Slackbot DM (reported behaviour). Where the bot may not look, the channel does not exist.
Target target_of(Workspace& workspace, const Json& args) {
    const std::string id = text_of(args, "channel");
    World& world = workspace.world;
    if (world.member(id))
        return {&world.direct(id, customised(workspace, args) ? kSlackbot : kBotUser), {}};
    const Channel* channel = world.channel(id);
    if (!channel && !id.empty())
        for (const Channel& one : world.channels())
            if (one.type == ChannelType::open && (one.name == id || "#" + one.name == id))
                channel = &one;
    if (!channel) return {nullptr, "channel_not_found"};
    if (channel->type != ChannelType::open && !channel->has(kBotUser))
        return {nullptr, "channel_not_found"};
    return {channel, {}};
}

Author author(const Workspace& workspace, const Json& args) {
    Author author = bot_author();
    if (!customised(workspace, args)) return author;
    if (const std::string name = text_of(args, "username"); !name.empty()) author.name = name;
    if (const std::string icon = text_of(args, "icon_url"); !icon.empty()) author.image = icon;
    return author;
}

}  // namespace

CallAnswer chat_post_message(Workspace& workspace, const Json& args) {
    const Target target = target_of(workspace, args);
    if (!target.channel) return CallAnswer::failure(target.error);
    if (!target.channel->has(kBotUser) && target.channel->type == ChannelType::open &&
        !workspace.granted("chat:write.public"))
        return CallAnswer::failure("not_in_channel");
    ContentRead read = read_content(args);
    if (read.refusal) return *read.refusal;
    const std::string channel = target.channel->id, thread = text_of(args, "thread_ts");
    if (!thread.empty() && !workspace.world.find(channel, thread))
        return CallAnswer::failure("thread_not_found");
    if (const auto wait = workspace.limits.take(channel))
        return CallAnswer::throttled(retry_after_seconds(*wait));
    const Posted posted = post(
        workspace, {channel, thread, kEveryone, author(workspace, args), std::move(read.content)});
    const Message* message = workspace.world.find(channel, posted.ts);
    return CallAnswer::success(
        {{"channel", channel}, {"ts", posted.ts}, {"message", message_json(*message)}});
}

CallAnswer chat_post_ephemeral(Workspace& workspace, const Json& args) {
    const Target target = target_of(workspace, args);
    if (!target.channel) return CallAnswer::failure(target.error);
    if (!target.channel->has(kBotUser)) return CallAnswer::failure("not_in_channel");
    const std::string channel = target.channel->id, user = text_of(args, "user");
    if (!workspace.world.member(user)) return CallAnswer::failure("user_not_found");
    if (!target.channel->has(user)) return CallAnswer::failure("user_not_in_channel");
    ContentRead read = read_content(args);
    if (read.refusal) return *read.refusal;
    const Posted posted = post(workspace, {channel, text_of(args, "thread_ts"), user,
                                           author(workspace, args), std::move(read.content)});
    return CallAnswer::success({{"message_ts", posted.ts}});
}

}  // namespace twin
