#include "tools/slack-twin/api/web_api.hpp"

#include "tools/slack-twin/api/methods/methods.hpp"

namespace twin {
namespace {

// How long a half-open connection stays: longer than anyone waits.
constexpr base::Duration kHalfOpen{60'000};

std::string joined(const std::set<std::string>& all) {
    std::string text;
    for (const std::string& one : all) text += (text.empty() ? "" : ",") + one;
    return text;
}

// What a token stands for. `error`: why a call with it is refused.
struct Caller {
    std::string error;
    bool app = false;
    const std::set<std::string>* scopes = nullptr;
};

const std::set<std::string>& app_scopes() {
    static const std::set<std::string> scopes{"connections:write"};
    return scopes;
}

Caller caller_of(const Workspace& workspace, const std::string& token) {
    if (token.empty()) return {"not_authed", false, nullptr};
    const BotToken* known = workspace.tokens.find(token);  // also of the two below, when revoked
    if (known) return {workspace.tokens.error_of(*known), false, &known->scopes};
    if (token == kAppToken) return {{}, true, &app_scopes()};
    if (token == kBotToken) return {{}, false, &workspace.scopes};
    return {"invalid_auth", false, nullptr};
}

std::optional<CallAnswer> refuse_arguments(const Method& method, const Json& args) {
    std::vector<std::string> missing;
    for (const std::string& name : method.required)
        if (!args.contains(name) || args[name] == "")
            missing.push_back("[ERROR] missing required field: " + name);
    if (missing.empty()) return std::nullopt;
    return CallAnswer::invalid(missing);
}

CallAnswer run(Workspace& workspace, const Call& call) {
    const Method* method = method_named(call.method);
    if (!method) return CallAnswer::failure("unknown_method", {{"req_method", call.method}});
    if (!call.error.empty()) return CallAnswer::failure(call.error);
    if (method->auth == Auth::none) return method->run(workspace, call.args);
    const Caller caller = caller_of(workspace, call.token);
    if (!caller.error.empty()) return CallAnswer::failure(caller.error);
    if (const auto wait = workspace.limits.take_call(call.method, method->per_minute))
        return CallAnswer::throttled(retry_after_seconds(*wait));
    if (caller.app != (method->auth == Auth::app))
        return CallAnswer::failure("not_allowed_token_type");
    if (!method->scope.empty() && !caller.scopes->count(method->scope))
        return CallAnswer::missing_scope(method->scope);
    if (auto refusal = refuse_arguments(*method, call.args)) return *refusal;
    workspace.caller = caller.scopes;
    CallAnswer answer = method->run(workspace, call.args);
    workspace.caller = nullptr;
    return answer;
}

void add_warnings(const Call& call, CallAnswer& answer) {
    if (call.warnings.empty()) return;
    answer.body["warning"] = call.warnings.front();
    answer.body["response_metadata"]["warnings"] = call.warnings;
}

http::Response render(const Workspace& workspace, const Call& call, const CallAnswer& answer) {
    http::Response response = to_response(answer);
    const Method* method = method_named(call.method);
    const Caller caller = caller_of(workspace, call.token);
    if (caller.scopes) response.headers.emplace_back("x-oauth-scopes", joined(*caller.scopes));
    if (method)
        response.headers.emplace_back("x-accepted-oauth-scopes", method->auth == Auth::app
                                                                     ? "connections:write"
                                                                     : method->scope);
    return response;
}

CallAnswer ordered_answer(const Fault& fault) {
    if (fault.status == 429 || (fault.status == 0 && fault.retry_after > 0))
        return CallAnswer::throttled(std::max(fault.retry_after, 1));
    CallAnswer answer = CallAnswer::failure(fault.error.empty() ? "internal_error" : fault.error);
    answer.retry_after = fault.retry_after;
    if (fault.status != 0) answer.status = fault.status;
    return answer;
}

}  // namespace

void run_with_faults(Workspace& workspace, const std::string& method, const Json& args,
                     const std::function<CallAnswer()>& run,
                     const std::function<http::Response(const CallAnswer&)>& render,
                     const Reply& reply) {
    const Fault fault = workspace.faults.take(method).value_or(Fault{});
    const bool faulty = !fault.method.empty();
    CallAnswer answer = fault.instead() ? ordered_answer(fault) : run();
    const bool untouched = fault.drop != Drop::none && fault.drop != Drop::after;
    if (untouched) answer = {Json{{"ok", false}, {"error", "dropped"}}, 0, 0};
    workspace.ledger.call({method, text_of(answer.body, "error"), faulty ? fault.name() : "",
                           answer.ok(), answer.status, answer.retry_after, args});
    Answer out{untouched ? http::Response{} : render(answer), fault.drop != Drop::none,
               static_cast<int>(fault.drip.count())};
    const base::Duration delay = fault.drop == Drop::half_open ? kHalfOpen : fault.delay;
    if (delay.count() == 0) return reply(std::move(out));
    workspace.timers.after(delay,
                           [reply, out = std::move(out)]() mutable { reply(std::move(out)); });
}

void answer_call(Workspace& workspace, const http::Request& request, const Reply& reply) {
    const Call call = read_call(request);
    run_with_faults(
        workspace, call.method, call.args,
        [&] {
            CallAnswer answer = run(workspace, call);
            if (answer.body.contains("needed"))
                answer.body["provided"] = joined(*caller_of(workspace, call.token).scopes);
            add_warnings(call, answer);
            return answer;
        },
        [&](const CallAnswer& answer) { return render(workspace, call, answer); }, reply);
}

}  // namespace twin
