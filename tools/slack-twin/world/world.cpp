#include "tools/slack-twin/world/world.hpp"

#include <algorithm>
#include <cstdio>

#include "tools/slack-twin/blocks/find.hpp"
#include "tools/slack-twin/world/seed.hpp"

namespace twin {
namespace {

std::string numbered(const char* prefix, int number) {
    char text[32];
    std::snprintf(text, sizeof text, "%s%02d", prefix, number);
    return text;
}

template <class T>
const T* with_id(const std::vector<T>& all, const std::string& id) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const T& one) { return one.id == id; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

World::World(const base::Clock& clock, Ledger& ledger) : clock_(clock), ledger_(ledger) { reset(); }

void World::reset() {
    members_ = seed_members();
    channels_ = seed_channels();
    messages_.clear();
    for (const Channel& channel : channels_) touch(channel.id);
}

const Member* World::member(const std::string& id) const { return with_id(members_, id); }
const Channel* World::channel(const std::string& id) const { return with_id(channels_, id); }

bool World::can_see(const std::string& user, const Channel& channel) const {
    return channel.type == ChannelType::open || channel.has(user);
}

const Channel& World::direct(const std::string& user, const std::string& partner) {
    for (const Channel& channel : channels_)
        if (channel.type == ChannelType::direct && channel.has(user) && channel.has(partner))
            return channel;
    const std::string id = (partner == kSlackbot ? "D0SLACKBOT" : "D0BOT") + user.substr(2);
    const char* name = partner == kSlackbot ? "Slackbot" : kBotName;
    channels_.push_back({id, name, ChannelType::direct, {user, partner}});
    touch(id);
    return channels_.back();
}

void World::add_channels(int count) {
    std::vector<std::string> everyone{kBotUser};
    for (const Member& member : members_) everyone.push_back(member.id);
    for (int i = 1, added = 0; added < std::min(count, kMaxAdded); ++i) {
        const std::string id = numbered("C0LOAD", i);
        if (channel(id)) continue;
        channels_.push_back({id, numbered("load-", i), ChannelType::open, everyone});
        touch(id);
        ++added;
    }
}

void World::add_members(int count) {
    for (int i = 1, added = 0; added < std::min(count, kMaxAdded); ++i) {
        const std::string id = numbered("U0LOAD", i);
        if (member(id)) continue;
        members_.push_back({id, numbered("Load ", i), numbered("load", i),
                            i % 2 ? "ko-KR" : "en-US", "/avatar/" + id + ".svg", false});
        for (Channel& channel : channels_)
            if (channel.type == ChannelType::open) channel.members.push_back(id);
        ++added;
    }
}

bool World::set_locale(const std::string& user, const std::string& locale) {
    const auto found = std::find_if(members_.begin(), members_.end(),
                                    [&](const Member& one) { return one.id == user; });
    if (found == members_.end()) return false;
    found->locale = locale;
    for (const Channel& one : channels_) touch(one.id);
    return true;
}

const Message& World::post(Post post) {
    Message message;
    message.ts = timestamps_.next(clock_.now());
    message.channel = std::move(post.channel);
    message.thread_ts = std::move(post.thread_ts);
    message.to = std::move(post.to);
    message.by = std::move(post.by);
    message.content = std::move(post.content);
    name_blocks(message.content.blocks, block_ids_);
    auto& messages = messages_[message.channel];
    if (messages.size() == kMaxMessagesPerChannel) messages.pop_front();
    messages.push_back(std::move(message));
    ledger_.visible(messages.back());
    touch(messages.back().channel);
    return messages.back();
}

Message* World::seek(const std::string& channel, const std::string& ts) {
    const auto messages = messages_.find(channel);
    if (messages == messages_.end()) return nullptr;
    const auto found = std::find_if(messages->second.begin(), messages->second.end(),
                                    [&](const Message& message) { return message.ts == ts; });
    return found == messages->second.end() ? nullptr : &*found;
}

const Message* World::find(const std::string& channel, const std::string& ts) const {
    return const_cast<World*>(this)->seek(channel, ts);
}

const Message* World::find(const std::string& ts) const {
    for (const auto& [channel, messages] : messages_)
        if (const Message* message = find(channel, ts)) return message;
    return nullptr;
}

void World::change(const std::string& channel, const std::string& ts, Content content,
                   bool edited) {
    Message* message = seek(channel, ts);
    if (!message) return;
    message->content = std::move(content);
    message->edited = message->edited || edited;
    name_blocks(message->content.blocks, block_ids_);
    ledger_.visible(*message);
    touch(channel);
}

void World::remove(const std::string& channel, const std::string& ts) {
    const Message* message = seek(channel, ts);
    if (!message) return;
    ledger_.gone(*message);
    std::erase_if(messages_[channel], [&](const Message& one) { return one.ts == ts; });
    touch(channel);
}

void World::forget_ephemerals(const std::string& user) {
    for (auto& [channel, messages] : messages_) {
        const std::size_t before = messages.size();
        std::erase_if(messages, [&](const Message& message) {
            if (message.to != user) return false;
            ledger_.gone(message);
            return true;
        });
        if (messages.size() != before) touch(channel);
    }
}

const std::deque<Message>& World::messages(const std::string& channel) const {
    static const std::deque<Message> none;
    const auto found = messages_.find(channel);
    return found == messages_.end() ? none : found->second;
}

std::uint64_t World::version(const std::string& channel) const {
    const auto found = versions_.find(channel);
    return found == versions_.end() ? 0 : found->second;
}

void World::touch(const std::string& channel) {
    versions_[channel] = ++sequence_;
    if (hook_) hook_(channel);
}

}  // namespace twin
