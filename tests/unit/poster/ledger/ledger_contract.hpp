// What every Ledger must do: held against the fake and against the one in Redis.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "services/poster/core/ports.hpp"

namespace poster::contract {

inline const EntryKey key{proto::TeamId("T1"), proto::ActionId("5afbc522-8bf2-5ea3")};
using EndTheLease = std::function<void()>;  // however the ledger's time is moved

inline Claim begin(Ledger& ledger, const std::string& owner, const std::string& hash = "h",
                   Trail trail = Trail::metadata) {
    const auto claim = ledger.begin(key, owner, hash, trail);
    EXPECT_TRUE(claim.ok());
    return claim.value_or(Claim{});
}
inline Entry entry(Ledger& ledger) {
    const auto found = ledger.find(key);
    EXPECT_TRUE(found.ok() && found->has_value());
    return found.ok() && *found ? **found : Entry{};
}

inline void knows_nothing_of_a_new_action(Ledger& ledger) {
    const auto found = ledger.find(key);
    ASSERT_TRUE(found.ok());
    EXPECT_FALSE(found->has_value());
}

inline void gives_an_open_action_to_the_first_who_asks(Ledger& ledger) {
    const auto first = begin(ledger, "a");
    EXPECT_EQ(first.kind, Claim::Kind::ours);
    EXPECT_EQ(first.entry.attempts, 1);
    const auto second = begin(ledger, "b");
    EXPECT_EQ(second.kind, Claim::Kind::busy);
    EXPECT_GT(second.wait, base::Duration{0});
    EXPECT_LE(second.wait, lease);
    EXPECT_EQ(entry(ledger).state, State::sending);
}

inline void gives_it_to_its_owner_again(Ledger& ledger) {
    begin(ledger, "a");
    const auto again = begin(ledger, "a");
    EXPECT_EQ(again.kind, Claim::Kind::ours);
    EXPECT_EQ(again.entry.attempts, 1);
}

inline void keeps_how_it_ended(Ledger& ledger) {
    begin(ledger, "a");
    ASSERT_TRUE(ledger.settle(key, "a", {State::sent, "1.2", "C9", {}}).ok());
    const auto found = entry(ledger);
    EXPECT_EQ(found.state, State::sent);
    EXPECT_EQ(found.ts, "1.2");
    EXPECT_EQ(found.channel, "C9");
    EXPECT_FALSE(found.told);
    ASSERT_TRUE(ledger.told(key).ok());
    const auto repeat = begin(ledger, "b");
    EXPECT_EQ(repeat.kind, Claim::Kind::settled);
    EXPECT_EQ(repeat.entry.ts, "1.2");
    EXPECT_TRUE(repeat.entry.told);
}

// A store that forgot the end takes it for under way: the next one has to tell it again.
inline void takes_no_word_of_what_has_not_ended(Ledger& ledger) {
    ASSERT_TRUE(ledger.told(key).ok());
    begin(ledger, "a");
    ASSERT_TRUE(ledger.told(key).ok());
    ASSERT_TRUE(ledger.settle(key, "a", {State::sent, "1.2", "C9", {}}).ok());
    EXPECT_FALSE(entry(ledger).told);
    ASSERT_TRUE(ledger.told(key).ok());
    EXPECT_TRUE(entry(ledger).told);
}

inline void is_unsure_of_an_attempt_whose_lease_is_over(Ledger& ledger, const EndTheLease& end) {
    begin(ledger, "a");
    end();
    EXPECT_EQ(begin(ledger, "b").kind, Claim::Kind::unsure);
    EXPECT_EQ(entry(ledger).state, State::unknown);
    EXPECT_EQ(begin(ledger, "c").kind, Claim::Kind::busy);  // b finds out
}

inline void lets_its_owner_hold_what_is_unknown(Ledger& ledger, const EndTheLease& end) {
    begin(ledger, "a");
    end();
    begin(ledger, "b");
    end();
    EXPECT_EQ(begin(ledger, "b").kind, Claim::Kind::unsure);
    EXPECT_EQ(begin(ledger, "c").kind, Claim::Kind::busy);
    EXPECT_EQ(entry(ledger).attempts, 1);
}

inline void tells_which_way_the_newest_attempt_went(Ledger& ledger, const EndTheLease& end) {
    begin(ledger, "a");
    ASSERT_TRUE(ledger.reopen(key, "a").ok());
    begin(ledger, "a", "h", Trail::none);
    end();
    EXPECT_EQ(begin(ledger, "b").entry.trail, Trail::none);
}

inline void lets_an_owner_mend_an_end_of_its_own(Ledger& ledger) {
    ASSERT_TRUE(ledger.close(key, "a", "h", {State::expired, {}, {}, "expired"}).ok());
    ASSERT_TRUE(ledger.settle(key, "a", {State::sent, "1.2", "C9", {}}).ok());
    EXPECT_EQ(entry(ledger).state, State::sent);
    EXPECT_EQ(ledger.settle(key, "b", {State::parked, {}, {}, {}}).error().code, "not_ours");
}

inline void fences_off_an_owner_that_lost_it(Ledger& ledger, const EndTheLease& end) {
    begin(ledger, "a");
    end();
    begin(ledger, "b");
    const auto late = ledger.settle(key, "a", {State::sent, "1.2", "C9", {}});
    ASSERT_FALSE(late.ok());
    EXPECT_EQ(late.error().code, "not_ours");
    EXPECT_EQ(ledger.reopen(key, "a").error().code, "not_ours");
    EXPECT_TRUE(ledger.settle(key, "b", {State::parked, {}, {}, "ambiguous"}).ok());
    EXPECT_EQ(entry(ledger).state, State::parked);
}

inline void counts_the_attempts_of_a_reopened_action(Ledger& ledger) {
    begin(ledger, "a");
    ASSERT_TRUE(ledger.reopen(key, "a").ok());
    EXPECT_EQ(entry(ledger).state, State::open);
    const auto second = begin(ledger, "b");
    EXPECT_EQ(second.kind, Claim::Kind::ours);
    EXPECT_EQ(second.entry.attempts, 2);
}

inline void closes_what_was_never_tried(Ledger& ledger) {
    const auto closed = ledger.close(key, "a", "h", {State::expired, {}, {}, "expired"});
    ASSERT_TRUE(closed.ok());
    EXPECT_EQ(closed->kind, Claim::Kind::ours);
    const auto repeat = begin(ledger, "b");
    EXPECT_EQ(repeat.kind, Claim::Kind::settled);
    EXPECT_EQ(repeat.entry.state, State::expired);
    EXPECT_EQ(repeat.entry.error, "expired");
    EXPECT_EQ(repeat.entry.attempts, 0);
}

inline void does_not_close_over_an_end(Ledger& ledger) {
    begin(ledger, "a");
    ASSERT_TRUE(ledger.settle(key, "a", {State::sent, "1.2", "C9", {}}).ok());
    const auto late = ledger.close(key, "b", "h", {State::expired, {}, {}, "expired"});
    ASSERT_TRUE(late.ok());
    EXPECT_EQ(late->kind, Claim::Kind::settled);
    EXPECT_EQ(late->entry.state, State::sent);
}

inline void keeps_a_url_no_longer_than_it_lives(Ledger& ledger, const EndTheLease& end_the_url) {
    EXPECT_EQ(ledger.url_of(key).value_or("some"), std::nullopt);
    ASSERT_TRUE(ledger.keep_url(key, "https://hooks.slack.com/x", base::Duration{60'000}).ok());
    EXPECT_EQ(ledger.url_of(key).value_or(std::nullopt), "https://hooks.slack.com/x");
    EXPECT_FALSE(ledger.find(key).value_or(Entry{}));  // it is no entry
    end_the_url();
    EXPECT_EQ(ledger.url_of(key).value_or("some"), std::nullopt);
}

inline void sees_that_a_repeat_has_other_bytes(Ledger& ledger) {
    begin(ledger, "a", "first");
    EXPECT_TRUE(begin(ledger, "b", "first").entry.same_payload);
    EXPECT_FALSE(begin(ledger, "b", "second").entry.same_payload);
}

}  // namespace poster::contract
