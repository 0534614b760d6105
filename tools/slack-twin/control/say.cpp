#include "tools/slack-twin/api/response_hook.hpp"
#include "tools/slack-twin/control/answers.hpp"
#include "tools/slack-twin/control/members.hpp"
#include "tools/slack-twin/delivery/payloads.hpp"

namespace twin {
namespace {

struct Typed {
    std::string command, text;
};

Typed split(const std::string& line) {
    const std::size_t end = line.find_first_of(" \n\t");
    if (end == std::string::npos) return {line, {}};
    const std::size_t begin = line.find_first_not_of(" \n\t", end);
    return {line.substr(0, end), begin == std::string::npos ? "" : line.substr(begin)};
}

// What the ack of a command carries is the immediate response; in_channel shows the command too.
void show_ack(Workspace& workspace, const Member& member, const ResponseUrl& where,
              const std::string& line, const std::string& command, const Json& ack) {
    if (ack.empty()) return;
    const bool in_channel = text_of(ack, "response_type") == "in_channel";
    if (in_channel)
        workspace.world.post(
            {where.channel, {}, kEveryone, author_of(member), {line, Json::array(), {}}});
    if (in_channel && !ack.contains("text") && !ack.contains("blocks")) return;
    const CallAnswer shown = show_response(workspace, where, ack);
    if (!shown.ok())
        notice(workspace, where.user, where.channel,
               failed_notice(command, text_of(shown.body, "error")));
}

void run_command(Workspace& workspace, const Member& member, const Channel& channel,
                 const std::string& line, const Tell& tell) {
    const Typed typed = split(line);
    const ResponseUrl where{member.id, channel.id, {}, {}};
    const std::string url = workspace.origin + workspace.urls.mint("commands", where);
    Json payload = command_payload(
        {member, channel, workspace.triggers.mint({member.id, channel.id, {}}), url}, typed.command,
        typed.text);
    workspace.deliveries.send(
        {"slash_commands", member.id, std::move(payload), true},
        [&workspace, member, where, line, command = typed.command, tell](const Outcome& outcome) {
            if (outcome.acked)
                show_ack(workspace, member, where, line, command, outcome.ack);
            else if (outcome.failure != "reset")
                notice(workspace, where.user, where.channel,
                       failed_notice(command, outcome.failure));
            tell(told(outcome));
        });
}

// Slack's own refusals: nothing reaches the app.
void refuse(Workspace& workspace, const Member& member, const Channel& channel,
            const std::string& text, const std::string& thread, const Tell& tell) {
    notice(workspace, member.id, channel.id, text, thread);
    tell(nothing_to_ack({}));
}

// "@stickerbot" as a person types it.
std::string with_mention(std::string text) {
    const std::string typed = std::string("@") + kBotName;
    for (std::size_t at = 0; (at = text.find(typed, at)) != std::string::npos;)
        text.replace(at, typed.size(), std::string("<@") + kBotUser + ">");
    return text;
}

}  // namespace

void say(Workspace& workspace, const Json& order, const Tell& tell) {
    const Seat seat = seat_of(workspace, text_of(order, "user"), text_of(order, "channel"));
    if (!seat.error.empty()) return tell(Told::refused(404, seat.error));
    const Member& member = *seat.member;
    const Channel& channel = *seat.channel;
    const std::string text = text_of(order, "text"), thread = text_of(order, "thread_ts");
    if (text.empty()) return tell(Told::refused(400, "text is missing"));
    if (!thread.empty() && !workspace.world.find(channel.id, thread))
        return tell(Told::refused(404, "no message " + thread + " in " + channel.id));
    if (text.front() == '/') {
        const std::string command = split(text).command;
        if (!workspace.app.command(command))
            return refuse(workspace, member, channel, unknown_notice(command), thread, tell);
        if (!thread.empty())
            return refuse(workspace, member, channel,
                          command + " is not supported in threads. Sorry!", thread, tell);
        return run_command(workspace, member, channel, text, tell);
    }
    const Posted posted = post(
        workspace,
        {channel.id, thread, kEveryone, author_of(member), {with_mention(text), Json::array(), {}}},
        [tell](const Outcome& outcome) { tell(told(outcome)); });
    if (posted.envelope_id.empty()) tell(nothing_to_ack(posted.ts));
}

}  // namespace twin
