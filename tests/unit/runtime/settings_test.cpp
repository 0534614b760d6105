#include "libs/runtime/settings.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace {

using runtime::Settings;

std::string only_complaint(const Settings& settings) {
    return settings.complaints().size() == 1 ? settings.complaints()[0] : std::string();
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST(Settings, FallsBackWhereNothingIsSet) {
    Settings settings(runtime::Environment{});
    EXPECT_EQ(settings.text("KAFKA_BROKERS", "127.0.0.1:9092", ""), "127.0.0.1:9092");
    EXPECT_TRUE(settings.flag("SLACK_SOCKET_MODE", true, ""));
    EXPECT_EQ(settings.number("SLACK_SOCKETS", 2, 1, 8, "", ""), 2);
    EXPECT_TRUE(settings.complaints().empty());
    EXPECT_EQ(settings.infos().size(), 3u);
}

TEST(Settings, ComplainsOfEveryBadValueAtOnceByName) {
    Settings settings(runtime::Environment{{"SLACK_SOCKETS", "many"},
                                           {"SLACK_SOCKET_MODE", "yes"},
                                           {"ADMIN_ADDR", "9464"},
                                           {"SLACK_API_URL", "slack.com"},
                                           {"LOG_LEVEL", "loud"}});
    settings.number("SLACK_SOCKETS", 2, 1, 8, "", "");
    settings.flag("SLACK_SOCKET_MODE", true, "");
    settings.address("ADMIN_ADDR", "127.0.0.1:9464", "");
    settings.url("SLACK_API_URL", "https://slack.com/api/", "");
    settings.one_of("LOG_LEVEL", "info", {"info", "error"}, "");
    ASSERT_EQ(settings.complaints().size(), 5u);
    EXPECT_EQ(settings.complaints()[0].rfind("SLACK_SOCKETS: ", 0), 0u);
    for (const std::string& line : settings.complaints())
        EXPECT_TRUE(contains(line, " · want")) << line;
}

TEST(Settings, ABotTokenInTheAppTokensPlaceIsToldWithTheMend) {
    Settings settings(runtime::Environment{{"SLACK_APP_TOKEN", "xoxb-1-2-3"}});
    settings.secret("SLACK_APP_TOKEN", true, runtime::check_app_token, "");
    const std::string line = only_complaint(settings);
    EXPECT_TRUE(contains(line, "SLACK_APP_TOKEN: this is a bot token"));
    EXPECT_TRUE(contains(line, "xapp-"));
    EXPECT_TRUE(contains(line, "connections:write"));
    EXPECT_FALSE(contains(line, "xoxb-1-2-3"));
}

TEST(Settings, TellsEveryKindOfWrongToken) {
    const auto wrong = [](const char* value) {
        return runtime::check_bot_token(value).value_or("");
    };
    EXPECT_EQ(wrong("xoxb-1-2-3"), "");
    EXPECT_EQ(wrong("xoxe.xoxb-1-abc"), "");
    EXPECT_TRUE(contains(wrong("xapp-1-A-2-3"), "app-level"));
    EXPECT_TRUE(contains(wrong("xoxp-1"), "user"));
    EXPECT_TRUE(contains(wrong("xoxe-1-abc"), "refresh"));
    EXPECT_TRUE(
        contains(wrong("0123456789abcdef0123456789abcdef"), "client secret or signing secret"));
    EXPECT_TRUE(contains(wrong("\"xoxb-1-2-3\""), "quotes"));
    EXPECT_TRUE(contains(wrong(" xoxb-1-2-3"), "space"));
    EXPECT_TRUE(contains(wrong("xoxb-1-2-3\n"), "line end"));
    EXPECT_TRUE(runtime::check_signing_secret("xoxb-1").has_value());
    EXPECT_FALSE(runtime::check_signing_secret("8f742231b10e8888abcd99yyyzzz85a5").has_value());
}

TEST(Settings, ASecretMayLieInAFile) {
    const std::string path = testing::TempDir() + "/token_file";
    std::ofstream(path) << "xoxb-9-8-7\n";
    Settings settings(runtime::Environment{{"SLACK_BOT_TOKEN_FILE", path}});
    EXPECT_EQ(settings.secret("SLACK_BOT_TOKEN", true, runtime::check_bot_token, "").reveal(),
              "xoxb-9-8-7");
    EXPECT_TRUE(settings.complaints().empty());

    Settings missing({{"SLACK_BOT_TOKEN_FILE", path + ".not"}});
    EXPECT_TRUE(missing.secret("SLACK_BOT_TOKEN", true, runtime::check_bot_token, "").empty());
    EXPECT_TRUE(contains(only_complaint(missing), "SLACK_BOT_TOKEN_FILE: cannot be read"));
}

TEST(Settings, WarnsOfANameThatIsAlmostOurs) {
    Settings settings(
        runtime::Environment{{"SLACK_APP_TOKENS", "x"}, {"KAFKA_BROKERS", "b"}, {"PATH", "/bin"}});
    ASSERT_EQ(settings.warnings().size(), 1u);
    EXPECT_TRUE(contains(settings.warnings()[0], "SLACK_APP_TOKENS"));
    EXPECT_TRUE(contains(settings.warnings()[0], "SLACK_APP_TOKEN?"));
}

}  // namespace
