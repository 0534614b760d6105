// Answers that a poster must not be fooled by: slow ones, and refusals that only ask for less.
#include "tests/integration/poster/world.hpp"

namespace {

using namespace poster_tests;

struct Answers : poster_tests::World {
    // A post as the worker writes it, under its sender's name.
    proto::Action named(int number, const std::string& channel = "C1") const {
        auto action = sticker(number, channel);
        action.arguments =
            json{{"channel", channel},
                 {"text", "cat " + std::to_string(number)},
                 {"username", "Kim"},
                 {"icon_url", "https://example.com/kim.png"},
                 {"blocks",
                  json::array({json{
                      {"type", "image"}, {"image_url", "https://x/c.png"}, {"alt_text", "c"}}})}}
                .dump();
        return action;
    }
    static std::string line_below(const SlackServer::Call& call) {
        const auto& below = call.body.at("blocks").back();
        return below.value("type", "") == "context" ? below["elements"][0].value("text", "") : "";
    }
    std::size_t ledger_entries() const {
        redis::Client keys(redis.config());
        return keys.command({"KEYS", "pi:{*"})->items().size();
    }
};

TEST_F(Answers, ThatDripForTwentySecondsEndWithinFive) {
    ServiceProcess process(environment);
    ASSERT_TRUE(ready(process));
    slack.drip_next("chat.postMessage");
    publish({sticker(1), sticker(2, "C2")});
    ASSERT_TRUE(reaches(End::parked, 1));  // nobody knows whether Slack has posted it
    const auto parked = outcomes(End::parked)[0];
    EXPECT_GE(parked.ended_at - parked.sent_at, 4900ms);
    EXPECT_LT(parked.ended_at - parked.sent_at, 9s);
    // And nobody else waited for that.
    ASSERT_TRUE(reaches(End::done, 1));
    EXPECT_LT(outcomes(End::done)[0].ended_at, parked.ended_at);
}

TEST_F(Answers, ThatDripToAPrivateReplyAreAskedForAgain) {
    ServiceProcess process(environment);
    ASSERT_TRUE(ready(process));
    slack.drip_next("response_url");
    publish({previews("dripped")});
    ASSERT_TRUE(eventually([&] { return slack.said("dripped") == 2; }));  // harmless twice
    const auto hooks = slack.calls("response_url");
    EXPECT_GE(hooks[1].at - hooks[0].at, 4900ms);
    EXPECT_LT(hooks[1].at - hooks[0].at, 10s);
    EXPECT_TRUE(reaches(End::done, 1));
}

TEST_F(Answers, ThatMissAScopeMakeThePostGoWithTheNameBelow) {
    ServiceProcess process(environment);
    slack.refuse_next("chat.postMessage", "missing_scope");
    publish({named(1)});
    ASSERT_TRUE(reaches(End::done, 1));
    publish({named(2)});
    ASSERT_TRUE(reaches(End::done, 2));
    const auto posts = slack.calls("chat.postMessage", "C1");
    ASSERT_EQ(posts.size(), 3u);
    EXPECT_EQ(posts[0].body.value("username", ""), "Kim");
    for (std::size_t i : {1u, 2u}) {  // the second post asks for no name any more
        EXPECT_FALSE(posts[i].body.contains("username"));
        EXPECT_FALSE(posts[i].body.contains("icon_url"));
        EXPECT_EQ(line_below(posts[i]), "Kim · /sticker");
    }
    EXPECT_EQ(ledger_entries(), 2u);
    EXPECT_EQ(outcomes(End::done).size(), 2u);
    EXPECT_TRUE(all(proto::dlq_topic).empty());
}

// As Slack does: it says ok and leaves the name out.
TEST_F(Answers, ThatListNoScopeForNamesAreAskedForBeforeTheFirstPost) {
    slack.grant("commands,chat:write");
    ServiceProcess process(environment);
    publish({named(1), named(2, "C2")});
    ASSERT_TRUE(reaches(End::done, 2));
    for (const auto& post : slack.calls("chat.postMessage")) {
        EXPECT_FALSE(post.body.contains("username"));
        EXPECT_EQ(line_below(post), "Kim · /sticker");
    }
    EXPECT_GE(slack.calls("auth.test").size(), 1u);
    EXPECT_TRUE(slack.calls("chat.update").empty());
}

TEST_F(Answers, ThatListTheScopeForNamesKeepThem) {
    slack.grant("commands,chat:write,chat:write.customize");
    ServiceProcess process(environment);
    publish({named(1)});
    ASSERT_TRUE(reaches(End::done, 1));
    EXPECT_EQ(slack.calls("chat.postMessage")[0].body.value("username", ""), "Kim");
    EXPECT_EQ(line_below(slack.calls("chat.postMessage")[0]), "");
}

TEST_F(Answers, ThatAConversationIsClosedLeadToOnePostByTheResponseUrlWithTheNameBelow) {
    ServiceProcess process(environment);
    slack.refuse_next("chat.postMessage", "channel_not_found");
    publish({named(1, "G0SECRET")});
    ASSERT_TRUE(reaches(End::done, 1));
    const auto posts = slack.calls_saying("response_url", "cat 1");
    ASSERT_EQ(posts.size(), 1u);
    EXPECT_EQ(posts[0].body["response_type"], "in_channel");
    EXPECT_FALSE(posts[0].body.contains("username"));
    EXPECT_EQ(line_below(posts[0]), "Kim · /sticker");
    EXPECT_EQ(ledger_entries(), 1u);
    EXPECT_EQ(outcomes(End::done).size(), 1u);
}

}  // namespace
