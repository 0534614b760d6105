// What is said to the bot, through a worker: Slack repeats these deliveries, and most of what comes
// this way asks for nothing.
#include "tests/integration/worker/world.hpp"

namespace {

using namespace worker_tests;
using worker::json;

struct Said : World {
    static proto::Event event(json said, const std::string& id) {
        proto::Event event = worker::said(said, id);
        event.received_at = base::SystemClock().now();
        return event;
    }
    static proto::Event mention(const std::string& id, const char* words = "<@U0BOT> 고양이") {
        return event({{"type", "app_mention"},
                      {"channel", "C1"},
                      {"user", "U1"},
                      {"text", words},
                      {"ts", "1.1"}},
                     id);
    }
    static json direct() {
        return {{"type", "message"}, {"channel_type", "im"}, {"channel", "D1"},
                {"user", "U1"},      {"text", "안녕"},       {"ts", "1.1"}};
    }
    std::string rule_of(const std::string& id) const {
        for (const proto::Decision& decision : decisions()) {
            if (decision.event.value == id) return decision.rule;
        }
        return "none";
    }
};

TEST_F(Said, AMentionThatSlackRepeatsShowsItsMemberPreviewsOnce) {
    ServiceProcess first(environment), second(environment);
    publish({mention("Ev1"), mention("Ev1"), mention("Ev2", "<@U0BOT>"), mention("Ev1")});
    ASSERT_TRUE(eventually([&] { return decisions().size() >= 4; }, 30s));
    EXPECT_EQ(actions().size(), 2u);
    const proto::Action previews = actions().front();
    EXPECT_EQ(previews.method, proto::Method::chat_post_ephemeral);
    const json message = json::parse(previews.arguments);
    EXPECT_EQ(message.at("user"), "U1");
    EXPECT_EQ(worker::button_of(message, worker::button::send).at("text").at("text"), "보내기");
    EXPECT_EQ(rule_of("Ev2"), "help");
}

TEST_F(Said, AMessageToTheBotGetsTheHelpAndItsOwnAnswerGetsNothing) {
    ServiceProcess worker(environment);
    json ours = direct();
    ours["bot_id"] = "B1";
    json edited = direct();
    edited["subtype"] = "message_changed";
    publish({event(direct(), "Ev1"), event(ours, "Ev2"), event(edited, "Ev3"),
             event({{"type", "of_tomorrow"}}, "Ev4")});
    ASSERT_TRUE(eventually([&] { return decided().size() >= 4; }, 30s));
    ASSERT_EQ(actions().size(), 1u);
    EXPECT_EQ(actions().front().method, proto::Method::chat_post_message);
    EXPECT_EQ(actions().front().conversation.key(), "T1:D1");
    for (const char* id : {"Ev2", "Ev3", "Ev4"}) EXPECT_EQ(rule_of(id), "nothing") << id;
    EXPECT_TRUE(all(proto::dlq_topic).empty());
    EXPECT_NE(ask(worker, "/metrics").body.find("rule=\"nothing\",type=\"events_api\"} 3"),
              std::string::npos);
}

}  // namespace
