// Modals and the Home tab.
#include "tests/integration/poster/world.hpp"

namespace {

using namespace poster_tests;
using proto::Method;

struct Views : poster_tests::World {
    // The `number`-th view of the test, of that member.
    proto::Action view(Method method, int number, const std::string& user = "U1") const {
        auto action = previews("view");
        action.id = proto::action_id(proto::TeamId("T1"), "view", "view", number);
        action.kind = "settings";
        action.method = method;
        action.user = proto::UserId(user);
        action.notify->user = action.user;
        action.conversation.channel = proto::ChannelId(user);
        action.response_url.clear();
        if (method == Method::views_open) action.expires_at = action.received_at + proto::view_life;
        action.arguments = json{{"view", {{"type", "modal"}}}, {"number", number}}.dump();
        return action;
    }
};

TEST_F(Views, AreOpenedChangedAndPublished) {
    ServiceProcess process(environment);
    ASSERT_TRUE(ready(process));
    publish({view(Method::views_open, 1), view(Method::views_update, 2),
             view(Method::views_publish, 3)});
    ASSERT_TRUE(reaches(End::done, 3));
    for (const auto& [method, number] :
         {std::pair{"views.open", 1}, {"views.update", 2}, {"views.publish", 3}}) {
        const auto calls = slack.calls(method);
        ASSERT_EQ(calls.size(), 1u) << method;
        EXPECT_EQ(calls[0].body["number"], number);
        EXPECT_EQ(calls[0].body["view"]["type"], "modal");
    }
}

TEST_F(Views, OfADeadTriggerAreNotOpenedAndTheMemberIsTold) {
    auto late = view(Method::views_open, 1);
    late.received_at -= 3s;
    late.expires_at -= 3s;
    publish({late});
    ServiceProcess process(environment);
    ASSERT_TRUE(reaches(End::expired, 1));
    EXPECT_TRUE(slack.calls("views.open").empty());
    EXPECT_EQ(slack.said("could not be shown"), 1u);
}

TEST_F(Views, WaitForARateLimitThatNothingElseWaitsFor) {
    ServiceProcess process(environment);
    ASSERT_TRUE(ready(process));
    slack.rate_limit_next("views.open", 2);
    publish({view(Method::views_open, 1)});
    ASSERT_TRUE(eventually([&] { return slack.calls("views.open").size() == 1; }));
    publish({view(Method::views_open, 2, "U2"), view(Method::views_publish, 3, "U3"), sticker(1),
             previews("passes")});
    ASSERT_TRUE(eventually([&] { return slack.calls("views.publish").size() == 1; }));
    ASSERT_TRUE(posts_reach(1));
    ASSERT_TRUE(eventually([&] { return slack.calls("views.open").size() >= 2; }));
    const auto opens = slack.calls("views.open");
    EXPECT_GE(opens[1].at - opens[0].at, 2s);
    EXPECT_LT(slack.calls("views.publish")[0].at, opens[1].at);
    EXPECT_LT(slack.calls("chat.postMessage")[0].at, opens[1].at);
}

TEST_F(Views, AndPreviewsGoOnWhileRedisIsAway) {
    ServiceProcess process(environment);
    ASSERT_TRUE(ready(process));
    redis.kill();
    publish({view(Method::views_publish, 1), previews("without redis")});
    ASSERT_TRUE(eventually([&] { return slack.calls("views.publish").size() == 1; }));
    ASSERT_TRUE(eventually([&] { return slack.said("without redis") == 1; }));
}

}  // namespace
