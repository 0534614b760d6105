#include "tools/slack-twin/team/workspace.hpp"

#include "tools/slack-twin/delivery/payloads.hpp"

namespace twin {
namespace {

struct Kind {
    const char *event, *scope, *channel_type;
};

Kind kind_of(ChannelType type) {
    switch (type) {
        case ChannelType::open:
            return {"message.channels", "channels:history", "channel"};
        case ChannelType::secret:
            return {"message.groups", "groups:history", "group"};
        case ChannelType::direct:
            break;
    }
    return {"message.im", "im:history", "im"};
}

// The scopes are those of the installation, not of the token whose call posted.
std::vector<Json> events_for(const Workspace& workspace, const Message& message,
                             const Channel& channel) {
    std::vector<Json> events;
    const std::string user = message.by.app ? kBotUser : message.by.id;
    if (message.ephemeral() || !channel.has(kBotUser)) return events;
    const auto hears = [&](const char* event, const char* scope) {
        return workspace.subscribed(event) && workspace.scopes.count(scope) > 0;
    };
    const base::Time now = workspace.clock.now();
    const bool mentioned =
        message.content.text.find("<@" + std::string(kBotUser)) != std::string::npos;
    if (channel.type != ChannelType::direct && mentioned &&
        hears("app_mention", "app_mentions:read"))
        events.push_back(mention_payload(message, user, now));
    const Kind kind = kind_of(channel.type);
    if (hears(kind.event, kind.scope))
        events.push_back(message_payload(message, user, kind.channel_type, now));
    return events;
}

}  // namespace

Workspace::Workspace(const base::Clock& time, Timers& later)
    : clock(time),
      timers(later),
      app(seed_app()),
      scopes(seed_scopes()),
      tokens(time),
      ledger(time),
      world(time, ledger),
      views(time),
      limits(time),
      urls(time),
      triggers(time),
      tickets(time),
      deliveries(time, later, ledger) {}

void Workspace::reset() {
    deliveries.reset();
    app = seed_app();
    scopes = seed_scopes();
    tokens.reset();
    limits.reset();
    faults.reset();
    urls.reset();
    triggers.reset();
    ledger.clear();
    views.reset();
    world.reset();
}

Posted post(Workspace& workspace, World::Post post, Deliveries::Done done) {
    const Message& message = workspace.world.post(std::move(post));
    Posted posted{message.ts, {}};
    const Channel* channel = workspace.world.channel(message.channel);
    if (!channel) return posted;
    const std::string user = message.by.app ? kBotUser : message.by.id;
    for (Json& payload : events_for(workspace, message, *channel)) {
        const bool first = posted.envelope_id.empty();
        const std::string id =
            workspace.deliveries.send({"events_api", user, std::move(payload), false},
                                      first ? std::move(done) : Deliveries::Done{});
        if (first) posted.envelope_id = id;
    }
    return posted;
}

void notice(Workspace& workspace, const std::string& user, const std::string& channel,
            const std::string& text, const std::string& thread_ts) {
    workspace.world.post({channel, thread_ts, user, slackbot_author(), {text, Json::array(), {}}});
}

}  // namespace twin
