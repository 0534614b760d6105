// GET and POST /twin/world: who and what is there, scopes, tokens, limits, and the app's manifest.
#include <map>
#include <optional>
#include <set>

#include "tools/slack-twin/api/methods/methods.hpp"
#include "tools/slack-twin/control/control.hpp"
#include "tools/slack-twin/world/view.hpp"

namespace twin {
namespace {

constexpr int kMostPerMinute = 1'000'000;

// A whole number in [0, most], or nullopt when it is there and is something else.
std::optional<int> count_of(const Json& order, const char* name, int most) {
    const Json& value = member_of(order, name);
    if (value.is_null()) return 0;
    if (!value.is_number_integer() || value < 0 || value > most) return std::nullopt;
    return value.get<int>();
}

std::set<std::string> names_in(const Json& list) {
    std::set<std::string> names;
    for (const Json& name : list)
        if (name.is_string()) names.insert(name.get<std::string>());
    return names;
}

// "tokens": [{"token","scopes"?,"error"?}]: bot tokens beside the usual one; `error` is what every
// call with it is told. "rotation": whether codes give rotating tokens. Empty, or what is wrong.
std::string set_tokens(Workspace& workspace, const Json& order) {
    const Json& tokens = member_of(order, "tokens");
    if (!tokens.is_null() && !tokens.is_array()) return "tokens is a list";
    for (const Json& one : tokens)
        if (text_of(one, "token").empty()) return "a token of tokens has no \"token\"";
    for (const Json& one : tokens) {
        const Json& scopes = member_of(one, "scopes");
        workspace.tokens.put(
            text_of(one, "token"),
            {scopes.is_array() ? names_in(scopes) : workspace.scopes, text_of(one, "error"), {}});
    }
    if (order.contains("rotation")) workspace.tokens.rotate(flag_of(order, "rotation", false));
    return {};
}

// "locales": {"U0KIM": "en-US"}. Empty, or what is wrong.
std::string set_locales(World& world, const Json& locales) {
    if (!locales.is_null() && !locales.is_object()) return "locales is an object";
    for (const auto& [user, locale] : locales.items())
        if (!locale.is_string() || !world.set_locale(user, locale.get<std::string>()))
            return "locales names " + user + ", who is not there or gets no locale";
    return {};
}

// "channel_ms", "workspace_per_minute"; "tiers": whether each method's tier holds;
// "methods_per_minute": {METHOD: calls, 0 for any number}, which counts before its tier. Empty, or
// what is wrong.
std::string set_limits(Limits::Settings& limits, const Json& order) {
    const auto channel_ms = count_of(order, "channel_ms", 3'600'000);
    const auto per_minute = count_of(order, "workspace_per_minute", kMostPerMinute);
    if (!channel_ms || !per_minute) return "a number is out of range";
    const Json& methods = member_of(order, "methods_per_minute");
    if (!methods.is_null() && !methods.is_object()) return "methods_per_minute is an object";
    std::map<std::string, int> own;
    for (const auto& [name, unused] : methods.items()) {
        const auto count = count_of(methods, name.c_str(), kMostPerMinute);
        if (!count || !method_named(name))
            return "methods_per_minute names " + name + ", no method or no number for it";
        own[name] = *count;
    }
    if (order.contains("channel_ms")) limits.channel = base::Duration{*channel_ms};
    if (order.contains("workspace_per_minute")) limits.workspace_per_minute = *per_minute;
    if (order.contains("tiers")) limits.tiers = flag_of(order, "tiers", false);
    if (methods.is_object()) limits.methods_per_minute = std::move(own);
    return {};
}

}  // namespace

Told Control::world() const {
    Json members = Json::array(), channels = Json::array();
    for (const Member& member : workspace_.world.members()) members.push_back(to_json(member));
    for (const Channel& channel : workspace_.world.channels()) channels.push_back(to_json(channel));
    const Transport* transport = workspace_.transport;
    Json world{{"team", Json{{"id", kTeam}, {"name", kTeamName}}},
               {"members", std::move(members)},
               {"channels", std::move(channels)},
               {"scopes", workspace_.scopes},
               {"socket_mode", transport && transport->socket_mode()},
               {"connections", transport ? transport->connections() : 0}};
    describe(workspace_.app, world);
    return {200, std::move(world)};
}

Told Control::set_world(const Json& order) {
    const auto channels = count_of(order, "channels", World::kMaxAdded);
    const auto members = count_of(order, "members", World::kMaxAdded);
    if (!channels || !members) return Told::refused(400, "a number is out of range");
    if (const std::string wrong = set_limits(workspace_.limits.settings(), order); !wrong.empty())
        return Told::refused(400, wrong);
    const Json& scopes = member_of(order, "scopes");
    if (!scopes.is_null() && !scopes.is_array())
        return Told::refused(400, "scopes is a list of scope names");
    if (scopes.is_array()) {
        workspace_.scopes = names_in(scopes);
    }
    if (const std::string wrong = set_tokens(workspace_, order); !wrong.empty())
        return Told::refused(400, wrong);
    if (const std::string wrong = set_locales(workspace_.world, member_of(order, "locales"));
        !wrong.empty())
        return Told::refused(400, wrong);
    const auto app = changed(workspace_.app, order);
    if (!app) return Told::refused(400, app.error().context);
    workspace_.app = *app;
    workspace_.world.add_members(*members);
    workspace_.world.add_channels(*channels);
    return world();
}

}  // namespace twin
