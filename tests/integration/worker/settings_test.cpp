// The settings through a worker: opened, listed, sent off, kept, and used by the next search.
#include "proto/reply.hpp"
#include "tests/integration/worker/world.hpp"

namespace {

using namespace worker_tests;
using worker::choices;
using worker::json;

struct SettingsOfAMember : World {
    proto::Event now(proto::Event event, base::Duration left = 60s) const {
        event.received_at = base::SystemClock().now();
        if (event.reply_by) event.reply_by = event.received_at + left;
        return event;
    }
    std::vector<proto::Reply> replies() const {
        std::vector<proto::Reply> found;
        for (const proto::Wire& wire : all(proto::replies_topic)) {
            if (auto reply = proto::decode_reply(wire)) found.push_back(*std::move(reply));
        }
        return found;
    }
    bool answered(std::size_t replies_so_far) {
        return eventually([&] { return replies().size() >= replies_so_far; }, 20s);
    }
    std::string reply_to(const std::string& event) const {
        for (const proto::Reply& reply : replies()) {
            if (reply.event.value == event) return reply.payload;
        }
        return "none";
    }
    // The blocks of the previews that this command led to.
    std::size_t blocks_of(const proto::Event& command) {
        publish({command});
        EXPECT_TRUE(eventually([&] { return decided().count(command.id.value) > 0; }, 20s));
        for (const proto::Action& action : actions()) {
            if (action.event == command.id) return json::parse(action.arguments)["blocks"].size();
        }
        return 0;
    }
};

TEST_F(SettingsOfAMember, AreOpenedListedRefusedKeptAndUsed) {
    ServiceProcess worker(environment);
    EXPECT_EQ(blocks_of(command(1)), 7u);  // 3 previews
    publish({now(worker::command("설정", "/sticker", "E2"))});
    ASSERT_TRUE(eventually([&] { return actions().size() >= 2; }, 20s));
    publish({now(worker::typed("open", "E3")), now(worker::submitted(choices("9"), "E4"))});
    ASSERT_TRUE(answered(2));
    EXPECT_NE(reply_to("E3").find("openmoji"), std::string::npos);
    EXPECT_EQ(json::parse(reply_to("E4")).at("response_action"), "errors");
    // The same modal, with a number that can be: the refusal was no effect.
    publish({now(worker::submitted(choices("5", "en", "fluent-3d"), "E5"))});
    ASSERT_TRUE(answered(3));
    EXPECT_EQ(reply_to("E5"), "");
    redis::Client looker(redis.config());
    ASSERT_TRUE(eventually([&] {
        return !looker.command({"GET", "state:settings:T1:U1"})->is_nil();
    }));
    EXPECT_EQ(blocks_of(command(6)), 11u);  // 5 previews
    const auto last = actions().back();
    EXPECT_EQ(last.notify->locale, "en");
    const json button = worker::button_of(json::parse(last.arguments), worker::button::send);
    EXPECT_EQ(button.at("text").at("text"), "Send");
    EXPECT_NE(button.at("value").get<std::string>().find("fluent-3d/"), std::string::npos);
}

TEST_F(SettingsOfAMember, SentOffTwiceAreOneEffectAndBothAreAnswered) {
    ServiceProcess first(environment), second(environment);
    publish(
        {now(worker::submitted(choices("5"), "E1")), now(worker::submitted(choices("5"), "E2"))});
    ASSERT_TRUE(answered(2));
    EXPECT_EQ(reply_to("E1"), "");
    EXPECT_EQ(reply_to("E2"), "");
    ASSERT_TRUE(eventually([&] { return decisions().size() >= 2; }, 20s));
    std::multiset<std::string> rules;
    for (const proto::Decision& decision : decisions()) {
        rules.insert(decision.rule);
        EXPECT_EQ(decision.intent, "V1");
    }
    EXPECT_EQ(rules, (std::multiset<std::string>{"repeat", "saved"}));
}

TEST_F(SettingsOfAMember, TheReplyToOneWhoWaitsNoMoreIsDroppedAndCounted) {
    ServiceProcess worker(environment);
    publish({now(worker::submitted(choices("4"), "E1"), -1s), now(worker::typed("", "E2"))});
    ASSERT_TRUE(answered(1));
    EXPECT_EQ(reply_to("E1"), "none");
    EXPECT_NE(ask(worker, "/metrics").body.find("worker_replies_total{end=\"late\"} 1"),
              std::string::npos);
    // What was chosen is kept all the same.
    redis::Client looker(redis.config());
    EXPECT_TRUE(eventually([&] {
        return !looker.command({"GET", "state:settings:T1:U1"})->is_nil();
    }));
}

// Its worker was killed, another one reads it when its trigger is long dead: the poster is handed
// an action that is over already, and the way to tell the member so. Previews need no trigger.
TEST_F(SettingsOfAMember, ACommandThatIsReadLateIsHandedOnWithItsOwnTime) {
    auto late = [](const char* words, const char* id) {
        proto::Event event = worker::command(words, "/sticker", id);
        event.received_at = base::SystemClock().now() - 10s;
        return event;
    };
    const proto::Event opening = late("설정", "E1"), search = late("고양이", "E2");
    publish({opening, search});
    ServiceProcess worker(environment);
    ASSERT_TRUE(eventually([&] { return actions().size() >= 2; }, 20s));
    for (const proto::Action& action : actions()) {
        ASSERT_TRUE(action.notify.has_value());
        EXPECT_EQ(action.notify->response_url, worker::response_url);
        const auto now = base::SystemClock().now();
        if (action.event == opening.id) {
            EXPECT_EQ(action.method, proto::Method::views_open);
            EXPECT_LT(action.expires_at, now);
        } else {
            EXPECT_EQ(action.kind, "previews");
            EXPECT_GT(action.expires_at, now);
        }
    }
}

TEST_F(SettingsOfAMember, WithRedisAwayNothingIsChosenAndSearchesGoOn) {
    ServiceProcess worker(environment);
    ASSERT_TRUE(eventually([&] { return is_ready(worker); }, 20s));
    redis.kill();
    publish({now(worker::submitted(choices("5"), "E1"))});
    ASSERT_TRUE(answered(1));
    EXPECT_NE(reply_to("E1").find("errors"), std::string::npos);
    publish({now(worker::command("설정", "/sticker", "E2"))});
    ASSERT_TRUE(eventually([&] { return decided().count("E2") > 0; }, 20s));
    EXPECT_EQ(decisions().back().rule, "away");
    EXPECT_EQ(blocks_of(command(3)), 7u);
}

}  // namespace
