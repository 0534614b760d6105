// "Sending…": what stands in place of the previews while a post waits, and who has the last word.
#include "services/poster/core/waiting.hpp"

#include "tests/unit/poster/world.hpp"

namespace poster {
namespace {

struct Waiting : World {
    void say_all(WaitNote& note) {
        for (Next next = step(note, clock, slack, slots); next.kind == Next::Kind::wait;
             next = step(note, clock, slack, slots)) {
            clock.advance(next.wait);
        }
    }
};

TEST_F(Waiting, SaysThatAPostWaitsASecondAfterThePress) {
    const auto on_its_way = delivery(sticker(clock.now()));
    auto note = wait_note_of(on_its_way, clock);
    ASSERT_TRUE(note);
    const Next next = step(*note, clock, slack, slots);
    EXPECT_EQ(next.kind, Next::Kind::wait);
    EXPECT_EQ(next.wait, 1000ms);
    clock.advance(next.wait);
    step(*note, clock, slack, slots);
    ASSERT_EQ(slack.calls.size(), 1u);
    EXPECT_EQ(slack.calls[0].text, "Sending…");
}

TEST_F(Waiting, SaysHowManyAreBeforeIt) {
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
    step(*note, clock, slack, slots);
    EXPECT_EQ(slack.calls.at(0).text, "보내는 중… 앞에 12개");
}

TEST_F(Waiting, SaysItOnceMoreWhenSlackDidNotTakeIt) {
    const auto on_its_way = delivery(sticker(clock.now()));
    auto note = wait_note_of(on_its_way, clock);
    slack.answer_next(Verdict::Kind::not_done, "connect_failed");
    slack.rate_limit_next(2s);
    say_all(*note);
    EXPECT_EQ(slack.count(Call::Form::tell), 3u);
    EXPECT_FALSE(on_its_way.previews->begin_sending());  // it stands there now
}

TEST_F(Waiting, GivesUpSayingItAfterAFewTries) {
    const auto on_its_way = delivery(sticker(clock.now()));
    auto note = wait_note_of(on_its_way, clock);
    for (int i = 0; i < 9; ++i) slack.answer_next(Verdict::Kind::not_done, "connect_failed");
    say_all(*note);
    EXPECT_EQ(slack.count(Call::Form::tell), 3u);
    EXPECT_TRUE(on_its_way.previews->close());
    EXPECT_TRUE(on_its_way.previews->usable());
}

TEST_F(Waiting, SaysThatItIsPausedAndWhy) {
    slots.pause("deploy <!here>");
    auto action = sticker(clock.now());
    action.notify->locale = "ko-KR";
    auto note = wait_note_of(delivery(action), clock);
    say_all(*note);
    ASSERT_EQ(slack.calls.size(), 1u);
    EXPECT_EQ(slack.calls[0].text, "잠시 멈춤: deploy &lt;!here&gt;");
}

TEST_F(Waiting, SaysOnceMoreThatItWasPausedInTheMeantime) {
    auto note = wait_note_of(delivery(sticker(clock.now())), clock);
    while (slack.calls.empty()) clock.advance(step(*note, clock, slack, slots).wait);
    EXPECT_EQ(slack.calls[0].text, "Sending…");
    for (int i = 0; i < 5; ++i) clock.advance(step(*note, clock, slack, slots).wait);
    EXPECT_EQ(slack.calls.size(), 1u);
    slots.pause("");
    say_all(*note);
    ASSERT_EQ(slack.calls.size(), 2u);
    EXPECT_NE(slack.calls[1].text.find("Paused for now"), std::string::npos);
}

TEST_F(Waiting, LooksForAPauseNoLongerThanThePostWaits) {
    auto on_its_way = delivery(sticker(clock.now()));
    auto note = wait_note_of(on_its_way, clock);
    while (slack.calls.empty()) clock.advance(step(*note, clock, slack, slots).wait);
    EXPECT_TRUE(carry(on_its_way));
    clock.advance(1s);
    EXPECT_EQ(step(*note, clock, slack, slots).kind, Next::Kind::done);
    auto forgotten = wait_note_of(delivery(sticker(clock.now(), "other")), clock);
    say_all(*forgotten);  // ends by itself
    EXPECT_LE(clock.now(), on_its_way.action.expires_at + 10s);
}

TEST_F(Waiting, DoesNotSayItAgainOnceThePostHasEnded) {
    auto on_its_way = delivery(sticker(clock.now()));
    auto note = wait_note_of(on_its_way, clock);
    clock.advance(1s);
    slack.answer_next(Verdict::Kind::not_done, "connect_failed");
    const Next again = step(*note, clock, slack, slots);
    ASSERT_EQ(again.kind, Next::Kind::wait);
    carry(on_its_way);
    clock.advance(again.wait);
    step(*note, clock, slack, slots);
    EXPECT_EQ(slack.count(Call::Form::tell), 1u);
    EXPECT_EQ(slack.calls.back().form, Call::Form::clear);
}

TEST_F(Waiting, DoesNotSayThatAPostWaitsWhenItIsOut) {
    auto on_its_way = delivery(sticker(clock.now()));
    auto note = wait_note_of(on_its_way, clock);
    carry(on_its_way);
    clock.advance(1s);
    step(*note, clock, slack, slots);
    EXPECT_EQ(slack.count(Call::Form::tell), 0u);
}

TEST_F(Waiting, HasTheLastWordAfterASendingThatIsOnItsWay) {
    auto on_its_way = delivery(sticker(clock.now()));
    ASSERT_TRUE(on_its_way.previews->begin_sending());
    EXPECT_FALSE(carry(on_its_way, 3s));
    EXPECT_EQ(slack.count(Call::Form::clear), 0u);
    on_its_way.previews->end_sending(true);
    EXPECT_TRUE(carry(on_its_way));
    EXPECT_EQ(slack.count(Call::Form::clear), 1u);
}

TEST_F(Waiting, UsesAResponseUrlFiveTimesAtMost) {
    auto on_its_way = delivery(sticker(clock.now()));
    for (int i = 0; i < Previews::most_uses; ++i) on_its_way.previews->used();
    EXPECT_FALSE(on_its_way.previews->begin_sending());
    carry(on_its_way);
    EXPECT_EQ(slack.count(Call::Form::clear), 0u);
}

TEST_F(Waiting, LeavesAResponseUrlThatIsTooOld) {
    auto action = sticker(clock.now());
    action.expires_at = clock.now() + 2h;
    clock.advance(31min);
    EXPECT_FALSE(wait_note_of(delivery(action), clock));
    carried(action);
    EXPECT_EQ(slack.count(Call::Form::clear), 0u);
}

// Its slot came on time, but the call of the one before was late.
TEST_F(Waiting, KeepsItsDistanceFromThePostBeforeIt) {
    auto line = std::make_shared<Line>();
    auto first = delivery(sticker(clock.now()));
    auto second = delivery(sticker(clock.now(), "second"));
    first.line = second.line = line;
    clock.advance(1h);
    first.action.expires_at = second.action.expires_at = clock.now() + 1h;
    ASSERT_TRUE(carry(first));
    const auto began = clock.now();
    clock.advance(300ms);
    ASSERT_TRUE(carry(second));
    EXPECT_EQ(clock.now() - began, 1000ms);
    EXPECT_EQ(second.attempts, 1);
}

TEST(Lines, RememberWhenThePostBeforeLeftThoughItIsDoneWith) {
    Lines lines;
    const auto at = std::chrono::steady_clock::time_point{} + 1h;
    lines.of("v|T1:C1")->sent(at);
    for (int i = 2; i < 100; ++i) lines.of("v|T1:C" + std::to_string(i));  // others come and go
    EXPECT_EQ(lines.of("v|T1:C1")->sent_at(), at);
}

TEST(Lines, ForgetTheEmptyOnesWhenThereAreManyAndNoOther) {
    Lines lines;
    const auto kept = lines.of("kept");
    for (std::size_t i = 0; i < 3 * Lines::most; ++i) lines.of("v|T1:C" + std::to_string(i));
    EXPECT_LE(lines.size(), Lines::most);
    EXPECT_EQ(lines.of("kept"), kept);
}

TEST_F(Waiting, ForAPlaceIsNotNeededByTheOtherWayOfTheSamePost) {
    auto on_its_way = delivery(sticker(clock.now()));
    on_its_way.line = std::make_shared<Line>();
    slack.answer_next(Verdict::Kind::closed, "channel_not_found");
    const auto began = clock.now();
    ASSERT_TRUE(carry(on_its_way));
    EXPECT_EQ(clock.now(), began);
    EXPECT_EQ(slack.count(Call::Form::in_channel), 1u);
}

TEST_F(Waiting, HasNoWaitingForWhatIsRefusedAtOnce) {
    Delivery full = delivery(sticker(clock.now()));
    refuse_at_once(full);
    EXPECT_FALSE(wait_note_of(full, clock));
}

TEST_F(Waiting, HasNoWaitingForPrivateReplies) {
    EXPECT_FALSE(wait_note_of(delivery(previews(clock.now())), clock));
}

}  // namespace
}  // namespace poster
