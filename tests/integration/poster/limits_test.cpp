// Slack's limits: a message a second and channel, Retry-After, and nobody behind another channel.
#include "tests/integration/poster/world.hpp"

namespace {

using namespace poster_tests;

struct Limits : poster_tests::World {
    static std::chrono::milliseconds between(const SlackServer::Call& a,
                                             const SlackServer::Call& b) {
        return std::chrono::duration_cast<std::chrono::milliseconds>(b.at - a.at);
    }
};

TEST_F(Limits, KeepOrderAndAMessageASecondInEachChannelAllChannelsBesideEachOther) {
    std::vector<proto::Action> actions;
    for (int i = 1; i <= 4; ++i) {
        for (const char* channel : {"C1", "C2", "C3"}) actions.push_back(sticker(i, channel));
    }
    for (std::size_t i = 0; i < actions.size(); ++i) {
        actions[i].id = proto::action_id(proto::TeamId("T1"), "p", "send", static_cast<int>(i));
    }
    publish(actions);
    ServiceProcess process(environment);
    ASSERT_TRUE(posts_reach(actions.size()));
    for (const char* channel : {"C1", "C2", "C3"}) {
        const auto posts = slack.calls("chat.postMessage", channel);
        ASSERT_EQ(posts.size(), 4u);
        for (std::size_t i = 0; i < posts.size(); ++i) {
            EXPECT_EQ(posts[i].text(), "cat " + std::to_string(i + 1));
            if (i > 0) {
                EXPECT_GE(between(posts[i - 1], posts[i]), 1000ms);
            }
        }
    }
    // Beside each other: each had its first before any had its last.
    const auto last = slack.calls("chat.postMessage", "C1").back().at;
    EXPECT_LT(slack.calls("chat.postMessage", "C2").front().at, last);
    EXPECT_LT(slack.calls("chat.postMessage", "C3").front().at, last);
}

TEST_F(Limits, KeepRetryAfterInItsChannelAndInNoOther) {
    ServiceProcess process(environment);
    ASSERT_TRUE(ready(process));
    slack.rate_limit_next("chat.postMessage", 3);
    publish({sticker(1)});
    ASSERT_TRUE(posts_reach(1));
    publish({sticker(2), sticker(3, "C2")});
    ASSERT_TRUE(reaches(End::done, 3));
    const auto first = slack.calls("chat.postMessage", "C1");
    ASSERT_EQ(first.size(), 3u);
    EXPECT_EQ(first[0].status, 429);
    EXPECT_GE(between(first[0], first[1]), 3000ms);
    EXPECT_EQ(first[1].text(), "cat 1");
    EXPECT_EQ(first[2].text(), "cat 2");
    EXPECT_LT(slack.calls("chat.postMessage", "C2").front().at, first[1].at);
    // Whoever waited was told so, and the previews went at the end.
    EXPECT_GE(slack.said("Sending"), 1u);
}

// Slack counts a response_url by itself, so the previews of others go on.
TEST_F(Limits, KeepRetryAfterOfAResponseUrlFromNobodyElse) {
    ServiceProcess process(environment);
    ASSERT_TRUE(ready(process));
    slack.rate_limit_next("response_url", 3);
    publish({previews("refused first")});
    ASSERT_TRUE(eventually([&] { return slack.said("refused first") == 1; }));
    auto other = previews("of another member");
    other.user = other.notify->user = proto::UserId("U2");
    other.response_url += "-of-U2";
    publish({other, sticker(1)});
    ASSERT_TRUE(eventually([&] { return slack.said("refused first") == 2; }));
    ASSERT_TRUE(reaches(End::done, 3));
    const auto tries = slack.calls_saying("response_url", "refused first");
    const auto others = slack.calls_saying("response_url", "of another member");
    ASSERT_EQ(tries.size(), 2u);
    ASSERT_EQ(others.size(), 1u);
    EXPECT_GE(between(tries[0], tries[1]), 3000ms);
    EXPECT_LT(others[0].at, tries[1].at);
    EXPECT_LT(slack.calls("chat.postMessage")[0].at, tries[1].at);
}

TEST_F(Limits, LetNoHotChannelDelayAnother) {
    ServiceProcess process(environment);
    ASSERT_TRUE(ready(process));
    std::vector<proto::Action> actions;
    for (int i = 0; i < 40; ++i) actions.push_back(sticker(i, "C-hot"));
    for (int i = 40; i < 60; ++i) actions.push_back(sticker(i, "C" + std::to_string(i)));
    publish(actions);
    ASSERT_TRUE(eventually([&] { return slack.calls("chat.postMessage").size() >= 24; }));
    const auto hot = slack.calls("chat.postMessage", "C-hot");
    ASSERT_GE(hot.size(), 3u);
    for (int i = 40; i < 60; ++i) {
        const auto posts = slack.calls("chat.postMessage", "C" + std::to_string(i));
        ASSERT_EQ(posts.size(), 1u);
        EXPECT_LT(posts[0].at, hot[2].at);
    }
}

TEST_F(Limits, LetEachSenderSeeHowManyAreBefore) {
    ServiceProcess process(environment);
    ASSERT_TRUE(ready(process));
    std::vector<proto::Action> actions;
    for (int i = 1; i <= 5; ++i) actions.push_back(sticker(i));
    actions.back().notify->locale = "ko-KR";
    publish(actions);
    ASSERT_TRUE(reaches(End::done, 5));
    EXPECT_GE(slack.said("보내는 중… 앞에"), 1u);
    EXPECT_GE(slack.said("before it"), 1u);
    // The previews of all five went, and no post came twice.
    std::size_t removed = 0;
    for (const auto& call : slack.calls("response_url")) {
        removed += call.body.value("delete_original", false) ? 1 : 0;
    }
    EXPECT_EQ(removed, 5u);
    EXPECT_EQ(slack.calls("chat.postMessage").size(), 5u);
}

TEST_F(Limits, KeepTheCeilingOfTheSetting) {
    environment["SLACK_POSTS_PER_MINUTE"] = "438";  // 437 a minute, 3 at once
    ServiceProcess process(environment);
    ASSERT_TRUE(ready(process));
    std::vector<proto::Action> actions;
    for (int i = 0; i < 40; ++i) actions.push_back(sticker(i, "C" + std::to_string(i)));
    publish(actions);
    ASSERT_TRUE(reaches(End::done, 40));
    auto posts = slack.calls("chat.postMessage");
    std::sort(posts.begin(), posts.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    EXPECT_GE(between(posts.front(), posts.back()), 30 * 137ms);
}

TEST_F(Limits, RefuseAtOnceWhatWouldWaitBehindSixtyOthers) {
    ServiceProcess process(environment);
    ASSERT_TRUE(ready(process));
    std::vector<proto::Action> actions;
    for (int i = 0; i < 70; ++i) actions.push_back(sticker(i));
    publish(actions);
    ASSERT_TRUE(eventually([&] { return slack.said("Too many") >= 8; }, 30s));
    ASSERT_TRUE(reaches(End::refused, 8));
    for (const auto& outcome : outcomes(End::refused)) {
        EXPECT_EQ(outcome.error, "too_many_waiting");
    }
    EXPECT_LE(slack.said("Too many"), 10u);
    EXPECT_TRUE(all(proto::dlq_topic).size() >= 8);
}

TEST_F(Limits, LetPrivateRepliesPassVisiblePosts) {
    ServiceProcess process(environment);
    ASSERT_TRUE(ready(process));
    std::vector<proto::Action> actions;
    for (int i = 0; i < 30; ++i) actions.push_back(sticker(i));
    actions.push_back(previews("passes"));
    publish(actions);
    ASSERT_TRUE(eventually([&] { return slack.said("passes") == 1; }));
    EXPECT_LT(slack.calls("chat.postMessage").size(), 30u);
}

TEST_F(Limits, GoByTheResponseUrlWhereTheBotIsNot) {
    ServiceProcess process(environment);
    slack.refuse_next("chat.postMessage", "channel_not_found");
    publish({sticker(1)});
    ASSERT_TRUE(reaches(End::done, 1));
    const auto posts = slack.calls_saying("response_url", "cat 1");
    ASSERT_EQ(posts.size(), 1u);
    EXPECT_EQ(posts[0].body["response_type"], "in_channel");
    EXPECT_EQ(slack.calls("response_url").back().body, (json{{"delete_original", true}}));
}

}  // namespace
