// A notice that stands there twice, and [Send again] pressed in one of the two.
#include "tests/unit/poster/world.hpp"

namespace poster {
namespace {

struct Pressed : World {
    proto::Action first, notice, again;

    Pressed() {
        slack.lose_next_answer();
        first = sticker(clock.now());
        carried(first);
        notice = bus.actions.at(0);
        again = sticker(clock.now(), notice.id.value);
        again.id = again_id(again.conversation.team, notice.id);
        again.kind = "again";
        again.target_action = first.id;
    }
    std::vector<std::string>& standing() { return slack.standing[notice.id.value]; }
    // One attempt without an answer; Slack shows it.
    Delivery half_told() {
        slack.lose_next_answer();
        auto on_its_way = delivery(notice);
        while (posts_of(notice) == 0) {
            const Next next = courier.step(on_its_way);
            if (next.kind == Next::Kind::wait) clock.advance(next.wait);
        }
        return on_its_way;
    }
    void expect_posted_and_no_notice_left() {
        EXPECT_EQ(posts_of(notice), 2);
        EXPECT_EQ(posts_of(again), 1);
        EXPECT_TRUE(standing().empty());
        EXPECT_EQ(last_end(), End::done);
    }
};

// The worker's unit test of [Send again] holds the same.
TEST_F(Pressed, ItsActionIsNamedAfterTheNotice) {
    EXPECT_EQ(again.id, proto::action_id(notice.conversation.team, notice.id.value, "again", 0));
}

TEST_F(Pressed, InOneOfTwoNoticesItTakesTheOtherAwayWhenItHasEnded) {
    auto telling = half_told();
    EXPECT_TRUE(carry(telling));
    ASSERT_EQ(standing().size(), 1u);
    const auto before = slack.deletions().size();
    carried(again);  // the one pressed shows "sending…" and is not known by its id any more
    expect_posted_and_no_notice_left();
    ASSERT_EQ(slack.deletions().size(), before + 1);
    const Call call = slack.deletions().back();
    EXPECT_EQ(call.ts, telling.end.ts);
    EXPECT_EQ(call.channel.value, telling.end.channel);
    EXPECT_EQ(call.action, notice.id);
}

TEST_F(Pressed, BeforeTheSecondNoticeComesThatOneGoesAtOnce) {
    auto telling = half_told();
    carried(again);
    standing().clear();  // it was pressed, and its own URL has taken it away
    EXPECT_TRUE(carry(telling));
    expect_posted_and_no_notice_left();
}

TEST_F(Pressed, WhileTheStoreIsAwayForAMomentAllTheSame) {
    auto telling = half_told();
    carried(again);
    standing().clear();
    carry_to(Stage::answered, telling);
    ledger.go_away();
    EXPECT_EQ(courier.step(telling).kind, Next::Kind::wait);
    ledger.come_back();
    EXPECT_TRUE(carry(telling));
    expect_posted_and_no_notice_left();
}

// The post stands in a thread, its notice in none: the slot is of the call that is made.
TEST_F(Pressed, ForAThreadItLooksWhereTheNoticesAre) {
    auto telling = half_told();
    EXPECT_TRUE(carry(telling));
    again.arguments = R"({"channel":"C1","text":"cat","thread_ts":"5.000000"})";
    slots.reserved.clear();
    carried(again);
    for (const Load& load : slots.reserved) EXPECT_NE(load.method, "conversations.replies");
    expect_posted_and_no_notice_left();
}

TEST_F(Pressed, OfANoticeThatCameOnceItTakesNothingElseAway) {
    carried(notice);
    carried(again);
    EXPECT_TRUE(slack.deletions().empty());
    EXPECT_EQ(last_end(), End::done);
}

TEST_F(Pressed, AndNotAnsweredByItsDeletionItStillEnds) {
    auto telling = half_told();
    EXPECT_TRUE(carry(telling));
    auto on_its_way = delivery(again);
    carry_to(Stage::wipe, on_its_way);
    for (int i = 0; i < 100; ++i) slack.answer_next(Verdict::Kind::not_done, "internal_error");
    const auto began = clock.now();
    EXPECT_TRUE(carry(on_its_way));
    EXPECT_LE(clock.now() - began, doubt_patience + 1s);
    EXPECT_EQ(last_end(), End::done);
}

}  // namespace
}  // namespace poster
