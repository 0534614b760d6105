// Shortcuts, and the app's page.
#include "tools/slack-twin/control/answers.hpp"
#include "tools/slack-twin/control/members.hpp"
#include "tools/slack-twin/views/payloads.hpp"

namespace twin {
namespace {

void send(Workspace& workspace, const std::string& type, const std::string& user, Json payload,
          const Tell& tell) {
    workspace.deliveries.send({type, user, std::move(payload), false},
                              [tell](const Outcome& outcome) { tell(told(outcome)); });
}

void on_message(Workspace& workspace, const Member& member, const Shortcut& what,
                const Message& message, const Tell& tell) {
    const Channel& channel = *workspace.world.channel(message.channel);
    const ResponseUrl where{member.id, channel.id, message.thread_ts, {}};
    const std::string url = workspace.origin + workspace.urls.mint("app", where);
    const Interaction place{member, channel, workspace.triggers.mint({member.id, channel.id, {}}),
                            url};
    send(workspace, "interactive", member.id,
         shortcut_payload(&place, member, place.trigger_id, what, &message, workspace.clock.now()),
         tell);
}

}  // namespace

void shortcut(Workspace& workspace, const Json& order, const Tell& tell) {
    const std::string user = text_of(order, "user"), id = text_of(order, "callback_id");
    const std::string ts = text_of(order, "message_ts");
    const Member* member = workspace.world.member(user);
    if (!member) return tell(Told::refused(404, "no member " + user));
    const Shortcut* what = workspace.app.shortcut(id);
    if (!what || what->on_message != !ts.empty())
        return tell(Told::refused(404, std::string("the app has no ") +
                                           (ts.empty() ? "global" : "message") + " shortcut " +
                                           id));
    if (ts.empty())
        return send(workspace, "interactive", user,
                    shortcut_payload(nullptr, *member,
                                     workspace.triggers.mint({user, text_of(order, "channel"), {}}),
                                     *what, nullptr, workspace.clock.now()),
                    tell);
    const Message* message = workspace.world.find(ts);
    const Channel* channel = message ? workspace.world.channel(message->channel) : nullptr;
    // Slack offers no shortcuts on what only one member sees.
    if (!channel || message->ephemeral() || !workspace.world.can_see(user, *channel))
        return tell(Told::refused(404, user + " can use no shortcut on message " + ts));
    on_message(workspace, *member, *what, *message, tell);
}

void open_home(Workspace& workspace, const Json& order, const Tell& tell) {
    const std::string user = text_of(order, "user");
    const Member* member = workspace.world.member(user);
    if (!member) return tell(Told::refused(404, "no member " + user));
    const bool messages = text_of(order, "tab") == "messages";
    if (!messages && !workspace.app.home_tab)
        return tell(Told::refused(404, "the app has no Home tab"));
    const Channel& direct = workspace.world.direct(user, kBotUser);
    if (!workspace.subscribed("app_home_opened")) return tell(nothing_to_ack({}));
    send(
        workspace, "events_api", user,
        home_opened_payload(*member, direct.id, messages ? "messages" : "home",
                            messages ? nullptr : workspace.views.home(user), workspace.clock.now()),
        tell);
}

}  // namespace twin
