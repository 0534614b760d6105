// What `stickerctl replay` says: the recorded ids, and nothing that is a member's or a secret.
#include <cstdio>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/integration/stickerctl/recorded_log.hpp"

namespace {

using namespace worker;

struct Said {
    int code = -1;
    std::string out;

    std::vector<std::string> lines() const {
        std::vector<std::string> found;
        std::istringstream text(out);
        for (std::string line; std::getline(text, line);) found.push_back(line);
        return found;
    }
};

struct ReplayLines : stickerctl_tests::RecordedLog {
    Said call(const std::string& words) {
        const std::string line = "env -i KAFKA_BROKERS=" + client.brokers + " " +
                                 std::string(SSB_PROGRAM) + " " + words + " 2>&1";
        Said said;
        FILE* const pipe = popen(line.c_str(), "r");
        if (!pipe) return said;
        char part[4096];
        while (const auto length = std::fread(part, 1, sizeof part, pipe))
            said.out.append(part, length);
        const int status = pclose(pipe);
        said.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        return said;
    }
};

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST_F(ReplayLines, NameTheActionsThatWereRecordedAndNoWordsOrSecrets) {
    const auto search = record(command("search 비밀말", "/sticker", "E1"), korean());
    const auto send =
        record(press(std::string(button::send), value_of(Send{"p", "pack/1", 2}), "E2"), korean());
    const Said said = call("replay --from -1h --to now --sink dry-run");
    EXPECT_EQ(said.code, 0);
    const auto lines = said.lines();
    ASSERT_EQ(lines.size(), 4u) << said.out;
    EXPECT_TRUE(contains(lines[0], "sticker.events.v1") && contains(lines[0], "2 records"));
    ASSERT_FALSE(search.actions.empty());
    ASSERT_FALSE(send.actions.empty());
    for (const auto& action : search.actions) EXPECT_TRUE(contains(lines[1], action.id.value));
    for (const auto& action : send.actions) EXPECT_TRUE(contains(lines[2], action.id.value));
    for (const char* hidden : {"비밀말", "hooks.slack.com", "trigger.", "고양이 1", "김지민"}) {
        EXPECT_FALSE(contains(said.out, hidden)) << hidden;
    }
}

TEST_F(ReplayLines, AsJsonAreAnObjectEach) {
    const auto search = record(command("search 비밀말", "/sticker", "E1"), korean());
    const Said said = call("replay --from -1h --to now --json");
    EXPECT_EQ(said.code, 0);
    const auto lines = said.lines();
    ASSERT_EQ(lines.size(), 2u) << said.out;
    EXPECT_EQ(json::parse(lines[0]).at("records"), 1);
    const json event = json::parse(lines[1]);
    EXPECT_EQ(event.at("rule"), search.rule);
    EXPECT_EQ(event.at("actions").at(0).at("id"), search.actions.at(0).id.value);
    EXPECT_FALSE(contains(said.out, "비밀말") || contains(said.out, "hooks.slack.com"));
}

TEST_F(ReplayLines, AnUndecidedEventIsAnExitOfOne) {
    write(events, proto::encode(command("비밀말", "/sticker", "E1")));
    const Said said = call("replay --from -1h --to now");
    EXPECT_EQ(said.code, 1);
    EXPECT_TRUE(contains(said.out, "not decided: no decision is recorded")) << said.out;
}

TEST_F(ReplayLines, WhatWasLeftOutIsSaid) {
    record(command("고양이", "/sticker", "E1"), korean());
    record(command("고양이", "/sticker", "E2"), korean());
    const Said said = call("replay --from -1h --to now --limit 1");
    EXPECT_EQ(said.code, 0);
    EXPECT_TRUE(contains(said.out, "--limit 1: reached")) << said.out;
}

}  // namespace
