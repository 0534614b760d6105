#include "tools/slack-twin/api/response_hook.hpp"

#include "tools/slack-twin/api/content.hpp"
#include "tools/slack-twin/api/web_api.hpp"

namespace twin {
namespace {

struct Wishes {
    bool in_channel, replace, remove;
};

Wishes wishes_of(const Json& message) {
    return {text_of(message, "response_type") == "in_channel",
            flag_of(message, "replace_original", false),
            flag_of(message, "delete_original", false)};
}

bool says_something(const Json& message) {
    return !text_of(message, "text").empty() || !member_of(message, "blocks").empty() ||
           !member_of(message, "attachments").empty();
}

CallAnswer show_new(Workspace& workspace, const ResponseUrl& where, const Json& message,
                    bool in_channel, Content content) {
    if (in_channel)
        if (const auto wait = workspace.limits.take(where.channel))
            return CallAnswer::throttled(retry_after_seconds(*wait));
    std::string thread = text_of(message, "thread_ts");
    if (thread.empty() && !in_channel) thread = where.thread_ts;
    post(workspace, {where.channel, thread, in_channel ? kEveryone : where.user, bot_author(),
                     std::move(content)});
    return CallAnswer::success();
}

http::Response render(const CallAnswer& answer) {
    if (answer.ok()) return http::Response::text(200, "ok");
    CallAnswer shown = answer;
    if (shown.status == 200) shown.status = 404;
    return to_response(shown);
}

CallAnswer use(Workspace& workspace, const std::string& path, const Json& message) {
    const auto where = workspace.urls.look(path);
    if (!where) return CallAnswer::failure(where.error().code);
    if (!message.is_object()) return CallAnswer::failure("invalid_payload");
    CallAnswer answer = show_response(workspace, *where, message);
    if (answer.ok()) workspace.urls.count_use(path);
    return answer;
}

}  // namespace

CallAnswer show_response(Workspace& workspace, const ResponseUrl& where, const Json& message) {
    const Wishes wishes = wishes_of(message);
    ContentRead read;
    if (says_something(message))
        read = read_content(message);
    else if (!wishes.remove)
        read.refusal = CallAnswer::failure("no_text");
    if (read.refusal) return *read.refusal;
    const Message* original = workspace.world.find(where.channel, where.original_ts);
    const bool in_place = wishes.replace && !wishes.remove && !where.original_ts.empty() &&
                          !(original && original->ephemeral() && wishes.in_channel);
    if (in_place) {  // of a message that is gone (a reload) nothing is left to replace
        const bool edited = original && !original->ephemeral();
        workspace.world.change(where.channel, where.original_ts, std::move(read.content), edited);
        return CallAnswer::success();
    }
    CallAnswer answer = CallAnswer::success();
    if (says_something(message))
        answer = show_new(workspace, where, message, wishes.in_channel, std::move(read.content));
    if (wishes.remove && answer.ok()) workspace.world.remove(where.channel, where.original_ts);
    return answer;
}

void answer_response_url(Workspace& workspace, const http::Request& request, const Reply& reply) {
    const Json message = parse_json(request.body);
    run_with_faults(
        workspace, "response_url", message.is_object() ? message : Json::object(),
        [&] { return use(workspace, request.path, message); }, render, reply);
}

}  // namespace twin
