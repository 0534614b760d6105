// views.open, views.push, views.update and views.publish.
#include "tools/slack-twin/api/methods/methods.hpp"
#include "tools/slack-twin/views/check.hpp"

namespace twin {
namespace {

// `own`: the view that may have that external id already.
std::optional<CallAnswer> refuse(const Workspace& workspace, const Json& view,
                                 const std::string& type, const View* own) {
    const ViewVerdict verdict = check_view(view, type);
    if (verdict.error == "invalid_arguments") return CallAnswer::invalid(verdict.messages);
    if (!verdict.error.empty()) return CallAnswer::failure(verdict.error);
    const View* other = workspace.views.by_external_id(text_of(view, "external_id"));
    if (other && other != own) return CallAnswer::failure("duplicate_external_id");
    return std::nullopt;
}

bool outdated(const View& view, const Json& args) {
    const std::string hash = text_of(args, "hash");
    return !hash.empty() && hash != view.hash;
}

CallAnswer shown(const View& view) { return CallAnswer::success({{"view", to_json(view)}}); }

const View* named(const Workspace& workspace, const Json& args) {
    const std::string id = text_of(args, "view_id");
    return id.empty() ? workspace.views.by_external_id(text_of(args, "external_id"))
                      : workspace.views.find(id);
}

}  // namespace

// A view that is refused leaves the trigger unused.
CallAnswer views_open(Workspace& workspace, const Json& args) {
    const Json& view = args["view"];
    if (auto refusal = refuse(workspace, view, "modal", nullptr)) return *refusal;
    const auto trigger = workspace.triggers.exchange(text_of(args, "trigger_id"));
    if (!trigger) return CallAnswer::failure(trigger.error().code);
    return shown(workspace.views.open(trigger->user, trigger->channel, view));
}

CallAnswer views_push(Workspace& workspace, const Json& args) {
    const Json& view = args["view"];
    if (auto refusal = refuse(workspace, view, "modal", nullptr)) return *refusal;
    const auto trigger = workspace.triggers.exchange(text_of(args, "trigger_id"));
    if (!trigger) return CallAnswer::failure(trigger.error().code);
    if (!workspace.views.find(trigger->view)) return CallAnswer::failure("not_found");
    const auto pushed = workspace.views.push(trigger->user, view);
    return pushed ? shown(**pushed) : CallAnswer::failure(pushed.error().code);
}

CallAnswer views_update(Workspace& workspace, const Json& args) {
    if (text_of(args, "view_id").empty() && text_of(args, "external_id").empty())
        return CallAnswer::invalid({"[ERROR] missing required field: view_id or external_id"});
    const View* old = named(workspace, args);
    if (!old) return CallAnswer::failure("not_found");
    const char* type = old->home() ? "home" : "modal";
    if (auto refusal = refuse(workspace, args["view"], type, old)) return *refusal;
    if (outdated(*old, args)) return CallAnswer::failure("hash_conflict");
    return shown(workspace.views.update(std::string(old->id), args["view"]));
}

CallAnswer views_publish(Workspace& workspace, const Json& args) {
    const std::string user = text_of(args, "user_id");
    if (!workspace.world.member(user))
        return CallAnswer::invalid({"[ERROR] invalid user_id [json-pointer:/user_id]"});
    if (!workspace.app.home_tab) return CallAnswer::failure("not_enabled");
    const View* old = workspace.views.home(user);
    if (auto refusal = refuse(workspace, args["view"], "home", old)) return *refusal;
    if (old && outdated(*old, args)) return CallAnswer::failure("hash_conflict");
    return shown(workspace.views.publish(user, args["view"]));
}

}  // namespace twin
