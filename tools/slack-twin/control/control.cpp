#include "tools/slack-twin/control/control.hpp"

#include <map>

#include "tools/slack-twin/control/answers.hpp"
#include "tools/slack-twin/world/view.hpp"

namespace twin {
namespace {

constexpr std::size_t kPrefix = 6;  // "/twin/"

http::Response json_response(const Told& told) {
    return http::Response::json(told.status, to_text(told.body));
}

// Grows with every change of the channel and of the member's views.
std::uint64_t sequence_of(const Workspace& workspace, const std::string& user,
                          const std::string& channel) {
    return workspace.world.version(channel) + workspace.views.version(user);
}

Json seen_by(const Workspace& workspace, const Member& member, const Channel& channel) {
    Json seen = view_of(workspace.world, member, channel);
    seen["seq"] = sequence_of(workspace, member.id, channel.id);
    seen.update(open_views(workspace.views, member.id));
    return seen;
}

}  // namespace

Control::Control(Workspace& workspace, Switches switches)
    : workspace_(workspace), switches_(std::move(switches)), watchers_(workspace.timers) {
    const auto changed = [this](const std::string& what) { watchers_.changed(what); };
    workspace_.world.on_change(changed);  // a channel
    workspace_.views.on_change(changed);  // a member
}

void Control::answer(const http::Request& request, const Reply& reply) {
    const std::string name = request.path.size() > kPrefix ? request.path.substr(kPrefix) : "";
    const Tell tell = [reply](const Told& told) { reply({json_response(told)}); };
    if (request.method == "GET") {
        if (name == "see") return see(request, tell);
        if (name == "world") return tell(world());
        if (name == "ledger")
            return reply({{200,
                           {{"Content-Type", "application/x-ndjson; charset=utf-8"}},
                           workspace_.ledger.text()}});
        return tell(Told::refused(404, "no such call: GET " + request.path));
    }
    const Json order = request.body.empty() ? Json::object() : parse_json(request.body);
    if (!order.is_object()) return tell(Told::refused(400, "the body is no JSON object"));
    if (!post(name, order, tell)) tell(Told::refused(404, "no such call: POST " + request.path));
}

bool Control::post(const std::string& name, const Json& order, const Tell& tell) {
    if (name == "mode") return mode(order, tell), true;
    if (name == "world") return tell(set_world(order)), true;
    if (name == "faults") return tell(faults(order)), true;
    if (name == "reload") return tell(reload(workspace_, order)), true;
    if (name == "reset") return tell(reset()), true;
    return act(name, order, tell);
}

// What members do.
bool Control::act(const std::string& name, const Json& order, const Tell& tell) {
    using Act = void (*)(Workspace&, const Json&, const Tell&);
    static const std::map<std::string, Act> acts{
        {"say", say},   {"press", press},      {"shortcut", shortcut}, {"submit", submit},
        {"type", type}, {"close", close_view}, {"home", open_home}};
    const auto found = acts.find(name);
    if (found == acts.end()) return false;
    found->second(workspace_, order, tell);
    return true;
}

void Control::see(const http::Request& request, const Tell& tell) {
    const std::string user = request.query_value("user"), channel = request.query_value("channel");
    const Seat seat = seat_of(workspace_, user, channel);
    if (!seat.error.empty()) return tell(Told::refused(404, seat.error));
    const auto show = [this, user, channel, tell] {
        const Seat now = seat_of(workspace_, user, channel);
        if (!now.error.empty()) return tell(Told::refused(404, now.error));
        tell({200, seen_by(workspace_, *now.member, *now.channel)});
    };
    const std::string since = request.query_value("since");
    const long wait = std::atol(request.query_value("wait_ms").c_str());
    if (since != std::to_string(sequence_of(workspace_, user, channel)) || wait <= 0) return show();
    watchers_.add({channel, user}, base::Duration{wait}, show);
}

Told Control::faults(const Json& order) {
    if (text_of(order, "method") == "socket") return socket_fault(order);
    const auto added = workspace_.faults.add(order);
    if (!added) return Told::refused(400, added.error().context);
    return {200, Json{{"ok", true}}};
}

Told Control::socket_fault(const Json& order) {
    const auto fault = read_socket_fault(order);
    if (!fault) return Told::refused(400, fault.error().context);
    int reached = 0;
    if (fault->kind == SocketFault::Kind::redeliver)
        workspace_.deliveries.repeat(fault->times, fault->count);
    else
        reached = switches_.socket_fault(*fault);
    return {200, Json{{"ok", true}, {"sockets", reached}}};
}

void Control::mode(const Json& order, const Tell& tell) {
    if (!member_of(order, "socket").is_boolean())
        return tell(Told::refused(400, "socket is true or false"));
    switches_.mode(order["socket"].get<bool>(), text_of(order, "url"), tell);
}

Told Control::reset() {
    workspace_.reset();
    switches_.reset();
    return {200, Json{{"ok", true}}};
}

}  // namespace twin
