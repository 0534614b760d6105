#include "tools/slack-twin/control/answers.hpp"
#include "tools/slack-twin/control/members.hpp"
#include "tools/slack-twin/views/payloads.hpp"
#include "tools/slack-twin/views/state.hpp"

namespace twin {
namespace {

std::string silence(const Outcome& outcome) {
    return std::string(kBotName) + " did not respond (" + outcome.failure + ")";
}

void send(Workspace& workspace, const Target& target, const Json& chosen, const Tell& tell) {
    const Message& message = *target.message;
    const Member& member = *target.member;
    const ResponseUrl where{member.id, message.channel, message.thread_ts, message.ts};
    const std::string url = workspace.origin + workspace.urls.mint("actions", where);
    const std::string trigger = workspace.triggers.mint({member.id, message.channel, {}});
    Json payload = action_payload({member, *target.channel, trigger, url}, message, target.button,
                                  chosen, workspace.clock.now());
    workspace.deliveries.send({"interactive", member.id, std::move(payload), true},
                              [&workspace, where, tell](const Outcome& outcome) {
                                  if (!outcome.acked && outcome.failure != "reset")
                                      notice(workspace, where.user, where.channel, silence(outcome),
                                             where.thread_ts);
                                  tell(told(outcome));
                              });
}

void send_in_view(Workspace& workspace, const Target& target, const Json& chosen,
                  const Tell& tell) {
    const std::string id = target.view->id, user = target.member->id;
    const std::string action = text_of(target.button.element, "action_id");
    const std::string trigger = workspace.triggers.mint({user, target.view->channel, id});
    if (holds_state(target.button.element))
        workspace.views.put(id, target.button.block_id, action, chosen);
    Json payload = view_action_payload(*target.member, trigger, *workspace.views.find(id),
                                       target.button, chosen, workspace.clock.now());
    workspace.deliveries.send({"interactive", user, std::move(payload), true},
                              [&workspace, id, tell](const Outcome& outcome) {
                                  if (!outcome.acked && outcome.failure != "reset")
                                      workspace.views.complain(id, Json::object(),
                                                               silence(outcome));
                                  tell(told(outcome));
                              });
}

}  // namespace

void press(Workspace& workspace, const Json& order, const Tell& tell) {
    const Target target = target_of(workspace, order);
    if (target.refusal.status != 200) return tell(target.refusal);
    const std::string action = text_of(target.button.element, "action_id");
    Json chosen;
    if (text_of(target.button.element, "type") != "button") {
        chosen = element_state(target.button.element, member_of(order, "value"),
                               workspace.views.offered(target.member->id, action));
        if (chosen.is_null()) return tell(Told::refused(400, action + " has no such option"));
    }
    if (target.view)
        send_in_view(workspace, target, chosen, tell);
    else
        send(workspace, target, chosen, tell);
}

Told reload(Workspace& workspace, const Json& order) {
    const std::string user = text_of(order, "user");
    if (!workspace.world.member(user)) return Told::refused(404, "no member " + user);
    workspace.world.forget_ephemerals(user);
    return {200, Json{{"ok", true}}};
}

}  // namespace twin
