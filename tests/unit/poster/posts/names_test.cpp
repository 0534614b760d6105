// Under whose name a sticker stands: the sender's where the workspace allows it, else a line below.
#include "tests/unit/poster/world.hpp"

namespace poster {
namespace {

struct Names : World {
    const Call& post() const {
        for (const auto& call : slack.calls) {
            if (call.form == Call::Form::as_is || call.form == Call::Form::nameless) return call;
        }
        static const Call none;
        return none;
    }
};

TEST_F(Names, AreKeptWhereTheScopeIsGranted) {
    carried(sticker(clock.now()));
    EXPECT_EQ(post().form, Call::Form::as_is);
    EXPECT_EQ(slack.count(Call::Form::ask), 0u);
}

TEST_F(Names, AreAskedForBeforeTheFirstPostAndNeverAgain) {
    slack.know_of_names(std::nullopt);
    slack.grant_names(false);
    carried(sticker(clock.now()));
    carried(sticker(clock.now(), "other"));
    EXPECT_EQ(slack.count(Call::Form::ask), 1u);
    EXPECT_EQ(slack.calls.front().form, Call::Form::ask);
    EXPECT_EQ(slack.count(Call::Form::nameless), 2u);
    EXPECT_EQ(post().signature, "Kim · /sticker");
}

TEST_F(Names, DoNotKeepAPostWhenSlackDoesNotSay) {
    slack.know_of_names(std::nullopt);
    slack.answer_next(Verdict::Kind::unsure, "timeout");
    const auto action = sticker(clock.now());
    carried(action);
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(last_end(), End::done);
}

TEST_F(Names, StandBelowWhereTheScopeIsMissing) {
    slack.answer_next(Verdict::Kind::unnamed, "missing_scope");
    auto action = sticker(clock.now());
    action.notify->locale = "ko-KR";
    const auto ended = carried(action);
    EXPECT_EQ(slack.count(Call::Form::as_is), 1u);
    ASSERT_EQ(slack.count(Call::Form::nameless), 1u);
    EXPECT_EQ(slack.calls.at(1).signature, "Kim · /sticker");
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(last_end(), End::done);
    EXPECT_EQ(bus.outcomes.size(), 1u);                      // one action …
    EXPECT_EQ(slots.reserved.size(), 1u);                    // … one place in its channel …
    EXPECT_EQ(ledger.entry(action.id)->state, State::sent);  // … one entry
    EXPECT_EQ(ended.attempts, 2);
    EXPECT_TRUE(bus.actions.empty());
}

TEST_F(Names, AreNotTheReasonWhenAnotherScopeIsMissing) {
    slack.answer_next(Verdict::Kind::unnamed, "missing_scope");
    slack.answer_next(Verdict::Kind::unnamed, "missing_scope");
    carried(sticker(clock.now()));
    EXPECT_EQ(last_end(), End::refused);
    EXPECT_EQ(bus.outcomes.back().error, "missing_scope");
    EXPECT_EQ(bus.actions.size(), 1u);
}

TEST_F(Names, AndAClosedConversationTogetherAreStillOnePost) {
    slack.answer_next(Verdict::Kind::unnamed, "missing_scope");
    slack.answer_next(Verdict::Kind::closed, "channel_not_found");
    const auto action = sticker(clock.now());
    carried(action);
    EXPECT_EQ(slack.count(Call::Form::in_channel), 1u);
    EXPECT_EQ(posts_of(action), 1);
    EXPECT_EQ(bus.outcomes.size(), 1u);
}

// Slack says ok and leaves the name out: the scope was taken away since it was asked for.
TEST_F(Names, AreWrittenBelowAPostThatSlackLeftThemOutOf) {
    slack.grant_names(false);
    carried(sticker(clock.now()));
    ASSERT_EQ(slack.count(Call::Form::nameless), 1u);
    const auto& signing = slack.calls.at(1);
    EXPECT_EQ(signing.method, Method::chat_update);
    EXPECT_EQ(signing.ts, "101.000000");
    EXPECT_EQ(signing.channel.value, "C1");
    EXPECT_EQ(last_end(), End::done);
}

TEST_F(Names, OfNobodyAreNotAskedFor) {
    slack.know_of_names(std::nullopt);
    auto action = sticker(clock.now());
    action.notify->user_name.clear();
    carried(action);
    carried(previews(clock.now()));
    EXPECT_EQ(slack.count(Call::Form::ask), 0u);
}

}  // namespace
}  // namespace poster
