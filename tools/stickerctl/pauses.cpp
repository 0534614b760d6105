#include "libs/limits/pauses.hpp"

#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

#include "tools/stickerctl/commands.hpp"
#include "tools/stickerctl/output.hpp"

namespace stickerctl {
namespace {

const runtime::Flag team_flag{"--team", "T", "of this workspace alone"};
const runtime::Flag channel_flag{"--channel", "C", "of this conversation alone"};
const runtime::Flag json_flag{"--json", "", "one JSON object a pause"};

// "90s", "30m", "2h", "1d".
std::optional<base::Duration> duration_of(const std::string& text) {
    long count = 0;
    const auto* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, count);
    constexpr long most = 366;  // of days
    if (error != std::errc{} || rest + 1 != end || count < 1 || count > most * 24 * 60 * 60) {
        return std::nullopt;
    }
    switch (*rest) {
        case 's':
            return std::chrono::seconds{count};
        case 'm':
            return std::chrono::minutes{count};
        case 'h':
            return std::chrono::hours{count};
        case 'd':
            return std::chrono::hours{24 * count};
        default:
            return std::nullopt;
    }
}

std::string scope_of(const limits::Pause& pause) {
    if (pause.team.empty() && pause.channel.empty()) return "everything";
    std::string scope = pause.team.empty() ? "" : "team " + pause.team;
    if (!pause.channel.empty()) {
        scope += (scope.empty() ? "channel " : ", channel ") + pause.channel;
    }
    return scope;
}

void show(const limits::Pause& pause, const std::string& what, bool json) {
    if (json) {
        nlohmann::ordered_json object{{"team", pause.team},
                                      {"channel", pause.channel},
                                      {"state", what},
                                      {"reason", pause.reason}};
        if (pause.left) object["left_ms"] = pause.left->count();
        return print_json(object);
    }
    std::string line = what + ": " + scope_of(pause);
    if (!pause.reason.empty()) line += " (" + pause.reason + ")";
    if (pause.left) {
        line += ", ends in " +
                std::to_string(std::chrono::ceil<std::chrono::seconds>(*pause.left).count()) + " s";
    }
    print_line(line);
}

int away(const base::Error& error) {
    complain("REDIS_URL: Redis does not answer · redis://host:port/db · " + error.message());
    return found_something_wrong;
}

limits::Pause asked(const runtime::Arguments& arguments) {
    return {arguments.value("--team"), arguments.value("--channel"), arguments.value("--reason"),
            {}};
}

}  // namespace

runtime::Command pause_command() {
    return {"pause",
            "all posters stop visible posts there within 2 s; what waits is kept, and who waits is "
            "told",
            {team_flag,
             channel_flag,
             {"--for", "TIME", "ends by itself after 90s, 30m, 2h, 1d"},
             {"--reason", "TEXT", "what those who wait read"},
             json_flag},
            ""};
}

runtime::Command resume_command() {
    return {"resume",
            "ends the pause with the same --team and --channel; posts go on under Slack's limits",
            {team_flag, channel_flag, json_flag},
            ""};
}

runtime::Command paused_command() {
    return {"paused", "shows what is paused", {json_flag}, ""};
}

int pause(const Config& config, const runtime::Arguments& arguments) {
    auto wanted = asked(arguments);
    if (arguments.has("--for")) {
        wanted.left = duration_of(arguments.value("--for"));
        if (!wanted.left) {
            complain("--for: no time · 90s, 30m, 2h or 1d");
            return wrong_usage;
        }
    }
    redis::Client redis(config.redis);
    const auto set = limits::Pauses(redis).set(wanted);
    if (!set) return away(set.error());
    show(wanted, "paused", arguments.has("--json"));
    return done;
}

int resume(const Config& config, const runtime::Arguments& arguments) {
    const auto wanted = asked(arguments);
    redis::Client redis(config.redis);
    const auto lifted = limits::Pauses(redis).lift(wanted.team, wanted.channel);
    if (!lifted) return away(lifted.error());
    if (!*lifted) {
        complain("not paused: " + scope_of(wanted) + " (stickerctl paused shows what is)");
        return found_something_wrong;
    }
    show(wanted, "resumed", arguments.has("--json"));
    return done;
}

int paused(const Config& config, const runtime::Arguments& arguments) {
    redis::Client redis(config.redis);
    const auto all = limits::Pauses(redis).all();
    if (!all) return away(all.error());
    const bool json = arguments.has("--json");
    for (const auto& pause : *all) show(pause, "paused", json);
    if (all->empty() && !json) print_line("nothing is paused");
    return done;
}

}  // namespace stickerctl
