// The simulation's ledger is held to the same contract as the one in Redis.
#include "tests/simulation/world/store.hpp"
#include "tests/unit/poster/ledger/ledger_contract.hpp"

namespace simulation {
namespace {

struct StoredLedgerTest : testing::Test {
    Ground ground{1, {}, false};
    Store store{ground};
    StoredLedger ledger{store};
    poster::contract::EndTheLease end = [this] {
        ground.clock.advance(poster::lease + base::Duration{1});
    };
};

TEST_F(StoredLedgerTest, KeepsTheContract) {
    poster::contract::knows_nothing_of_a_new_action(ledger);
    poster::contract::gives_an_open_action_to_the_first_who_asks(ledger);
}
TEST_F(StoredLedgerTest, KeepsHowItEnded) { poster::contract::keeps_how_it_ended(ledger); }
TEST_F(StoredLedgerTest, FencesOffAnOwnerThatLostIt) {
    poster::contract::fences_off_an_owner_that_lost_it(ledger, end);
}
TEST_F(StoredLedgerTest, ClosesWhatWasNeverTried) {
    poster::contract::closes_what_was_never_tried(ledger);
}
TEST_F(StoredLedgerTest, IsUnsureOfAnAttemptWhoseLeaseIsOver) {
    poster::contract::is_unsure_of_an_attempt_whose_lease_is_over(ledger, end);
}

// What stood there a second ago still does, what came after it does not.
TEST_F(StoredLedgerTest, LosesItsLastSecondAndNoMore) {
    const poster::EntryKey old{proto::TeamId("T1"), proto::ActionId("old")};
    const auto write = [this](const poster::EntryKey& key) {
        return ledger.close(key, "a", "h", {poster::State::expired, {}, {}, "expired"}).ok();
    };
    ASSERT_TRUE(write(old));
    ground.clock.advance(base::Duration{300});
    ASSERT_TRUE(ledger.find(old).ok());
    ground.clock.advance(base::Duration{1'100});
    ASSERT_TRUE(write(poster::contract::key));
    store.lose_last_second();
    EXPECT_TRUE(ledger.find(old).value_or(std::nullopt).has_value());
    EXPECT_FALSE(ledger.find(poster::contract::key).value_or(std::nullopt).has_value());
}

}  // namespace
}  // namespace simulation
