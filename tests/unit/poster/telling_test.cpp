#include "services/poster/core/waiting.hpp"
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
    EXPECT_NE(notice.arguments.find("#team"), std::string::npos);
    EXPECT_NE(notice.arguments.find("Cat"), std::string::npos);
}

TEST_F(Telling, EscapesWhatMembersWrote) {
    auto action = sticker(clock.now());
    action.notify->label = "<!channel>";
    slack.answer_next(Verdict::Kind::refused, "msg_too_long");
    carried(action);
    EXPECT_EQ(bus.actions.at(0).arguments.find("<!channel>"), std::string::npos);
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

// "Sending…"

TEST_F(Telling, SaysThatAPostWaitsASecondAfterThePress) {
    const auto on_its_way = delivery(sticker(clock.now()));
    auto note = wait_note_of(on_its_way, clock);
    ASSERT_TRUE(note);
    const Next next = step(*note, clock, slack);
    EXPECT_EQ(next.kind, Next::Kind::wait);
    EXPECT_EQ(next.wait, 1000ms);
    clock.advance(next.wait);
    EXPECT_EQ(step(*note, clock, slack).kind, Next::Kind::done);
    ASSERT_EQ(slack.calls.size(), 1u);
    EXPECT_EQ(slack.calls[0].text, "Sending…");
}

TEST_F(Telling, SaysHowManyAreBeforeIt) {
    auto line = std::make_shared<Line>();
    for (int i = 0; i < 14; ++i) line->join();
    auto action = sticker(clock.now());
    action.notify->locale = "ko-KR";
    auto on_its_way = delivery(action);
    on_its_way.line = line;
    on_its_way.place_in_line = line->join();
    auto note = wait_note_of(on_its_way, clock);
    ASSERT_TRUE(note);
    line->leave();
    line->leave();
    clock.advance(1s);
    step(*note, clock, slack);
    EXPECT_EQ(slack.calls.at(0).text, "보내는 중… 앞에 12개");
}

TEST_F(Telling, SaysItOnceMoreWhenSlackDidNotTakeIt) {
    const auto on_its_way = delivery(sticker(clock.now()));
    auto note = wait_note_of(on_its_way, clock);
    slack.answer_next(Verdict::Kind::not_done, "connect_failed");
    slack.rate_limit_next(2s);
    for (Next next = step(*note, clock, slack); next.kind == Next::Kind::wait;
         next = step(*note, clock, slack)) {
        clock.advance(next.wait);
    }
    EXPECT_EQ(slack.count(Call::Form::tell), 3u);
    EXPECT_FALSE(on_its_way.previews->begin_sending());  // it stands there now
}

TEST_F(Telling, GivesUpSayingItAfterAFewTries) {
    const auto on_its_way = delivery(sticker(clock.now()));
    auto note = wait_note_of(on_its_way, clock);
    for (int i = 0; i < 9; ++i) slack.answer_next(Verdict::Kind::not_done, "connect_failed");
    for (Next next = step(*note, clock, slack); next.kind == Next::Kind::wait;
         next = step(*note, clock, slack)) {
        clock.advance(next.wait);
    }
    EXPECT_EQ(slack.count(Call::Form::tell), 3u);
    EXPECT_TRUE(on_its_way.previews->close());
    EXPECT_TRUE(on_its_way.previews->usable());
}

TEST_F(Telling, DoesNotSayItAgainOnceThePostHasEnded) {
    auto on_its_way = delivery(sticker(clock.now()));
    auto note = wait_note_of(on_its_way, clock);
    clock.advance(1s);
    slack.answer_next(Verdict::Kind::not_done, "connect_failed");
    const Next again = step(*note, clock, slack);
    ASSERT_EQ(again.kind, Next::Kind::wait);
    carry(on_its_way);
    clock.advance(again.wait);
    step(*note, clock, slack);
    EXPECT_EQ(slack.count(Call::Form::tell), 1u);
    EXPECT_EQ(slack.calls.back().form, Call::Form::clear);
}

TEST_F(Telling, DoesNotSayThatAPostWaitsWhenItIsOut) {
    auto on_its_way = delivery(sticker(clock.now()));
    auto note = wait_note_of(on_its_way, clock);
    carry(on_its_way);
    clock.advance(1s);
    step(*note, clock, slack);
    EXPECT_EQ(slack.count(Call::Form::tell), 0u);
}

TEST_F(Telling, HasTheLastWordAfterASendingThatIsOnItsWay) {
    auto on_its_way = delivery(sticker(clock.now()));
    ASSERT_TRUE(on_its_way.previews->begin_sending());
    EXPECT_FALSE(carry(on_its_way, 3s));
    EXPECT_EQ(slack.count(Call::Form::clear), 0u);
    on_its_way.previews->end_sending(true);
    EXPECT_TRUE(carry(on_its_way));
    EXPECT_EQ(slack.count(Call::Form::clear), 1u);
}

TEST_F(Telling, UsesAResponseUrlFiveTimesAtMost) {
    auto on_its_way = delivery(sticker(clock.now()));
    for (int i = 0; i < Previews::most_uses; ++i) on_its_way.previews->used();
    EXPECT_FALSE(on_its_way.previews->begin_sending());
    carry(on_its_way);
    EXPECT_EQ(slack.count(Call::Form::clear), 0u);
}

TEST_F(Telling, LeavesAResponseUrlThatIsTooOld) {
    auto action = sticker(clock.now());
    action.expires_at = clock.now() + 2h;
    clock.advance(31min);
    EXPECT_FALSE(wait_note_of(delivery(action), clock));
    carried(action);
    EXPECT_EQ(slack.count(Call::Form::clear), 0u);
}

TEST_F(Telling, HasNoWaitingForWhatIsRefusedAtOnce) {
    Delivery full = delivery(sticker(clock.now()));
    refuse_at_once(full);
    EXPECT_FALSE(wait_note_of(full, clock));
}

TEST_F(Telling, HasNoWaitingForPrivateReplies) {
    EXPECT_FALSE(wait_note_of(delivery(previews(clock.now())), clock));
}

}  // namespace
}  // namespace poster
