#include "tools/slack-twin/blocks/find.hpp"
#include "tools/slack-twin/control/answers.hpp"
#include "tools/slack-twin/control/members.hpp"
#include "tools/slack-twin/delivery/payloads.hpp"

namespace twin {
namespace {

struct Pressed {
    const Message* message = nullptr;
    Button button;
};

// The newest message, of all channels that member sees, which has that button.
Pressed newest_with(const World& world, const std::string& user, const ButtonWanted& wanted) {
    Pressed newest;
    for (const Channel& channel : world.channels()) {
        if (!world.can_see(user, channel)) continue;
        for (const Message& message : world.messages(channel.id)) {
            if (!message.visible_to(user)) continue;
            if (newest.message && message.ts < newest.message->ts) continue;
            Button button = find_button(message.content.blocks, wanted);
            if (!button.element.is_null()) newest = {&message, std::move(button)};
        }
    }
    return newest;
}

Pressed named(const World& world, const std::string& user, const std::string& ts,
              const ButtonWanted& wanted) {
    const Message* message = world.find(ts);
    const Channel* channel = message ? world.channel(message->channel) : nullptr;
    if (!channel || !message->visible_to(user) || !world.can_see(user, *channel)) return {};
    return {message, find_button(message->content.blocks, wanted)};
}

ButtonWanted wanted_of(const Json& order) {
    const Json& value = member_of(order, "value");
    return {text_of(order, "action_id"), text_of(order, "label"), text_of(order, "value"),
            !value.is_string()};
}

void send(Workspace& workspace, const Member& member, const Pressed& pressed, const Tell& tell) {
    const Message& message = *pressed.message;
    const Channel& channel = *workspace.world.channel(message.channel);
    const ResponseUrl where{member.id, message.channel, message.thread_ts, message.ts};
    const std::string url = workspace.origin + workspace.urls.mint("actions", where);
    const base::Time now = workspace.clock.now();
    Json payload =
        button_payload({member, channel, new_trigger_id(now), url}, message, pressed.button, now);
    workspace.deliveries.send(
        {"interactive", member.id, std::move(payload), true},
        [&workspace, where, tell](const Outcome& outcome) {
            if (!outcome.acked && outcome.failure != "reset")
                notice(workspace, where.user, where.channel,
                       std::string(kBotName) + " did not respond (" + outcome.failure + ")");
            tell(told(outcome));
        });
}

}  // namespace

void press(Workspace& workspace, const Json& order, const Tell& tell) {
    const Member* member = workspace.world.member(text_of(order, "user"));
    if (!member) return tell(Told::refused(404, "no member " + text_of(order, "user")));
    const std::string ts = text_of(order, "message");
    const ButtonWanted wanted = wanted_of(order);
    if (ts.empty()) return tell(Told::refused(400, "message is missing: a ts or \"last\""));
    if (wanted.action_id.empty() && wanted.label.empty())
        return tell(Told::refused(400, "action_id or label is missing"));
    const Pressed pressed = ts == "last" ? newest_with(workspace.world, member->id, wanted)
                                         : named(workspace.world, member->id, ts, wanted);
    if (!pressed.message)
        return tell(
            Told::refused(404, member->id + " sees no " +
                                   (ts == "last" ? "message with that button" : "message " + ts)));
    if (pressed.button.element.is_null())
        return tell(Told::refused(404, "message " + ts + " has no such button"));
    send(workspace, *member, pressed, tell);
}

Told reload(Workspace& workspace, const Json& order) {
    const std::string user = text_of(order, "user");
    if (!workspace.world.member(user)) return Told::refused(404, "no member " + user);
    workspace.world.forget_ephemerals(user);
    return {200, Json{{"ok", true}}};
}

}  // namespace twin
