#include "libs/limits/pauses.hpp"

#include <gtest/gtest.h>

namespace limits {
namespace {

using namespace std::chrono_literals;

struct KnownPausesTest : testing::Test {
    base::ManualClock clock;
    KnownPauses known{clock};
};

TEST_F(KnownPausesTest, HoldOnlyTheirScope) {
    known.learn({{"T1", "C1", "here", {}}, {"T2", "", "there", {}}, {"", "C9", "anywhere", {}}});
    EXPECT_EQ(known.reason("T1", "C1"), "here");
    EXPECT_EQ(known.reason("T1", "C2"), std::nullopt);
    EXPECT_EQ(known.reason("T2", "C2"), "there");
    EXPECT_EQ(known.reason("T3", "C9"), "anywhere");
    EXPECT_EQ(known.reason("T3", "C1"), std::nullopt);
}

TEST_F(KnownPausesTest, OfEverythingHoldEverybody) {
    known.learn({{"", "", "all", {}}, {"T1", "C1", "narrow", {}}});
    EXPECT_EQ(known.reason("T7", "C7"), "all");
    EXPECT_EQ(known.reason("T1", "C1"), "narrow");
}

TEST_F(KnownPausesTest, EndByThemselvesThoughNobodyCanAsk) {
    known.learn({{"T1", "", "", base::Duration{30min}}});
    clock.advance(29min);
    EXPECT_EQ(known.reason("T1", "C1"), "");
    clock.advance(1min);
    EXPECT_EQ(known.reason("T1", "C1"), std::nullopt);
}

TEST_F(KnownPausesTest, AreLiftedByAListWithoutThem) {
    known.learn({{"T1", "", "", {}}});
    known.learn({});
    EXPECT_EQ(known.reason("T1", "C1"), std::nullopt);
}

}  // namespace
}  // namespace limits
