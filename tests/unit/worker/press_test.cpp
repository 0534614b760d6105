// What a press of a preview's button does.
#include "services/sticker-worker/core/press.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/unit/worker/world.hpp"

namespace {

using namespace worker;

const std::string preview = "f5fa1609-f278-5e9f-b411-b51804e142eb";

Redraw redraw(Direction direction, std::size_t offset, std::uint64_t shuffle = 0) {
    return {direction, preview, "고양이", offset, shuffle};
}
proto::Event press_send(int place, const std::string& id = "E2") {
    return press(std::string(button::send), value_of(Send{preview, "pack/1", place}), id);
}
proto::Event press_redraw(const Redraw& wanted, const std::string& id = "E2") {
    return press(std::string(action_id_of(wanted.direction)), value_of(wanted), id);
}

TEST(Press, SendPostsTheStickerForAllUnderTheSendersName) {
    const Decision decision = decided(press_send(1), korean());
    ASSERT_EQ(decision.rule, "send");
    const proto::Action& post = decision.actions.at(0);
    EXPECT_EQ(post.method, proto::Method::chat_post_message);
    EXPECT_EQ(post.lane, proto::Lane::visible);
    EXPECT_EQ(post.expires_at, post.received_at + proto::visible_life);
    EXPECT_EQ(post.conversation.key(), "T1:C1");
    const json message = arguments_of(post);
    EXPECT_EQ(message.at("channel"), "C1");
    EXPECT_EQ(message.at("text"), "김지민님의 스티커: 고양이 1");
    EXPECT_EQ(message.at("username"), "김지민");
    EXPECT_EQ(message.at("icon_url"), "https://photos.example/kim.png");
    EXPECT_EQ(message.at("unfurl_links"), false);
    EXPECT_EQ(message.at("unfurl_media"), false);
    EXPECT_EQ(message.at("metadata").at("event_type"), "sticker_post");
    EXPECT_EQ(message.at("metadata").at("event_payload").at("id"), post.id.value);
    EXPECT_FALSE(message.contains("thread_ts"));
}

TEST(Press, SendNamesWhomToTellAndClearsThePreviews) {
    const proto::Action post = decided(press_send(1), korean()).actions.at(0);
    ASSERT_TRUE(post.notify.has_value());
    EXPECT_EQ(post.notify->user.value, "U1");
    EXPECT_EQ(post.notify->locale, "ko-KR");
    EXPECT_EQ(post.notify->conversation_name, "#general");
    EXPECT_EQ(post.notify->sticker, "pack/1");
    EXPECT_EQ(post.notify->label, "고양이 1");
    EXPECT_EQ(post.notify->response_url, response_url);
    EXPECT_TRUE(post.notify->clear_previews);
}

TEST(Press, SendInAThreadAnswersThere) {
    const auto event =
        press(std::string(button::send), value_of(Send{preview, "pack/1", 1}), "E2", "7.7");
    EXPECT_EQ(arguments_of(decided(event, korean()).actions.at(0)).at("thread_ts"), "7.7");
}

TEST(Press, ADoubleClickIsOneActionAndTwoStickersAreTwo) {
    const auto id_of = [](const proto::Event& event) {
        return decided(event, korean()).actions.at(0).id;
    };
    EXPECT_EQ(id_of(press_send(1, "E2")), id_of(press_send(1, "E3")));
    EXPECT_NE(id_of(press_send(1, "E2")), id_of(press_send(2, "E4")));
}

TEST(Press, TheGuardTellsButtonsApartAndNotDeliveries) {
    const auto source_of = [](const proto::Event& event) { return understand(event)->source_id; };
    EXPECT_EQ(source_of(press_send(1, "E2")), source_of(press_send(1, "E3")));
    const std::set<std::string> different{
        source_of(press_send(1)), source_of(press_send(2)),
        source_of(press_redraw(redraw(Direction::more, 0))),
        source_of(press_redraw(redraw(Direction::shuffle, 0))),
        source_of(press(std::string(button::cancel), value_of(Cancel{preview})))};
    EXPECT_EQ(different.size(), 5u);
}

TEST(Press, WithoutAPhotoTheSenderStandsInSmallPrint) {
    Inputs inputs = korean();
    inputs.member = {};
    const json message = arguments_of(decided(press_send(1), inputs).actions.at(0));
    EXPECT_FALSE(message.contains("username"));
    const json& context = message.at("blocks").back();
    EXPECT_EQ(context.at("type"), "context");
    EXPECT_EQ(context.at("elements").at(0).at("type"), "plain_text");
    EXPECT_EQ(context.at("elements").at(0).at("text"), "kim · /sticker");
}

TEST(Press, WhereTheAppMayNotCustomizeTheSenderStandsInSmallPrint) {
    Inputs inputs = korean();
    inputs.member.may_sign = false;
    inputs.member.name = "<@U1> & 김";
    const json message = arguments_of(decided(press_send(1), inputs).actions.at(0));
    EXPECT_FALSE(message.contains("username"));
    EXPECT_FALSE(message.contains("icon_url"));
    const json& element = message.at("blocks").back().at("elements").at(0);
    EXPECT_EQ(element.at("type"), "plain_text");  // no mention can come of it
    EXPECT_EQ(element.at("text"), "<@U1> & 김 · /sticker");
    EXPECT_EQ(message.at("text"), "&lt;@U1&gt; &amp; 김님의 스티커: 고양이 1");
    EXPECT_EQ(message.at("unfurl_links"), false);
    EXPECT_EQ(message.at("unfurl_media"), false);
}

TEST(Press, AStickerThatIsGoneIsSaidWithACode) {
    Inputs inputs = korean();
    inputs.sticker.reset();
    const Decision decision = decided(press_send(1), inputs);
    EXPECT_EQ(decision.rule, "gone");
    EXPECT_EQ(decision.actions.at(0).lane, proto::Lane::quiet);
    const std::string code = proto::error_code(decision.actions.at(0).id.value);
    EXPECT_NE(arguments_of(decision.actions.at(0)).at("text").get<std::string>().find(code),
              std::string::npos);
}

TEST(Press, ASendThatComesTooFastIsAnsweredAndPostsNothing) {
    Inputs fast = korean();
    fast.too_fast = true;
    const Decision decision = decided(press_send(1), fast);
    EXPECT_EQ(decision.rule, rule_fast);
    ASSERT_EQ(decision.actions.size(), 1u);
    const proto::Action& note = decision.actions.front();
    EXPECT_EQ(note.method, proto::Method::response_url);
    EXPECT_EQ(note.lane, proto::Lane::quiet);
    const json message = arguments_of(note);
    EXPECT_EQ(message.at("response_type"), "ephemeral");
    EXPECT_EQ(message.at("replace_original"), false);  // the previews stay: Send again
    const std::string text = message.at("text");
    EXPECT_NE(text.find("10초에 5개"), std::string::npos) << text;
    EXPECT_NE(text.find(proto::error_code(note.id.value)), std::string::npos) << text;
    // Each press is told; what it is about has the same intent.
    EXPECT_NE(decided(press_send(1, "E9"), fast).actions.at(0).id, note.id);
    EXPECT_EQ(decided(press_send(1), fast).actions.at(0).id, note.id);
}

TEST(Press, OnlyASendIsCounted) {
    const Needs send = plan(press_send(1));
    EXPECT_FALSE(send.send.empty());
    EXPECT_EQ(send.send.find("trigger."), std::string::npos);
    EXPECT_EQ(send.at, press_send(1).received_at);
    EXPECT_EQ(plan(press_send(1)).send, send.send);
    EXPECT_NE(plan(press_send(1, "E9")).send, send.send);
    EXPECT_TRUE(plan(press_redraw(redraw(Direction::more, 0))).send.empty());
    EXPECT_TRUE(plan(command("고양이")).send.empty());
}

TEST(Press, MorePreviousAndShuffleReplaceThePreviews) {
    for (const Direction direction : {Direction::more, Direction::previous, Direction::shuffle}) {
        const Decision decision = decided(press_redraw(redraw(direction, 3)), korean());
        EXPECT_EQ(decision.rule, to_text(direction));
        const json message = arguments_of(decision.actions.at(0));
        EXPECT_EQ(message.at("replace_original"), true);
        EXPECT_EQ(message.at("response_type"), "ephemeral");
        EXPECT_NE(decision.actions.at(0).id.value, preview);
    }
}

TEST(Press, TurnsPagesByThree) {
    EXPECT_EQ(page_after(redraw(Direction::more, 3, 9), team), (SearchRequest{"고양이", 6, 3, 9}));
    EXPECT_EQ(page_after(redraw(Direction::previous, 3, 9), team),
              (SearchRequest{"고양이", 0, 3, 9}));
    EXPECT_EQ(page_after(redraw(Direction::previous, 0), team).offset, 0u);
}

TEST(Press, ShufflesTheSameWayWhenItIsRunAgain) {
    const SearchRequest once = page_after(redraw(Direction::shuffle, 6), team);
    EXPECT_EQ(once, page_after(redraw(Direction::shuffle, 6), team));
    EXPECT_NE(once.shuffle, 0u);
    EXPECT_EQ(once.offset, 0u);
    Redraw other = redraw(Direction::shuffle, 6);
    other.preview = "aaaaaaaa-f278-5e9f-b411-b51804e142eb";
    EXPECT_NE(page_after(other, team).shuffle, once.shuffle);
}

TEST(Press, NumbersGoOnWhereThePageBegins) {
    const Decision decision = decided(press_redraw(redraw(Direction::more, 0)), korean());
    const json message = arguments_of(decision.actions.at(0));
    EXPECT_EQ(message.at("blocks").at(0).at("title").at("text"), "4 · 고양이 1");
    EXPECT_EQ(json::parse(button_of(message, button::send).at("value").get<std::string>()).at("n"),
              4);
    EXPECT_TRUE(has_button(message, button::previous));
}

TEST(Press, CancelTakesThePreviewsAway) {
    const Decision decision =
        decided(press(std::string(button::cancel), value_of(Cancel{preview})), korean());
    EXPECT_EQ(decision.rule, "cancel");
    EXPECT_EQ(arguments_of(decision.actions.at(0)).at("delete_original"), true);
}

TEST(Press, AValueNobodyCanReadIsSaidToBeOld) {
    for (const char* value :
         {"", "x", "[]", "{}", R"({"p":"","s":"x","n":1})", R"({"p":"x","s":"y","n":-1})"}) {
        EXPECT_EQ(decided(press(std::string(button::send), value), korean()).rule, "stale")
            << value;
    }
    EXPECT_EQ(decided(press(std::string(button::more), R"({"p":"x","q":"y"})"), korean()).rule,
              "stale");
}

TEST(Press, AButtonThatIsNotOursDoesNothing) {
    EXPECT_EQ(decided(press("poll.vote", "1"), korean()).rule, "nothing");
}

}  // namespace
