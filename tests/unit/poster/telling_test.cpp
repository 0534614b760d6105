#include "tests/unit/poster/world.hpp"

namespace poster {
namespace {

struct Telling : World {
    Delivery refused_at_once(const proto::Action& action) {
        Delivery full = delivery(action);
        refuse_at_once(full);
        EXPECT_TRUE(carry(full));
        return full;
    }
    const Call* last(Call::Form form) const {
        for (auto at = slack.calls.rbegin(); at != slack.calls.rend(); ++at) {
            if (at->form == form) return &*at;
        }
        return nullptr;
    }
};

TEST_F(Telling, RemovesThePreviewsAfterThePost) {
    carried(sticker(clock.now()));
    ASSERT_EQ(slack.calls.size(), 2u);
    EXPECT_EQ(slack.calls[1].form, Call::Form::clear);
}

TEST_F(Telling, RemovesThePreviewsWhateverTheEndIs) {
    slack.answer_next(Verdict::Kind::refused, "msg_too_long");
    carried(sticker(clock.now()));
    slack.lose_next_answer();
    carried(sticker(clock.now(), "other"));
    EXPECT_EQ(slack.count(Call::Form::clear), 2u);
}

TEST_F(Telling, SaysInPlaceThatTooManyWait) {
    refused_at_once(sticker(clock.now()));
    EXPECT_EQ(slack.count(Call::Form::as_is), 0u);
    ASSERT_TRUE(last(Call::Form::tell));
    EXPECT_NE(last(Call::Form::tell)->text.find("Too many"), std::string::npos);
    EXPECT_FALSE(last(Call::Form::tell)->response_url.empty());
    EXPECT_EQ(slack.count(Call::Form::clear), 0u);  // the words stand where the previews stood
    EXPECT_TRUE(bus.actions.empty());
    EXPECT_EQ(last_end(), End::refused);
}

TEST_F(Telling, SpeaksTheMembersLanguage) {
    auto action = sticker(clock.now());
    action.notify->locale = "ko-KR";
    refused_at_once(action);
    EXPECT_NE(last(Call::Form::tell)->text.find("스티커"), std::string::npos);
}

TEST_F(Telling, NamesTheErrorCodeOfTheAction) {
    const auto action = sticker(clock.now());
    refused_at_once(action);
    EXPECT_NE(last(Call::Form::tell)->text.find(proto::error_code(action.id.value)),
              std::string::npos);
}

TEST_F(Telling, SaysItInTheConversationWhereThereIsNoResponseUrl) {
    auto action = sticker(clock.now());
    action.notify->response_url.clear();
    refused_at_once(action);
    ASSERT_TRUE(last(Call::Form::tell));
    EXPECT_EQ(last(Call::Form::tell)->channel.value, "C1");
    EXPECT_EQ(last(Call::Form::tell)->user.value, "U1");
    EXPECT_TRUE(last(Call::Form::tell)->response_url.empty());
}

TEST_F(Telling, WritesADirectMessageWhenThePressIsOld) {
    const auto action = sticker(clock.now());
    clock.advance(61s);
    refused_at_once(action);
    EXPECT_EQ(slack.count(Call::Form::tell), 0u);
    EXPECT_EQ(bus.actions.size(), 1u);
}

TEST_F(Telling, WritesADirectMessageWhenThePlaceIsGone) {
    slack.answer_next(Verdict::Kind::refused, "used_url");
    refused_at_once(sticker(clock.now()));
    EXPECT_EQ(bus.actions.size(), 1u);
}

TEST_F(Telling, GivesADirectMessageAnIdOfItsOwnAndADay) {
    const auto action = sticker(clock.now());
    slack.answer_next(Verdict::Kind::refused, "msg_too_long");
    carried(action);
    ASSERT_EQ(bus.actions.size(), 1u);
    const auto& notice = bus.actions[0];
    EXPECT_EQ(notice.kind, "notice");
    EXPECT_EQ(notice.id, proto::action_id(action.conversation.team, action.id.value, "notice", 0));
    EXPECT_EQ(notice.conversation.key(), "T1:U1");
    EXPECT_EQ(notice.lane, Lane::quiet);
    EXPECT_EQ(notice.expires_at - clock.now(), proto::notice_life);
    EXPECT_EQ(notice.target_action, action.id);
    EXPECT_EQ(notice.arguments.find("username"), std::string::npos);
    EXPECT_NE(notice.arguments.find("<#C1>"), std::string::npos);
    EXPECT_NE(notice.arguments.find("Cat"), std::string::npos);
}

TEST_F(Telling, EscapesWhatMembersWrote) {
    auto action = sticker(clock.now());
    action.notify->label = "<!channel>";
    slack.answer_next(Verdict::Kind::refused, "msg_too_long");
    carried(action);
    std::string said = bus.actions.at(0).arguments;
    const std::string spoken = "Send <!channel> again";  // by screen readers, plain text to Slack
    said.erase(said.find(spoken), spoken.size());
    EXPECT_EQ(said.find("<!channel>"), std::string::npos);
    EXPECT_NE(said.find("&lt;!channel&gt;"), std::string::npos);
}

TEST_F(Telling, PublishesTheNoticeBeforeTheOutcome) {
    bus.lose_actions();
    slack.answer_next(Verdict::Kind::refused, "msg_too_long");
    auto on_its_way = delivery(sticker(clock.now()));
    EXPECT_FALSE(carry(on_its_way, 20s));
    EXPECT_TRUE(bus.outcomes.empty());
    bus.come_back();
    EXPECT_TRUE(carry(on_its_way));
    EXPECT_EQ(bus.dead.size(), 1u);
    EXPECT_EQ(bus.actions.size(), 1u);
    EXPECT_EQ(bus.outcomes.size(), 1u);
}

TEST_F(Telling, IsNotDoneBeforeDeadLetterAndOutcomeAreConfirmed) {
    bus.go_away();
    slack.answer_next(Verdict::Kind::refused, "msg_too_long");
    auto refused = delivery(sticker(clock.now()));
    EXPECT_FALSE(carry(refused, 20s));
    EXPECT_EQ(refused.stage, Stage::dead_letter);
    auto posted = delivery(sticker(clock.now(), "other"));
    EXPECT_FALSE(carry(posted, 20s));
    EXPECT_EQ(posted.stage, Stage::outcome);
    bus.come_back();
    EXPECT_TRUE(carry(refused));
    EXPECT_TRUE(carry(posted));
    EXPECT_EQ(posts_of(posted.action), 1);
    EXPECT_EQ(bus.dead.size(), 1u);
    EXPECT_EQ(bus.outcomes.size(), 2u);
}

TEST_F(Telling, TellsNobodyOfANoticeThatCouldNotBeSaid) {
    auto about = delivery(sticker(clock.now()));
    about.end = {State::parked, {}, {}, "ambiguous"};
    slack.answer_next(Verdict::Kind::refused, "user_not_found");
    carried(notice_action(about, clock.now()));
    EXPECT_TRUE(bus.actions.empty());
    EXPECT_EQ(last_end(), End::refused);
}

TEST_F(Telling, PutsANoticeThatCannotGoOutBehindTheOthers) {
    auto about = delivery(sticker(clock.now()));
    about.end = {State::parked, {}, {}, "ambiguous"};
    const auto notice = notice_action(about, clock.now());
    ledger.go_away();
    carried(notice);
    ASSERT_EQ(bus.actions.size(), 1u);
    EXPECT_EQ(bus.actions[0].id, notice.id);
    EXPECT_TRUE(bus.outcomes.empty());
}

TEST_F(Telling, LetsANoticeMakeRoomThoughSlackSaysToWaitLonger) {
    auto about = delivery(sticker(clock.now()));
    about.end = {State::parked, {}, {}, "ambiguous"};
    slack.rate_limit_next(1h);
    const auto began = clock.now();
    carried(notice_action(about, clock.now()));
    EXPECT_LE(clock.now() - began, notice_patience + 1s);
    EXPECT_EQ(bus.actions.size(), 1u);
}

// One answer of the store's that is lost is no absence.
TEST_F(Telling, AsksTheStoreOnceMoreBeforeItCallsWhatIsOutExpired) {
    auto action = sticker(clock.now());
    action.lane = Lane::quiet;  // the visible lane looks first
    carried(action);
    clock.advance(proto::visible_life + close_patience + 1s);
    ledger.lose_next_answer();
    carried(action);
    EXPECT_EQ(last_end(), End::duplicate);
    EXPECT_TRUE(bus.actions.empty());
}

TEST_F(Telling, SaysNothingMoreOnceEverythingWasSaid) {
    slack.answer_next(Verdict::Kind::refused, "msg_too_long");
    const auto action = sticker(clock.now());
    carried(action);
    const auto calls = slack.calls.size();
    carried(action);
    EXPECT_EQ(slack.calls.size(), calls);
    EXPECT_EQ(bus.actions.size(), 1u);
    EXPECT_EQ(bus.dead.size(), 1u);
}

// What Slack surely did not take is said once more, for a while.
TEST_F(Telling, TriesToRemoveThePreviewsAgain) {
    const auto action = sticker(clock.now());
    auto on_its_way = delivery(action);
    while (on_its_way.stage != Stage::clear) courier.step(on_its_way);
    slack.answer_next(Verdict::Kind::not_done, "connect_failed");
    EXPECT_TRUE(carry(on_its_way));
    EXPECT_EQ(slack.count(Call::Form::clear), 2u);
    EXPECT_EQ(on_its_way.clear_error, "");
}

TEST_F(Telling, LeavesThePreviewsAfterAFewTries) {
    auto on_its_way = delivery(sticker(clock.now()));
    while (on_its_way.stage != Stage::clear) courier.step(on_its_way);
    for (int i = 0; i < 9; ++i) slack.answer_next(Verdict::Kind::not_done, "connect_failed");
    const auto began = clock.now();
    EXPECT_TRUE(carry(on_its_way));
    EXPECT_EQ(slack.count(Call::Form::clear), 3u);
    EXPECT_LT(clock.now() - began, 3s);
    EXPECT_EQ(on_its_way.clear_error, "connect_failed");
    EXPECT_EQ(last_end(), End::done);
}

}  // namespace
}  // namespace poster
