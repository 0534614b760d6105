#include "tools/slack-twin/control/control.hpp"

#include "tools/slack-twin/control/answers.hpp"
#include "tools/slack-twin/world/seed.hpp"
#include "tools/slack-twin/world/view.hpp"

namespace twin {
namespace {

constexpr std::size_t kPrefix = 6;  // "/twin/"

http::Response json_response(const Told& told) {
    return http::Response::json(told.status, to_text(told.body));
}

// A whole number in [0, most], or nullopt when it is there and is something else.
std::optional<int> count_of(const Json& order, const char* name, int most) {
    const Json& value = member_of(order, name);
    if (value.is_null()) return 0;
    if (!value.is_number_integer() || value < 0 || value > most) return std::nullopt;
    return value.get<int>();
}

}  // namespace

Control::Control(Workspace& workspace, Switches switches)
    : workspace_(workspace), switches_(std::move(switches)), watchers_(workspace.timers) {
    workspace_.world.on_change([this](const std::string& channel) { watchers_.changed(channel); });
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
    if (name == "say") return say(workspace_, order, tell), true;
    if (name == "press") return press(workspace_, order, tell), true;
    if (name == "mode") return mode(order, tell), true;
    if (name == "world") return tell(set_world(order)), true;
    if (name == "faults") return tell(faults(order)), true;
    if (name == "reload") return tell(reload(workspace_, order)), true;
    if (name == "reset") return tell(reset()), true;
    return false;
}

void Control::see(const http::Request& request, const Tell& tell) {
    const std::string user = request.query_value("user"), channel = request.query_value("channel");
    const Seat seat = seat_of(workspace_, user, channel);
    if (!seat.error.empty()) return tell(Told::refused(404, seat.error));
    const auto show = [this, user, channel, tell] {
        const Seat now = seat_of(workspace_, user, channel);
        if (!now.error.empty()) return tell(Told::refused(404, now.error));
        tell({200, view_of(workspace_.world, *now.member, *now.channel)});
    };
    const std::string since = request.query_value("since");
    const long wait = std::atol(request.query_value("wait_ms").c_str());
    if (since != std::to_string(workspace_.world.version(channel)) || wait <= 0) return show();
    watchers_.add(channel, base::Duration{wait}, show);
}

Told Control::world() const {
    Json members = Json::array(), channels = Json::array(), commands = Json::array();
    for (const Member& member : workspace_.world.members()) members.push_back(to_json(member));
    for (const Channel& channel : workspace_.world.channels()) channels.push_back(to_json(channel));
    for (const Command& command : seed_commands())
        commands.push_back(Json{{"command", command.command}, {"hint", command.hint}});
    const Transport* transport = workspace_.transport;
    return {200, Json{{"team", Json{{"id", kTeam}, {"name", kTeamName}}},
                      {"members", std::move(members)},
                      {"channels", std::move(channels)},
                      {"commands", std::move(commands)},
                      {"scopes", workspace_.scopes},
                      {"socket_mode", transport && transport->socket_mode()},
                      {"connections", transport ? transport->connections() : 0}}};
}

Told Control::set_world(const Json& order) {
    const auto channels = count_of(order, "channels", World::kMaxAdded);
    const auto members = count_of(order, "members", World::kMaxAdded);
    const auto channel_ms = count_of(order, "channel_ms", 3'600'000);
    const auto per_minute = count_of(order, "workspace_per_minute", 1'000'000);
    if (!channels || !members || !channel_ms || !per_minute)
        return Told::refused(400, "a number is out of range");
    const Json& scopes = member_of(order, "scopes");
    if (!scopes.is_null() && !scopes.is_array())
        return Told::refused(400, "scopes is a list of scope names");
    if (scopes.is_array()) {
        workspace_.scopes.clear();
        for (const Json& scope : scopes)
            if (scope.is_string()) workspace_.scopes.insert(scope.get<std::string>());
    }
    workspace_.world.add_members(*members);
    workspace_.world.add_channels(*channels);
    Limits::Settings& limits = workspace_.limits.settings();
    if (order.contains("channel_ms")) limits.channel = base::Duration{*channel_ms};
    if (order.contains("workspace_per_minute")) limits.workspace_per_minute = *per_minute;
    return world();
}

Told Control::faults(const Json& order) {
    if (text_of(order, "method") == "socket") return socket_fault(order);
    const auto added = workspace_.faults.add(order);
    if (!added) return Told::refused(400, added.error().context);
    return {200, Json{{"ok", true}}};
}

Told Control::socket_fault(const Json& order) {
    for (const auto& [name, value] : order.items())
        if (name != "method" && name != "times" && name != "disconnect" && name != "no_hello")
            return Told::refused(400, "a socket's faults: disconnect, no_hello; not " + name);
    const auto given = count_of(order, "times", 1'000);
    if (!given) return Told::refused(400, "a number is out of range");
    const int times = order.contains("times") ? *given : 1;
    if (flag_of(order, "no_hello", false)) {
        switches_.withhold_hello(times);
        return {200, Json{{"ok", true}}};
    }
    const std::string reason = text_of(order, "disconnect");
    if (reason.empty()) return Told::refused(400, "disconnect needs a reason");
    return {200, Json{{"ok", true}, {"sockets", switches_.disconnect(reason, times)}}};
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
