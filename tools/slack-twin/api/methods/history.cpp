// conversations.history and conversations.replies.
#include <algorithm>

#include "tools/slack-twin/api/methods/methods.hpp"
#include "tools/slack-twin/delivery/payloads.hpp"

namespace twin {
namespace {

constexpr long kUsual = 100, kMost = 999;

const char* needed_scope(const Channel& channel) {
    switch (channel.type) {
        case ChannelType::open:
            return "channels:history";
        case ChannelType::secret:
            return "groups:history";
        case ChannelType::direct:
            break;
    }
    return "im:history";
}

std::optional<CallAnswer> refuse(const Workspace& workspace, const Channel* channel) {
    if (!channel) return CallAnswer::failure("channel_not_found");
    if (!workspace.granted(needed_scope(*channel)))
        return CallAnswer::missing_scope(needed_scope(*channel));
    if (channel->has(kBotUser)) return std::nullopt;
    return CallAnswer::failure(channel->type == ChannelType::open ? "not_in_channel"
                                                                  : "channel_not_found");
}

bool is_reply(const Message& message) {
    return !message.thread_ts.empty() && message.thread_ts != message.ts;
}

Json shown(const Message& message, const std::deque<Message>& all, bool all_metadata) {
    Json json = message_json(message);
    if (json.contains("metadata") && !all_metadata)
        json["metadata"] = Json{{"event_type", text_of(json["metadata"], "event_type")}};
    if (is_reply(message)) return json;
    const auto replies = std::count_if(all.begin(), all.end(), [&](const Message& one) {
        return is_reply(one) && one.thread_ts == message.ts && !one.ephemeral();
    });
    if (replies == 0) return json;
    json["thread_ts"] = message.ts;
    json["reply_count"] = replies;
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
    return static_cast<std::size_t>(asked < 1 ? kUsual : std::min(asked, kMost));
}

// A cursor names the last message of the page before.
constexpr const char* kCursor = "after:";

// `found` in the order they are to be shown in.
CallAnswer page_of(const std::vector<const Message*>& found, const std::deque<Message>& all,
                   const Json& args) {
    auto from = found.begin();
    if (const std::string cursor = text_of(args, "cursor"); !cursor.empty()) {
        from = std::find_if(found.begin(), found.end(),
                            [&](const Message* one) { return kCursor + one->ts == cursor; });
        if (from == found.end()) return CallAnswer::failure("invalid_cursor");
        ++from;
    }
    const bool metadata = flag_of(args, "include_all_metadata", false);
    Json messages = Json::array();
    std::string last;
    for (; from != found.end() && messages.size() < limit_of(args); ++from) {
        messages.push_back(shown(**from, all, metadata));
        last = (*from)->ts;
    }
    const bool more = from != found.end();
    Json answer{{"messages", std::move(messages)}, {"has_more", more}};
    if (more) answer["response_metadata"] = Json{{"next_cursor", kCursor + last}};
    return CallAnswer::success(std::move(answer));
}

}  // namespace

CallAnswer conversations_history(Workspace& workspace, const Json& args) {
    const Channel* channel = workspace.world.channel(text_of(args, "channel"));
    if (auto refusal = refuse(workspace, channel)) return *refusal;
    const auto& all = workspace.world.messages(channel->id);
    std::vector<const Message*> found;
    for (auto message = all.rbegin(); message != all.rend(); ++message)
        if (!message->ephemeral() && !is_reply(*message) && within(*message, args))
            found.push_back(&*message);
    return page_of(found, all, args);
}

// The first message of the thread is always there, whatever oldest and latest say.
CallAnswer conversations_replies(Workspace& workspace, const Json& args) {
    const Channel* channel = workspace.world.channel(text_of(args, "channel"));
    if (auto refusal = refuse(workspace, channel)) return *refusal;
    const Message* named = workspace.world.find(channel->id, text_of(args, "ts"));
    if (!named || named->ephemeral()) return CallAnswer::failure("thread_not_found");
    const std::string root = is_reply(*named) ? named->thread_ts : named->ts;
    const auto& all = workspace.world.messages(channel->id);
    std::vector<const Message*> found;
    for (const Message& message : all) {
        const bool reply = is_reply(message) && message.thread_ts == root;
        if (message.ephemeral() || (message.ts != root && !(reply && within(message, args))))
            continue;
        found.push_back(&message);
    }
    return page_of(found, all, args);
}

}  // namespace twin
