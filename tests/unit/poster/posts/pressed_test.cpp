// A notice that stands there twice, and [Send again] pressed in one of the two.
#include <algorithm>

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
    std::size_t deletions() const {
        return static_cast<std::size_t>(
            std::count_if(slack.calls.begin(), slack.calls.end(), [](const Call& call) {
                return call.method == Method::chat_delete && call.form == Call::Form::as_is;
            }));
    }
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
    const auto before = deletions();
    carried(again);  // the one pressed shows "sending…" and is not known by its id any more
    expect_posted_and_no_notice_left();
    EXPECT_EQ(deletions(), before + 1);
    const auto& call = *std::find_if(slack.calls.rbegin(), slack.calls.rend(), [](const Call& one) {
        return one.method == Method::chat_delete && one.form == Call::Form::as_is;
    });
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
    while (telling.stage != Stage::answered) {
        const Next next = courier.step(telling);
        ASSERT_NE(next.kind, Next::Kind::done);
        if (next.kind == Next::Kind::wait) clock.advance(next.wait);
    }
    ledger.go_away();
    EXPECT_EQ(courier.step(telling).kind, Next::Kind::wait);
    ledger.come_back();
    EXPECT_TRUE(carry(telling));
    expect_posted_and_no_notice_left();
}

TEST_F(Pressed, OfANoticeThatCameOnceItTakesNothingElseAway) {
    carried(notice);
    carried(again);
    EXPECT_EQ(deletions(), 0u);
    EXPECT_EQ(last_end(), End::done);
}

TEST_F(Pressed, AndNotAnsweredByItsDeletionItStillEnds) {
    auto telling = half_told();
    EXPECT_TRUE(carry(telling));
    auto on_its_way = delivery(again);
    while (on_its_way.stage != Stage::wipe) {
        const Next next = courier.step(on_its_way);
        ASSERT_NE(next.kind, Next::Kind::done);
        if (next.kind == Next::Kind::wait) clock.advance(next.wait);
    }
    for (int i = 0; i < 100; ++i) slack.answer_next(Verdict::Kind::not_done, "internal_error");
    const auto began = clock.now();
    EXPECT_TRUE(carry(on_its_way));
    EXPECT_LE(clock.now() - began, doubt_patience + 1s);
    EXPECT_EQ(last_end(), End::done);
}

}  // namespace
}  // namespace poster
