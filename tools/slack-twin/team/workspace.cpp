#include "tools/slack-twin/team/workspace.hpp"

#include "tools/slack-twin/delivery/payloads.hpp"
#include "tools/slack-twin/world/seed.hpp"

namespace twin {
namespace {

// Empty payload: nothing to tell.
Json event_for(const Workspace& workspace, const Message& message, const Channel& channel) {
    const std::string user = message.by.app ? kBotUser : message.by.id;
    if (message.ephemeral() || !channel.has(kBotUser)) return {};
    if (channel.type == ChannelType::direct) {
        if (!workspace.granted("im:history")) return {};
        return direct_message_payload(message, user, workspace.clock.now());
    }
    const bool mentioned =
        message.content.text.find("<@" + std::string(kBotUser)) != std::string::npos;
    if (!mentioned || !workspace.granted("app_mentions:read")) return {};
    return mention_payload(message, user, workspace.clock.now());
}

}  // namespace

Workspace::Workspace(const base::Clock& time, Timers& later)
    : clock(time),
      timers(later),
      scopes(seed_scopes()),
      ledger(time),
      world(time, ledger),
      limits(time),
      urls(time),
      tickets(time),
      deliveries(time, later, ledger) {}

void Workspace::reset() {
    deliveries.reset();
    scopes = seed_scopes();
    limits.reset();
    faults.reset();
    urls.reset();
    ledger.clear();
    world.reset();
}

Posted post(Workspace& workspace, World::Post post, Deliveries::Done done) {
    const Message& message = workspace.world.post(std::move(post));
    Posted posted{message.ts, {}};
    const Channel* channel = workspace.world.channel(message.channel);
    Json payload = channel ? event_for(workspace, message, *channel) : Json();
    if (payload.is_null()) return posted;
    const std::string user = message.by.app ? kBotUser : message.by.id;
    posted.envelope_id =
        workspace.deliveries.send({"events_api", user, std::move(payload), false}, std::move(done));
    return posted;
}

void notice(Workspace& workspace, const std::string& user, const std::string& channel,
            const std::string& text) {
    workspace.world.post({channel, {}, user, slackbot_author(), {text, Json::array(), {}}});
}

}  // namespace twin
