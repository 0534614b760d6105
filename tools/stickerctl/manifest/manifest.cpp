#include "tools/stickerctl/commands.hpp"
#include "tools/stickerctl/manifest/app_manifest.hpp"
#include "tools/stickerctl/output.hpp"

namespace stickerctl {

runtime::Command manifest_command() {
    return {"manifest",
            "prints the Slack app's manifest as YAML",
            {{"--socket", "", "for Socket Mode (the default)"},
             {"--http", "URL", "for HTTP mode: your public address, https://…"},
             {"--lang", "ko|en", "language of the texts that Slack shows (default en)"},
             {"--command", "/NAME",
              "name of a command, may be repeated (default /sticker and /스티커)", true},
             {"--link", "", "prints the address of Slack's page with the manifest filled in"}},
            ""};
}

int manifest(const runtime::Arguments& arguments) {
    AppManifest manifest;
    const std::string lang = arguments.value("--lang", "en");
    if (lang != "en" && lang != "ko") {
        complain("--lang " + lang + ": want ko or en");
        return wrong_usage;
    }
    if (arguments.has("--socket") && arguments.has("--http")) {
        complain("--socket and --http: want one of the two");
        return wrong_usage;
    }
    manifest.language = texts::language_of(lang);
    if (arguments.has("--command")) manifest.commands = arguments.values("--command");
    if (arguments.has("--http")) {
        std::string base = arguments.value("--http");
        while (!base.empty() && base.back() == '/') base.pop_back();
        manifest.request_url = base + "/slack/events";
    }
    const auto yaml = to_yaml(manifest);
    if (!yaml) {
        const bool url = yaml.error().code == "bad_url";
        complain((url ? "--http " : "--command ") + yaml.error().context);
        return wrong_usage;
    }
    print_line(arguments.has("--link") ? creation_link(*yaml) : *yaml);
    return done;
}

}  // namespace stickerctl
