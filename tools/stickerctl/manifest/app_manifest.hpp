// The Slack app's manifest as text. Pure.
#pragma once

#include <string>
#include <vector>

#include "libs/base/result.hpp"
#include "libs/texts/texts.hpp"

namespace stickerctl {

struct AppManifest {
    texts::Language language = texts::Language::en;
    std::vector<std::string> commands{"/sticker", "/스티커"};
    std::string request_url;  // HTTP mode: https://host/slack/events; empty: Socket Mode
};

// YAML as Slack's page takes it (https://docs.slack.dev/reference/app-manifest). Errors (never):
// bad_command, bad_url; the context says what is wanted.
base::Result<std::string> to_yaml(const AppManifest& manifest);

// Slack's page for a new app with the manifest filled in.
std::string creation_link(const std::string& yaml);

}  // namespace stickerctl
