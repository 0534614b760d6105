// Filling in, sending and closing views.
#include "tools/slack-twin/control/answers.hpp"
#include "tools/slack-twin/control/members.hpp"
#include "tools/slack-twin/views/payloads.hpp"
#include "tools/slack-twin/views/check.hpp"
#include "tools/slack-twin/views/state.hpp"

namespace twin {
namespace {

constexpr const char* kRequired = "Please complete this required field.";
constexpr const char* kTrouble = "We had some trouble connecting. Try again?";

// The fields that `name` means: of that block, or with that action id.
std::vector<Button> fields_of(const View& view, const std::string& name) {
    std::vector<Button> found;
    for (const Button& one : buttons_of(view.blocks()))
        if (holds_state(one.element) &&
            (one.block_id == name || text_of(one.element, "action_id") == name))
            found.push_back(one);
    return found;
}

// Puts one member of `values` into the view. Empty: done; else what is wrong.
std::string put(Workspace& workspace, const View& view, const std::string& name,
                const Json& value) {
    const std::string id = view.id, user = view.user;
    const auto fields = fields_of(view, name);
    if (fields.empty()) return "the view has no field " + name;
    for (const Button& field : fields) {
        const std::string action = text_of(field.element, "action_id");
        const bool nested = value.is_object() && value.contains(action);
        if (!nested && fields.size() > 1) continue;
        Json state = element_state(field.element, nested ? value[action] : value,
                                   workspace.views.offered(user, action));
        if (state.is_null()) return action + " has no such option";
        workspace.views.put(id, field.block_id, action, std::move(state));
    }
    return {};
}

Json missing_fields(const View& view) {
    Json errors = Json::object();
    for (const Json& block : view.blocks()) {
        if (text_of(block, "type") != "input" || flag_of(block, "optional", false)) continue;
        const std::string id = text_of(block, "block_id");
        const std::string action = text_of(member_of(block, "element"), "action_id");
        const Json& state = member_of(member_of(view.values, id.c_str()), action.c_str());
        if (state.is_null() || is_empty(state)) errors[id] = kRequired;
    }
    return errors;
}

// For every select that asked for it and names a conversation: a way to answer there.
Json response_urls(Workspace& workspace, const View& view) {
    Json urls = Json::array();
    for (const Button& one : buttons_of(view.blocks())) {
        if (!flag_of(one.element, "response_url_enabled", false)) continue;
        const std::string action = text_of(one.element, "action_id");
        const Json& state = member_of(member_of(view.values, one.block_id.c_str()), action.c_str());
        const std::string chosen = text_of(state, "selected_conversation");
        const std::string channel = chosen.empty() ? text_of(state, "selected_channel") : chosen;
        if (channel.empty()) continue;
        urls.push_back(
            Json{{"block_id", one.block_id},
                 {"action_id", action},
                 {"channel_id", channel},
                 {"response_url",
                  workspace.origin + workspace.urls.mint("app", {view.user, channel, {}, {}})}});
    }
    return urls;
}

// A view inside an ack; "" or why it cannot be shown.
std::string show_next(Workspace& workspace, const std::string& id, const Json& ack, bool push) {
    const Json& next = member_of(ack, "view");
    if (!check_view(next, "modal").error.empty()) return kTrouble;
    if (!push) return workspace.views.update(id, next), std::string();
    const std::string user = workspace.views.find(id)->user;
    return workspace.views.push(user, next).ok() ? "" : kTrouble;
}

// docs.slack.dev "Modals": what the body of a view_submission's ack does.
void apply(Workspace& workspace, const std::string& id, const Json& ack) {
    const View* view = workspace.views.find(id);
    if (!view) return;
    const std::string action = text_of(ack, "response_action");
    std::string trouble;
    if (action.empty()) {
        if (flag_of(view->body, "clear_on_close", false))
            workspace.views.clear(std::string(view->user));
        else
            workspace.views.close(id);
    } else if (action == "clear") {
        workspace.views.clear(std::string(view->user));
    } else if (action == "errors" && member_of(ack, "errors").is_object()) {
        workspace.views.complain(id, ack["errors"]);
    } else if (action == "update" || action == "push") {
        trouble = show_next(workspace, id, ack, action == "push");
    } else {
        trouble = kTrouble;
    }
    if (!trouble.empty()) workspace.views.complain(id, Json::object(), trouble);
}

Told result(const Workspace& workspace, const std::string& id, Told answer) {
    const View* view = workspace.views.find(id);
    answer.body["closed"] = view == nullptr;
    if (view && !view->errors.empty()) answer.body["errors"] = view->errors;
    if (view && !view->trouble.empty()) answer.body["trouble"] = view->trouble;
    return answer;
}

void deliver(Workspace& workspace, const Member& member, const View& view, const Tell& tell) {
    const std::string id = view.id;
    const std::string trigger = workspace.triggers.mint({member.id, view.channel, id});
    Json payload = view_submission_payload(member, trigger, view, response_urls(workspace, view));
    workspace.deliveries.send({"interactive", member.id, std::move(payload), true},
                              [&workspace, id, tell](const Outcome& outcome) {
                                  if (outcome.acked)
                                      apply(workspace, id, outcome.ack);
                                  else if (outcome.failure != "reset")
                                      workspace.views.complain(id, Json::object(), kTrouble);
                                  tell(result(workspace, id, told(outcome)));
                              });
}

}  // namespace

void submit(Workspace& workspace, const Json& order, const Tell& tell) {
    const std::string user = text_of(order, "user"), name = text_of(order, "view");
    const Member* member = workspace.world.member(user);
    if (!member) return tell(Told::refused(404, "no member " + user));
    const View* view = view_of(workspace, user, name);
    if (!view || view->home()) return tell(Told::refused(404, user + " has no modal " + name));
    const Json& values = member_of(order, "values");
    if (!values.is_null() && !values.is_object())
        return tell(Told::refused(400, "values is an object"));
    for (const auto& [field, value] : values.items())
        if (const std::string wrong = put(workspace, *view, field, value); !wrong.empty())
            return tell(Told::refused(400, wrong));
    const std::string id = view->id;
    Json missing = missing_fields(*view);
    workspace.views.complain(id, missing);
    if (!missing.empty()) return tell(result(workspace, id, nothing_to_ack({})));
    deliver(workspace, *member, *workspace.views.find(id), tell);
}

void close_view(Workspace& workspace, const Json& order, const Tell& tell) {
    const std::string user = text_of(order, "user"), name = text_of(order, "view");
    const Member* member = workspace.world.member(user);
    if (!member) return tell(Told::refused(404, "no member " + user));
    const View* view = view_of(workspace, user, name);
    if (!view || view->home()) return tell(Told::refused(404, user + " has no modal " + name));
    const View closed = *view;
    const bool all = flag_of(order, "all", false) || flag_of(closed.body, "clear_on_close", false);
    if (all)
        workspace.views.clear(user);
    else
        workspace.views.close(closed.id);
    if (!flag_of(closed.body, "notify_on_close", false)) return tell(nothing_to_ack({}));
    workspace.deliveries.send(
        {"interactive", user, view_closed_payload(*member, closed, all), false},
        [tell](const Outcome& outcome) { tell(told(outcome)); });
}

}  // namespace twin
