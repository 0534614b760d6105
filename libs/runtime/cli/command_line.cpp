#include "libs/runtime/cli/command_line.hpp"

#include <CLI/CLI.hpp>
#include <sstream>

#include "libs/runtime/version.hpp"

namespace runtime {
namespace {

constexpr int usage_exit = 2;

std::string settings_help(const Settings& settings) {
    std::ostringstream out;
    out << "Settings (environment variables):\n";
    for (const SettingInfo& info : settings.infos()) {
        out << "  " << info.name << "  " << info.type;
        if (!info.fallback.empty()) out << "  [" << info.fallback << "]";
        out << "\n      " << info.about << "\n";
    }
    return out.str();
}

// CLI11 keeps references to where values go, so they live here until parsing is over.
struct Slots {
    std::map<std::string, std::vector<std::string>> values;
    std::map<std::string, bool> switches;
    std::vector<std::string> rest;
};

void add_flags(CLI::App& app, const std::vector<Flag>& flags, Slots& slots) {
    for (const Flag& flag : flags) {
        if (flag.argument.empty()) {
            app.add_flag(flag.name, slots.switches[flag.name], flag.about);
            continue;
        }
        auto* option = app.add_option(flag.name, slots.values[flag.name], flag.about);
        option->type_name(flag.argument);
        option->expected(1);
        option->allow_extra_args(false);  // "--limit 2 cat": cat is not its
        option->multi_option_policy(flag.repeatable ? CLI::MultiOptionPolicy::TakeAll
                                                    : CLI::MultiOptionPolicy::TakeLast);
    }
}

void collect(const Slots& slots, Arguments& arguments) {
    for (const auto& [name, values] : slots.values) {
        if (!values.empty()) arguments.flags[name] = values;
    }
    for (const auto& [name, given] : slots.switches) {
        if (given) arguments.flags[name] = {""};
    }
    arguments.rest = slots.rest;
}

void add_command(CLI::App& app, const Command& command, Slots& slots) {
    CLI::App* sub = app.add_subcommand(command.name, command.about);
    add_flags(*sub, command.flags, slots);
    if (!command.rest.empty()) {
        sub->add_option("rest", slots.rest, command.about)->type_name(command.rest)->expected(0, -1);
        sub->positionals_at_end(false);
    }
}

std::string version_line(const ProgramInfo& info) {
    return info.name + " " + version() + " (" + git_id() + ")\n";
}

}  // namespace

std::string Arguments::value(const std::string& flag, const std::string& fallback) const {
    const auto found = flags.find(flag);
    return found == flags.end() || found->second.empty() ? fallback : found->second.back();
}

std::vector<std::string> Arguments::values(const std::string& flag) const {
    const auto found = flags.find(flag);
    return found == flags.end() ? std::vector<std::string>{} : found->second;
}

CommandLine parse_command_line(const ProgramInfo& info, const Settings& settings, int argc,
                               char** argv) {
    CommandLine line;
    CLI::App app{info.about, info.name};
    std::string footer = settings.infos().empty() ? std::string() : "\n" + settings_help(settings);
    if (!info.epilogue.empty()) footer += "\n" + info.epilogue;
    app.footer(footer);
    bool version_wanted = false;
    app.add_flag("--version", version_wanted, "print version and git id");
    app.add_flag("--check", line.check, "read the settings, say all that is wrong with them, exit 2 or 0");
    std::map<std::string, Slots> slots;
    add_flags(app, info.flags, slots[""]);
    for (const Command& command : info.commands) add_command(app, command, slots[command.name]);
    app.require_subcommand(0, 1);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        std::ostringstream out, err;
        const int code = app.exit(error, out, err);
        line.out = out.str();
        line.err = err.str();
        line.exit = code == 0 ? 0 : usage_exit;
        return line;
    }
    if (version_wanted) {
        line.out = version_line(info);
        line.exit = 0;
        return line;
    }
    collect(slots[""], line.arguments);
    if (!app.get_subcommands().empty()) {
        line.arguments.command = app.get_subcommands().front()->get_name();
        collect(slots[line.arguments.command], line.arguments);
    } else if (!info.commands.empty() && !line.check) {
        line.err = app.help();
        line.exit = usage_exit;
    }
    return line;
}

}  // namespace runtime
