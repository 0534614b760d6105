#include "tools/stickerctl/manifest/app_manifest.hpp"

#include <array>
#include <nlohmann/json.hpp>

#include "libs/http/message.hpp"

namespace stickerctl {
namespace {

// docs.slack.dev, app manifest: a command has 32 characters at most, its slash included.
constexpr std::size_t longest_command = 32;
constexpr std::size_t most_commands = 50;

// What each is for, and what is lost without it: docs/scopes.md. Slack wants the optional ones,
// which may be declined when installing, in the main list too (changelog of 2026-03-16).
constexpr std::array<const char*, 11> scopes{
    "commands",   "chat:write",        "chat:write.public", "users:read",
    "emoji:read", "app_mentions:read", "im:history",        "chat:write.customize",
    "files:read", "channels:history",  "groups:history"};
constexpr std::array<const char*, 4> optional_scopes{"chat:write.customize", "files:read",
                                                     "channels:history", "groups:history"};
// What is said to the bot: by a mention (app_mentions:read), in its own conversation (im:history).
constexpr std::array<const char*, 2> events{"app_mention", "message.im"};

// JSON's strings are YAML's double-quoted ones. What is no UTF-8 becomes U+FFFD.
std::string quoted(const std::string& text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::size_t characters(const std::string& text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    return count;
}

// Printable UTF-8 without blanks: what stands in quotes as it is.
bool is_word(const std::string& text) {
    return quoted(text) == '"' + text + '"' && text.find_first_of(" \x7f") == std::string::npos;
}

bool is_command(const std::string& command) {
    return command.size() > 1 && command.front() == '/' && is_word(command) &&
           characters(command) <= longest_command && command.find('/', 1) == std::string::npos;
}

bool is_request_url(const std::string& url) {
    return url.rfind("https://", 0) == 0 && url.size() > 8 && is_word(url);
}

template <class Names>
std::string list(const Names& names) {
    std::string text;
    for (const char* name : names) text += "      - " + quoted(name) + "\n";
    return text;
}

std::string command_entry(const std::string& command, const AppManifest& manifest) {
    std::string text = "    - command: " + quoted(command) + "\n";
    if (!manifest.request_url.empty()) text += "      url: " + quoted(manifest.request_url) + "\n";
    return text +
           "      description: " + quoted(texts::say(manifest.language, "manifest.command")) +
           "\n      usage_hint: " + quoted(texts::say(manifest.language, "manifest.hint")) +
           "\n      should_escape: false\n";
}

}  // namespace

base::Result<std::string> to_yaml(const AppManifest& manifest) {
    const bool http = !manifest.request_url.empty();
    if (http && !is_request_url(manifest.request_url)) {
        return base::Error::never("bad_url",
                                  quoted(manifest.request_url) + ": want https://your.address");
    }
    if (manifest.commands.empty() || manifest.commands.size() > most_commands) {
        return base::Error::never(
            "bad_command", std::to_string(manifest.commands.size()) + " of them: want 1 to 50");
    }
    const auto say = [&](const char* key) { return quoted(texts::say(manifest.language, key)); };
    std::string yaml = "_metadata:\n  major_version: 2\n  minor_version: 1\n";
    yaml += "display_information:\n  name: " + say("manifest.name") +
            "\n  description: " + say("manifest.description") + "\n";
    yaml +=
        "features:\n  app_home:\n    home_tab_enabled: false\n    messages_tab_enabled: true\n"
        "    messages_tab_read_only_enabled: false\n";
    yaml += "  bot_user:\n    display_name: " + say("manifest.bot") + "\n    always_online: true\n";
    yaml += "  slash_commands:\n";
    for (const std::string& command : manifest.commands) {
        if (!is_command(command)) {
            return base::Error::never(
                "bad_command", quoted(command) + ": want / and a word, 32 characters at most");
        }
        yaml += command_entry(command, manifest);
    }
    yaml += "oauth_config:\n  scopes:\n    bot:\n" + list(scopes) + "    bot_optional:\n" +
            list(optional_scopes);
    const std::string address =
        http ? "    request_url: " + quoted(manifest.request_url) + "\n" : std::string();
    yaml += "settings:\n  event_subscriptions:\n" + address + "    bot_events:\n" + list(events);
    yaml += "  interactivity:\n    is_enabled: true\n" + address;
    // Where Slack asks for the options of an external select; in Socket Mode it needs no address.
    if (http) yaml += "    message_menu_options_url: " + quoted(manifest.request_url) + "\n";
    yaml += "  org_deploy_enabled: false\n  socket_mode_enabled: " +
            std::string(http ? "false" : "true") + "\n  token_rotation_enabled: false\n";
    return yaml;
}

std::string creation_link(const std::string& yaml) {
    return "https://api.slack.com/apps?new_app=1&manifest_yaml=" + http::url_encode(yaml);
}

}  // namespace stickerctl
