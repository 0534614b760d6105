// The fake is held to the contract of the ledger in Redis, so that the tests above it are worth it.
#include "tests/unit/poster/ledger/fake_ledger.hpp"
#include "tests/unit/poster/ledger/ledger_contract.hpp"

namespace poster {
namespace {

struct FakeLedgerTest : testing::Test {
    base::ManualClock clock;
    FakeLedger ledger{clock};
    contract::EndTheLease end = [this] { clock.advance(lease + base::Duration{1}); };
};

TEST_F(FakeLedgerTest, KnowsNothingOfANewAction) {
    contract::knows_nothing_of_a_new_action(ledger);
}
TEST_F(FakeLedgerTest, GivesAnOpenActionToTheFirstWhoAsks) {
    contract::gives_an_open_action_to_the_first_who_asks(ledger);
}
TEST_F(FakeLedgerTest, GivesItToItsOwnerAgain) { contract::gives_it_to_its_owner_again(ledger); }
TEST_F(FakeLedgerTest, KeepsHowItEnded) { contract::keeps_how_it_ended(ledger); }
TEST_F(FakeLedgerTest, TakesNoWordOfWhatHasNotEnded) {
    contract::takes_no_word_of_what_has_not_ended(ledger);
}
TEST_F(FakeLedgerTest, IsUnsureOfAnAttemptWhoseLeaseIsOver) {
    contract::is_unsure_of_an_attempt_whose_lease_is_over(ledger, end);
}
TEST_F(FakeLedgerTest, LetsItsOwnerHoldWhatIsUnknown) {
    contract::lets_its_owner_hold_what_is_unknown(ledger, end);
}
TEST_F(FakeLedgerTest, TellsWhichWayTheNewestAttemptWent) {
    contract::tells_which_way_the_newest_attempt_went(ledger, end);
}
TEST_F(FakeLedgerTest, LetsAnOwnerMendAnEndOfItsOwn) {
    contract::lets_an_owner_mend_an_end_of_its_own(ledger);
}
TEST_F(FakeLedgerTest, FencesOffAnOwnerThatLostIt) {
    contract::fences_off_an_owner_that_lost_it(ledger, end);
}
TEST_F(FakeLedgerTest, CountsTheAttemptsOfAReopenedAction) {
    contract::counts_the_attempts_of_a_reopened_action(ledger);
}
TEST_F(FakeLedgerTest, ClosesWhatWasNeverTried) { contract::closes_what_was_never_tried(ledger); }
TEST_F(FakeLedgerTest, DoesNotCloseOverAnEnd) { contract::does_not_close_over_an_end(ledger); }
TEST_F(FakeLedgerTest, KeepsAUrlNoLongerThanItLives) {
    contract::keeps_a_url_no_longer_than_it_lives(
        ledger, [this] { clock.advance(base::Duration{60'000}); });
}
TEST_F(FakeLedgerTest, SeesThatARepeatHasOtherBytes) {
    contract::sees_that_a_repeat_has_other_bytes(ledger);
}

}  // namespace
}  // namespace poster
