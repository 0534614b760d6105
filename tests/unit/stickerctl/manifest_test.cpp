#include <gtest/gtest.h>

#include "tools/stickerctl/manifest/app_manifest.hpp"

namespace {

using stickerctl::AppManifest;

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST(Manifest, InSocketModeHasNoAddressAtAll) {
    const auto yaml = stickerctl::to_yaml(AppManifest{});
    ASSERT_TRUE(yaml.ok());
    EXPECT_FALSE(contains(*yaml, "url"));
    EXPECT_TRUE(contains(*yaml, "socket_mode_enabled: true"));
    EXPECT_TRUE(contains(*yaml, R"(command: "/sticker")"));
    EXPECT_TRUE(contains(*yaml, R"(command: "/스티커")"));
}

TEST(Manifest, InHttpModeNamesTheAddressForCommandsEventsButtonsAndOptions) {
    AppManifest manifest;
    manifest.request_url = "https://stickers.example/slack/events";
    const auto yaml = stickerctl::to_yaml(manifest);
    ASSERT_TRUE(yaml.ok());
    EXPECT_TRUE(contains(*yaml, "socket_mode_enabled: false"));
    std::size_t times = 0;
    for (auto at = yaml->find(manifest.request_url); at != std::string::npos;
         at = yaml->find(manifest.request_url, at + 1)) {
        ++times;
    }
    EXPECT_EQ(times, 5u);
}

TEST(Manifest, HearsMentionsAndTheBotsOwnConversation) {
    const auto yaml = stickerctl::to_yaml(AppManifest{});
    ASSERT_TRUE(yaml.ok());
    for (const char* line : {"      - \"app_mention\"\n", "      - \"message.im\"\n",
                             "      - \"app_mentions:read\"\n", "      - \"im:history\"\n",
                             "    messages_tab_read_only_enabled: false\n"}) {
        EXPECT_TRUE(contains(*yaml, line)) << line;
    }
}

TEST(Manifest, ANameThatSlackRefusesIsRefusedHere) {
    for (const char* command : {"sticker", "/", "/two words", "/a/b", "/\"x", "/\n", "/\x7f",
                                "/\xff", "", "/123456789012345678901234567890123"}) {
        AppManifest manifest;
        manifest.commands = {command};
        EXPECT_EQ(stickerctl::to_yaml(manifest).error().code, "bad_command") << command;
    }
}

TEST(Manifest, HasOneCommandAtLeastAndFiftyAtMost) {
    AppManifest manifest;
    manifest.commands.assign(50, "/sticker");
    EXPECT_TRUE(stickerctl::to_yaml(manifest).ok());
    manifest.commands.emplace_back("/sticker");
    EXPECT_FALSE(stickerctl::to_yaml(manifest).ok());
    manifest.commands.clear();
    EXPECT_FALSE(stickerctl::to_yaml(manifest).ok());
}

TEST(Manifest, AnAddressWithoutTlsIsRefused) {
    AppManifest manifest;
    manifest.request_url = "http://stickers.example/slack/events";
    EXPECT_EQ(stickerctl::to_yaml(manifest).error().code, "bad_url");
}

TEST(Manifest, TheLinkCarriesItEscaped) {
    const std::string link = stickerctl::creation_link("a: \"스\"\n");
    EXPECT_EQ(link, "https://api.slack.com/apps?new_app=1&manifest_yaml=a%3A%20%22%EC%8A%A4%22%0A");
}

TEST(Manifest, AnOptionalScopeStandsInTheMainListToo) {
    const auto yaml = stickerctl::to_yaml(AppManifest{});
    ASSERT_TRUE(yaml.ok());
    const auto optional = yaml->find("bot_optional:");
    for (const char* scope : {"chat:write.customize", "files:read", "channels:history",
                              "groups:history"}) {
        const std::string entry = '"' + std::string(scope) + '"';
        EXPECT_LT(yaml->find(entry), optional) << scope;
        EXPECT_NE(yaml->find(entry, optional), std::string::npos) << scope;
    }
}

}  // namespace
