// What the app's manifest says: commands, shortcuts, events, the Home tab.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "libs/base/result.hpp"
#include "tools/slack-twin/world/seed.hpp"

namespace twin {

struct Shortcut {
    std::string callback_id, name;
    bool on_message = false;  // of a message's menu; else global
};

// Bot events this Slack sends: app_mention, message.im, message.channels, message.groups,
// app_home_opened. Others may be subscribed to and never come.
struct AppSettings {
    std::vector<Command> commands;
    std::vector<Shortcut> shortcuts;
    std::set<std::string> events;
    bool home_tab = true;

    const Command* command(const std::string& name) const;  // nullptr: not the app's
    const Shortcut* shortcut(const std::string& callback_id) const;
};

AppSettings seed_app();
// The members of POST /twin/world that describe the app: "commands" and "shortcuts" (lists of
// objects), "events" (names), "home_tab". Error bad_app (never): what is wrong; nothing changed.
base::Result<AppSettings> changed(AppSettings app, const Json& order);
// As GET /twin/world shows it.
void describe(const AppSettings& app, Json& world);

}  // namespace twin
