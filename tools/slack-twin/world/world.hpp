// The workspace's members, channels and messages, and who sees what.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tools/slack-twin/world/ledger.hpp"
#include "tools/slack-twin/world/model.hpp"
#include "tools/slack-twin/world/timestamps.hpp"

namespace twin {

// Starts as interface.md says, always the same. Whatever becomes visible or goes is written to the
// ledger here and nowhere else. Owned by Workspace; used by one thread.
class World {
public:
    static constexpr std::size_t kMaxMessagesPerChannel = 5'000;  // then the oldest is forgotten
    static constexpr int kMaxAdded = 1'000;                       // members or channels added

    World(const base::Clock& clock, Ledger& ledger);
    void reset();  // the world at start; every channel counts as changed

    const std::vector<Member>& members() const { return members_; }
    const std::vector<Channel>& channels() const { return channels_; }
    // nullptr when there is none.
    const Member* member(const std::string& id) const;
    const Channel* channel(const std::string& id) const;
    // Whether that member may look into it (public channels: everyone).
    bool can_see(const std::string& user, const Channel& channel) const;
    // The DM of a member and the app (or Slackbot); made when it is first needed.
    const Channel& direct(const std::string& user, const std::string& partner);
    // C0LOAD01…, bot a member; U0LOAD01…, members of every public channel.
    void add_channels(int count);
    void add_members(int count);
    // What users.info tells from now on. False: no such member.
    bool set_locale(const std::string& user, const std::string& locale);

    struct Post {
        std::string channel, thread_ts, to = kEveryone;
        Author by;
        Content content;
    };
    // Gives blocks and actions without an id one, as Slack does. The reference holds until the next
    // change of the world.
    const Message& post(Post post);
    const Message* find(const std::string& channel, const std::string& ts) const;
    const Message* find(const std::string& ts) const;
    void change(const std::string& channel, const std::string& ts, Content content, bool edited);
    void remove(const std::string& channel, const std::string& ts);
    void forget_ephemerals(const std::string& user);  // what a reload of the client does
    const std::deque<Message>& messages(const std::string& channel) const;

    // Grows with every change of that channel; never goes back, also not by reset().
    std::uint64_t version(const std::string& channel) const;
    void on_change(std::function<void(const std::string& channel)> hook) {
        hook_ = std::move(hook);
    }

private:
    Message* seek(const std::string& channel, const std::string& ts);
    void touch(const std::string& channel);
    const base::Clock& clock_;
    Ledger& ledger_;
    Timestamps timestamps_;
    std::vector<Member> members_;
    std::vector<Channel> channels_;
    std::map<std::string, std::deque<Message>> messages_;
    std::map<std::string, std::uint64_t> versions_;
    std::uint64_t sequence_ = 0, block_ids_ = 0;
    std::function<void(const std::string&)> hook_;
};

}  // namespace twin
