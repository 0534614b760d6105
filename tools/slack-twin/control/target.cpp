#include "tools/slack-twin/control/answers.hpp"

namespace twin {
namespace {

ButtonWanted wanted_of(const Json& order) {
    const Json& value = member_of(order, "value");
    return {text_of(order, "action_id"), text_of(order, "label"), text_of(order, "value"),
            !value.is_string()};
}

// The newest message, of all channels that member sees, which has that button.
void find_newest(const World& world, const ButtonWanted& wanted, Target& target) {
    for (const Channel& channel : world.channels()) {
        if (!world.can_see(target.member->id, channel)) continue;
        for (const Message& message : world.messages(channel.id)) {
            if (!message.visible_to(target.member->id)) continue;
            if (target.message && message.ts < target.message->ts) continue;
            Button button = find_button(message.content.blocks, wanted);
            if (button.element.is_null()) continue;
            target.message = &message;
            target.button = std::move(button);
        }
    }
}

void find_named(const World& world, const std::string& ts, const ButtonWanted& wanted,
                Target& target) {
    const Message* message = world.find(ts);
    const Channel* channel = message ? world.channel(message->channel) : nullptr;
    const std::string& user = target.member->id;
    if (!channel || !message->visible_to(user) || !world.can_see(user, *channel)) return;
    target.message = message;
    target.button = find_button(message->content.blocks, wanted);
}

Target refused(Target target, int status, const std::string& why) {
    target.refusal = Told::refused(status, why);
    return target;
}

Target in_view(const Workspace& workspace, const std::string& id, const ButtonWanted& wanted,
               Target target) {
    target.view = view_of(workspace, target.member->id, id);
    if (!target.view) return refused(target, 404, target.member->id + " has no view " + id);
    target.button = find_button(target.view->blocks(), wanted);
    if (target.button.element.is_null())
        return refused(target, 404, "view " + target.view->id + " has no such element");
    return target;
}

Target in_message(const Workspace& workspace, const std::string& ts, const ButtonWanted& wanted,
                  Target target) {
    if (ts == "last")
        find_newest(workspace.world, wanted, target);
    else
        find_named(workspace.world, ts, wanted, target);
    if (!target.message)
        return refused(target, 404,
                       target.member->id + " sees no " +
                           (ts == "last" ? "message with that button" : "message " + ts));
    if (target.button.element.is_null())
        return refused(target, 404, "message " + ts + " has no such button");
    target.channel = workspace.world.channel(target.message->channel);
    return target;
}

}  // namespace

const View* view_of(const Workspace& workspace, const std::string& user, const std::string& id) {
    const View* view = id == "last" ? workspace.views.top(user) : workspace.views.find(id);
    if (id == "last" && !view) view = workspace.views.home(user);
    return view && view->user == user ? view : nullptr;
}

Target target_of(const Workspace& workspace, const Json& order) {
    Target target;
    const std::string user = text_of(order, "user");
    target.member = workspace.world.member(user);
    if (!target.member) return refused(target, 404, "no member " + user);
    const ButtonWanted wanted = wanted_of(order);
    if (wanted.action_id.empty() && wanted.label.empty())
        return refused(target, 400, "action_id or label is missing");
    const std::string view = text_of(order, "view"), ts = text_of(order, "message");
    if (!view.empty()) return in_view(workspace, view, wanted, target);
    if (ts.empty())
        return refused(target, 400, "message or view is missing: a ts or id, or \"last\"");
    return in_message(workspace, ts, wanted, target);
}

}  // namespace twin
