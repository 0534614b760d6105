#include "tools/slack-twin/team/app.hpp"

#include <algorithm>

namespace twin {
namespace {

base::Error wrong(const std::string& what) { return base::Error::never("bad_app", what); }

base::Result<std::vector<Command>> read_commands(const Json& list) {
    std::vector<Command> commands;
    for (const Json& one : list) {
        const std::string name = text_of(one, "command");
        if (name.size() < 2 || name.front() != '/')
            return wrong("commands is a list of {\"command\":\"/…\",\"hint\"?}");
        commands.push_back({name, text_of(one, "hint")});
    }
    return commands;
}

base::Result<std::vector<Shortcut>> read_shortcuts(const Json& list) {
    std::vector<Shortcut> shortcuts;
    for (const Json& one : list) {
        const std::string id = text_of(one, "callback_id"), type = text_of(one, "type");
        if (id.empty() || (type != "message" && type != "global"))
            return wrong(
                "shortcuts is a list of "
                "{\"callback_id\",\"name\",\"type\":\"message\"|\"global\"}");
        shortcuts.push_back({id, text_of(one, "name"), type == "message"});
    }
    return shortcuts;
}

template <class All, class Is>
auto* first(const All& all, const Is& is) {
    const auto found = std::find_if(all.begin(), all.end(), is);
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

const Command* AppSettings::command(const std::string& name) const {
    return first(commands, [&](const Command& one) { return one.command == name; });
}

const Shortcut* AppSettings::shortcut(const std::string& callback_id) const {
    return first(shortcuts, [&](const Shortcut& one) { return one.callback_id == callback_id; });
}

AppSettings seed_app() {
    return {seed_commands(),
            {{"sticker_search", "스티커 찾기 · Find a sticker", false},
             {"sticker_reply", "스티커로 답장 · Reply with a sticker", true}},
            {"app_mention", "message.im", "app_home_opened"},
            true};
}

base::Result<AppSettings> changed(AppSettings app, const Json& order) {
    for (const char* name : {"commands", "shortcuts", "events"})
        if (order.contains(name) && !order[name].is_array())
            return wrong(std::string(name) + " is a list");
    if (order.contains("commands")) {
        auto commands = read_commands(order["commands"]);
        if (!commands) return commands.error();
        app.commands = std::move(*commands);
    }
    if (order.contains("shortcuts")) {
        auto shortcuts = read_shortcuts(order["shortcuts"]);
        if (!shortcuts) return shortcuts.error();
        app.shortcuts = std::move(*shortcuts);
    }
    if (order.contains("events")) {
        app.events.clear();
        for (const Json& event : order["events"])
            if (event.is_string()) app.events.insert(event.get<std::string>());
    }
    app.home_tab = flag_of(order, "home_tab", app.home_tab);
    return app;
}

void describe(const AppSettings& app, Json& world) {
    Json commands = Json::array(), shortcuts = Json::array();
    for (const Command& one : app.commands)
        commands.push_back(Json{{"command", one.command}, {"hint", one.hint}});
    for (const Shortcut& one : app.shortcuts)
        shortcuts.push_back(Json{{"callback_id", one.callback_id},
                                 {"name", one.name},
                                 {"type", one.on_message ? "message" : "global"}});
    world["commands"] = std::move(commands);
    world["shortcuts"] = std::move(shortcuts);
    world["events"] = app.events;
    world["home_tab"] = app.home_tab;
}

}  // namespace twin
