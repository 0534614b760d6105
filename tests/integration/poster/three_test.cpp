// Three posters share Slack's limits; an operator pauses all of them.
#include <array>
#include <cstdio>
#include <memory>

#include "tests/integration/poster/world.hpp"

namespace {

using namespace poster_tests;

struct Three : poster_tests::World {
    Three() : World({"--appendonly", "yes", "--appendfsync", "always"}) {}

    std::vector<std::unique_ptr<ServiceProcess>> posters;

    // Each with its share of the partitions: the time of a rebalance is nobody's pace.
    void start(int count = 3) {
        for (int i = 0; i < count; ++i) {
            posters.push_back(std::make_unique<ServiceProcess>(environment));
            ASSERT_TRUE(ready(*posters.back()));
        }
        const int share = proto::actions_topic.partitions / count;
        ASSERT_EQ(share * count, proto::actions_topic.partitions);
        for (const auto& poster : posters) {
            ASSERT_TRUE(eventually([&] { return partitions_of(*poster) == share; }, 20s));
        }
    }
    static int partitions_of(const ServiceProcess& poster) {
        const auto state = json::parse(ask(poster, "/debug/state").body, nullptr, false);
        return state.is_object() ? state.value("partitions", 0) : 0;
    }
    static std::string channel(int number) { return "C" + std::to_string(number); }
    // `each` posts in each of `channels`, in order.
    std::vector<proto::Action> wave(int channels, int each) const {
        std::vector<proto::Action> actions;
        for (int i = 0; i < each; ++i) {
            for (int c = 0; c < channels; ++c) {
                auto action = traced(i, channel(c));
                action.id = proto::action_id(proto::TeamId("T1"), channel(c), "send", i);
                actions.push_back(std::move(action));
            }
        }
        return actions;
    }
    // A call that arrives late, on a busy machine, is followed sooner by the next one: they leave
    // 1.05 s apart.
    static constexpr std::chrono::milliseconds arrival{150};
    // Each channel has its posts once, in order, a second apart; no call was refused.
    void expect_all_in_order(int channels, int each) const {
        for (int c = 0; c < channels; ++c) {
            const auto posts = slack.calls("chat.postMessage", channel(c));
            ASSERT_EQ(posts.size(), static_cast<std::size_t>(each)) << channel(c);
            for (std::size_t i = 0; i < posts.size(); ++i) {
                EXPECT_EQ(posts[i].text(), "cat " + std::to_string(i));
                EXPECT_EQ(posts[i].status, 200);
                if (i == 0) continue;
                EXPECT_GE(posts[i].at - posts[i - 1].at, 1000ms - arrival) << channel(c) << " " << i;
            }
        }
    }
    static void wait_for(std::chrono::milliseconds span) {
        const auto until = std::chrono::steady_clock::now() + span;
        (void)eventually([&] { return std::chrono::steady_clock::now() >= until; }, span * 2);
    }
    // What an operator types; its words and its exit code.
    std::pair<std::string, int> stickerctl(const std::string& words) const {
        std::string program = SSB_PROGRAM;
        program.replace(program.rfind('/') + 1, std::string::npos, "stickerctl ");
        const auto line = "REDIS_URL=" + redis.url() + " " + program + words + " 2>&1";
        std::FILE* pipe = popen(line.c_str(), "r");
        if (!pipe) return {"", -1};
        std::string said;
        std::array<char, 256> part{};
        while (std::fgets(part.data(), static_cast<int>(part.size()), pipe)) said += part.data();
        const int status = pclose(pipe);
        return {said, WIFEXITED(status) ? WEXITSTATUS(status) : -1};
    }
};

// Slack's pace: ten posts a channel take 9.5 s, whoever sends them.
TEST_F(Three, PostersBringTwoHundredPostsToTwentyChannelsInTwelveSeconds) {
    start();
    const auto actions = wave(20, 10);
    const auto began = std::chrono::steady_clock::now();
    publish(actions);
    ASSERT_TRUE(posts_reach(200));
    ASSERT_TRUE(reaches(End::done, 200));
    expect_all_in_order(20, 10);
    std::chrono::steady_clock::time_point last{};
    for (const auto& post : slack.calls("chat.postMessage")) last = std::max(last, post.at);
    EXPECT_LE(last - began, 12s);
}

TEST_F(Three, PostersLetNoHotChannelDelayAnother) {
    start();
    std::vector<proto::Action> actions;
    for (int i = 0; i < 50; ++i) actions.push_back(traced(i, "C-hot"));
    publish(actions);
    ASSERT_TRUE(posts_reach(2));
    publish(wave(20, 1));
    ASSERT_TRUE(eventually([&] {
        std::size_t others = 0;
        for (const auto& done : outcomes(End::done)) {
            others += done.conversation.channel.value != "C-hot" ? 1 : 0;
        }
        return others == 20;
    }));
    std::vector<base::Duration> delays;  // from the poster's hands to Slack
    for (const auto& done : outcomes(End::done)) {
        if (done.conversation.channel.value == "C-hot") continue;
        delays.push_back(done.sent_at - done.taken_at);
    }
    std::sort(delays.begin(), delays.end());
    EXPECT_LT(delays[delays.size() / 2], 100ms);
}

TEST_F(Three, PostersLoseAndDoubleNothingWhileRedisIsAwayAndBack) {
    start();
    publish(wave(5, 6));
    ASSERT_TRUE(posts_reach(10));
    redis.kill();
    const auto before = slack.calls("chat.postMessage").size();
    wait_for(3s);                                                   // in which fifteen would go
    EXPECT_LE(slack.calls("chat.postMessage").size(), before + 5);  // what was at its call
    EXPECT_GE(slack.said("Sending"), 5u);
    redis.start();
    ASSERT_TRUE(reaches(End::done, 30, 40s));
    expect_all_in_order(5, 6);
    EXPECT_TRUE(all(proto::dlq_topic).empty());
}

// Promise of `stickerctl pause`: within 2 s, nothing is lost, no burst afterwards.
TEST_F(Three, PostersStopAndGoOnWhenAnOperatorSaysSo) {
    start(2);
    EXPECT_EQ(stickerctl("pause --team T1 --channel C0 --reason 'big <!here> deploy'").second, 0);
    const auto [listed, code] = stickerctl("paused --json");
    EXPECT_EQ(code, 0);
    EXPECT_EQ(json::parse(listed).value("channel", ""), "C0");
    wait_for(2s);  // as promised
    publish(wave(2, 3));
    ASSERT_TRUE(eventually([&] { return slack.calls("chat.postMessage", "C1").size() == 3; }));
    ASSERT_TRUE(eventually([&] { return slack.said("Paused: big &lt;!here&gt; deploy") == 3; }));
    EXPECT_TRUE(slack.calls("chat.postMessage", "C0").empty());
    EXPECT_EQ(stickerctl("resume --channel C0").second, 1);  // that is another scope
    EXPECT_EQ(stickerctl("resume --team T1 --channel C0").second, 0);
    ASSERT_TRUE(eventually([&] { return slack.calls("chat.postMessage", "C0").size() == 3; }));
    expect_all_in_order(2, 3);
    EXPECT_NE(stickerctl("paused").first.find("nothing is paused"), std::string::npos);
    EXPECT_EQ(stickerctl("pause --for never").second, 2);
}

TEST_F(Three, PausesEndByThemselves) {
    start(1);
    EXPECT_EQ(stickerctl("pause --for 3s").second, 0);
    const auto began = std::chrono::steady_clock::now();
    wait_for(1s);
    publish({traced(0, "C0")});
    ASSERT_TRUE(posts_reach(1));
    EXPECT_GE(slack.calls("chat.postMessage")[0].at - began, 2500ms);
    EXPECT_NE(stickerctl("paused").first.find("nothing is paused"), std::string::npos);
}

}  // namespace
