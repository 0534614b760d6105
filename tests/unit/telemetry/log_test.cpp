#include "libs/telemetry/log.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "libs/telemetry/line.hpp"

namespace {

using telemetry::Field;
using telemetry::Format;
using telemetry::Level;
using telemetry::Log;

struct Lines {
    std::vector<std::string> lines;
    static void take(void* context, std::string_view line) {
        static_cast<Lines*>(context)->lines.emplace_back(line);
    }
};

TEST(Log, WritesOneJsonObjectALine) {
    Lines lines;
    Log log("gateway", Level::info, Format::json, Lines::take, &lines);
    log.info("socket_live", {{"connection", 7}, {"ratio", 0.5}, {"ready", true}, {"host", "a\"b\n"}});
    ASSERT_EQ(lines.lines.size(), 1u);
    const auto line = nlohmann::json::parse(lines.lines[0]);
    EXPECT_EQ(line["level"], "info");
    EXPECT_EQ(line["program"], "gateway");
    EXPECT_EQ(line["event"], "socket_live");
    EXPECT_EQ(line["connection"], 7);
    EXPECT_EQ(line["ratio"], 0.5);
    EXPECT_EQ(line["ready"], true);
    EXPECT_EQ(line["host"], "a\"b\n");
}

TEST(Log, LeavesOutWhatIsBelowItsLevel) {
    Lines lines;
    Log log("gateway", Level::warn, Format::text, Lines::take, &lines);
    log.info("quiet", {});
    log.error("loud", {});
    ASSERT_EQ(lines.lines.size(), 1u);
    EXPECT_NE(lines.lines[0].find("loud"), std::string::npos);
}

TEST(Log, AValueCannotForgeALine) {
    Lines lines;
    Log log("gateway", Level::info, Format::text, Lines::take, &lines);
    log.info("event", {{"name", "x\n12:00:00.000 error gateway  forged"}});
    ASSERT_EQ(lines.lines.size(), 1u);
    EXPECT_EQ(lines.lines[0].find('\n'), std::string::npos);
}

TEST(Log, ReplacesInvalidUtf8) {
    Lines lines;
    Log log("gateway", Level::info, Format::json, Lines::take, &lines);
    log.info("event", {{"name", std::string("\xff\xc0\x80고")}});
    EXPECT_TRUE(nlohmann::json::accept(lines.lines[0]));
    EXPECT_NE(lines.lines[0].find("고"), std::string::npos);
}

TEST(Log, NeverShowsWhatLooksLikeASecret) {
    for (const char* secret :
         {"xoxb-123-456-abc", "xapp-1-A0-9-deadbeef", "xoxp-1-2", "xoxe.xoxb-1-abc", "xoxe-1-abc",
          "https://hooks.slack.com/commands/T1/2/abcdef", "wss://wss-primary.slack.com/link/?ticket=abcdef&x=1"}) {
        Lines lines;
        Log log("gateway", Level::info, Format::json, Lines::take, &lines);
        log.info("event", {{"what", std::string("before ") + secret + " after"}});
        const std::string& line = lines.lines[0];
        EXPECT_EQ(line.find("abc"), std::string::npos) << line;
        EXPECT_EQ(line.find("deadbeef"), std::string::npos) << line;
        EXPECT_NE(line.find("***"), std::string::npos) << line;
        EXPECT_NE(line.find("after"), std::string::npos) << line;
        EXPECT_TRUE(nlohmann::json::accept(line)) << line;
    }
}

}  // namespace
