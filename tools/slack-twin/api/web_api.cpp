#include "tools/slack-twin/api/web_api.hpp"

#include "tools/slack-twin/api/methods.hpp"

namespace twin {
namespace {

std::string joined(const std::set<std::string>& all) {
    std::string text;
    for (const std::string& one : all) text += (text.empty() ? "" : ",") + one;
    return text;
}

std::optional<CallAnswer> refuse_token(const Call& call, const Method& method) {
    if (call.token.empty()) return CallAnswer::failure("not_authed");
    if (call.token != kAppToken && call.token != kBotToken)
        return CallAnswer::failure("invalid_auth");
    if ((call.token == kAppToken) != method.app_token)
        return CallAnswer::failure("not_allowed_token_type");
    return std::nullopt;
}

CallAnswer run(Workspace& workspace, const Call& call) {
    const Method* method = method_named(call.method);
    if (!method) return CallAnswer::failure("unknown_method", {{"req_method", call.method}});
    if (!call.error.empty()) return CallAnswer::failure(call.error);
    if (auto refusal = refuse_token(call, *method)) return *refusal;
    if (!method->scope.empty() && !workspace.granted(method->scope))
        return CallAnswer::missing_scope(method->scope);
    return method->run(workspace, call.args);
}

void add_warnings(const Call& call, CallAnswer& answer) {
    if (call.warnings.empty()) return;
    answer.body["warning"] = call.warnings.front();
    answer.body["response_metadata"]["warnings"] = call.warnings;
}

http::Response render(const Workspace& workspace, const Call& call, const CallAnswer& answer) {
    http::Response response = to_response(answer);
    const Method* method = method_named(call.method);
    if (call.token == kBotToken)
        response.headers.emplace_back("x-oauth-scopes", joined(workspace.scopes));
    if (call.token == kAppToken)
        response.headers.emplace_back("x-oauth-scopes", "connections:write");
    if (method)
        response.headers.emplace_back("x-accepted-oauth-scopes",
                                      method->app_token ? "connections:write" : method->scope);
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
    if (fault.drop == Drop::before) answer = {Json{{"ok", false}, {"error", "dropped"}}, 0, 0};
    workspace.ledger.call({method, text_of(answer.body, "error"), faulty ? fault.name() : "",
                           answer.ok(), answer.status, answer.retry_after, args});
    Answer out{fault.drop == Drop::before ? http::Response{} : render(answer),
               fault.drop != Drop::none, static_cast<int>(fault.drip.count())};
    if (fault.delay.count() == 0) return reply(std::move(out));
    workspace.timers.after(fault.delay,
                           [reply, out = std::move(out)]() mutable { reply(std::move(out)); });
}

void answer_call(Workspace& workspace, const http::Request& request, const Reply& reply) {
    const Call call = read_call(request);
    run_with_faults(
        workspace, call.method, call.args,
        [&] {
            CallAnswer answer = run(workspace, call);
            if (answer.body.contains("needed")) answer.body["provided"] = joined(workspace.scopes);
            add_warnings(call, answer);
            return answer;
        },
        [&](const CallAnswer& answer) { return render(workspace, call, answer); }, reply);
}

}  // namespace twin
